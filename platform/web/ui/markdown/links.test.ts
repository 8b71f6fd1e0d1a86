import { describe, expect, it } from 'vitest';
import { safeHref, safeImage } from './links.ts';

describe('links in prose', () => {
  it.each(['https://example.com/a?b=c', 'http://example.com', 'mailto:kim@ilshin.demo', 'HTTPS://EXAMPLE.COM'])(
    'may lead to %s',
    (url) => expect(safeHref(url)).toBe(url),
  );

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    '//example.com',
    '/api/session',
    'file:///etc/passwd',
    'blob:https://example.com/1',
    '',
  ])('may not lead to %j', (url) => expect(safeHref(url)).toBeNull());
});

describe('images in prose', () => {
  it('come from attachments alone', () => {
    expect(safeImage('/api/tickets/12/attachments/3')).toBe('/api/tickets/12/attachments/3');
    for (const url of [
      'https://example.com/spy.png',
      '//example.com/x',
      '/api/tickets/12/attachments/../../session',
      'data:image/png;base64,AA==',
    ]) {
      expect(safeImage(url)).toBeNull();
    }
  });
});
