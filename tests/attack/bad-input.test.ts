import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modules } from '#app/modules.ts';
import { type House, makeHouse, makeProviderAdministrator, type SignedIn } from '#modules/accounts/factory.ts';
import { fingerprint } from '#platform/testing/attack/fingerprint.ts';
import { startTestHouse, type TestHouse } from '#platform/testing/house.ts';

// What the house is given by mistake or malice. It names the field and the reason, does nothing by halves, and never fails.

let house: TestHouse;
let own: House;
let other: House;
let ticket: number;
let before: Record<string, string>;

beforeAll(async () => {
  house = await startTestHouse(modules);
  const { principal } = await makeProviderAdministrator(house.database);
  own = await makeHouse(house.database, principal, { modules });
  other = await makeHouse(house.database, principal, { modules });
  ticket = Number((await made({ title: 'A' })).body.id);
  for (const title of ['B', 'C']) await made({ title });
  before = await fingerprint(house.database, own.tenant.id);
}, 60_000);
afterAll(() => house?.close());

const made = (fields: object) =>
  house.call('POST', '/api/tickets', { as: own.users.CUSTOMER, body: { kind: 'incident', ...fields } });

type Sent = {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  readonly url: string;
  /** A text is sent as it is, anything else as JSON. */
  readonly body?: string | Buffer | object;
  readonly headers?: Readonly<Record<string, string>>;
  readonly as?: SignedIn;
};
type Refused = readonly [status: number, code: string, ...fields: string[]];

const send = async ({ method = 'POST', url, body, headers = {}, as = own.users.ADMIN }: Sent) =>
  await house.app.inject({
    method,
    url: url.replace(':id', String(ticket)),
    headers: {
      host: 'localhost:4000',
      ...as.headers,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { payload: body }),
  });

const refusalOf = async (sent: Sent): Promise<Refused> => {
  const answer = await send(sent);
  expect(answer.headers['content-type'], answer.body).toBe('application/problem+json; charset=utf-8');
  const { status, code, errors = [], title, requestId } = answer.json();
  expect([status, typeof title, requestId]).toEqual([answer.statusCode, 'string', answer.headers['request-id']]);
  for (const error of errors) expect(error.message).toMatch(/\w/);
  return [status, code, ...errors.map((error: { path: string; code: string }) => `${error.path} ${error.code}`)];
};

const kind = 'incident';
const tickets = { url: '/api/tickets' };
const list = (query: string): Sent => ({ method: 'GET', url: `/api/tickets?${query}` });
const patch = (body: object, ifMatch?: string): Sent => ({
  method: 'PATCH',
  url: '/api/tickets/:id',
  body,
  headers: ifMatch === undefined ? {} : { 'if-match': ifMatch },
});
const deep = (levels: number): string => `{"kind":"incident","title":${'['.repeat(levels)}1${']'.repeat(levels)}}`;
const invalid = (...fields: string[]): Refused => [400, 'http.invalid', ...fields];

const bodies: readonly (readonly [string, Sent, Refused])[] = [
  [
    'an unknown field',
    { ...tickets, body: { kind, title: 'x', colour: 'red' } },
    invalid('/colour additionalProperty'),
  ],
  ['another’s field', { ...tickets, body: { kind, title: 'x', tenantId: 1 } }, invalid('/tenantId additionalProperty')],
  ['no body', tickets, invalid(' required')],
  ['an array', { ...tickets, body: '[]' }, invalid(' type')],
  ['a title that is a number', { ...tickets, body: { kind, title: 5 } }, invalid('/title type')],
  ['a number that is a text', { ...tickets, body: { kind, title: 'x', impact: '1' } }, invalid('/impact type')],
  ['a kind that is not there', { ...tickets, body: { kind: 'party', title: 'x' } }, invalid('/kind enum')],
  ['10,000 characters', { ...tickets, body: { kind, title: 'x'.repeat(10_000) } }, invalid('/title maxLength')],
  ['nothing but blanks', { ...tickets, body: { kind, title: ' \t ' } }, invalid('/title pattern')],
  ['an impact of 4', { ...tickets, body: { kind, title: 'x', impact: 4 } }, invalid('/impact maximum')],
  ['an impact of 0', { ...tickets, body: { kind, title: 'x', impact: 0 } }, invalid('/impact minimum')],
  ['half an impact', { ...tickets, body: { kind, title: 'x', impact: 1.5 } }, invalid('/impact type')],
  ['1e400', { ...tickets, body: '{"kind":"incident","title":"x","impact":1e400}' }, invalid('/impact range')],
  ['2^53 + 1', { ...tickets, body: '{"kind":"incident","categoryId":9007199254740993}' }, invalid('/categoryId range')],
  ['too many tags', { ...tickets, body: { kind, title: 'x', tags: Array(21).fill('t') } }, invalid('/tags maxItems')],
  [
    'a tag of 51',
    { ...tickets, body: { kind, title: 'x', tags: ['ok', 't'.repeat(51)] } },
    invalid('/tags/1 maxLength'),
  ],
  ['a NUL', { ...tickets, body: '{"kind":"incident","title":"a\\u0000b"}' }, invalid('/title characters')],
  ['half a pair', { ...tickets, body: '{"kind":"incident","title":"a\\ud800b"}' }, invalid('/title characters')],
  ['bytes that are not UTF-8', { ...tickets, body: Buffer.from('{"title":"\xff"}', 'latin1') }, [400, 'http.not_utf8']],
  ['an end that is missing', { ...tickets, body: '{"kind":' }, [400, 'http.not_json']],
  ['a comment', { ...tickets, body: '{"kind":"incident"/* x */}' }, [400, 'http.not_json']],
  ['depth', { ...tickets, body: deep(40) }, invalid(`/title${'/0'.repeat(31)} depth`)],
  ['100,000 levels', { ...tickets, body: deep(100_000) }, invalid(`/title${'/0'.repeat(31)} depth`)],
  [
    '__proto__',
    { ...tickets, body: '{"kind":"incident","title":"x","__proto__":{}}' },
    invalid('/__proto__ additionalProperty'),
  ],
  ['two megabytes', { ...tickets, body: { kind, title: 'x'.repeat(2_000_000) } }, [413, 'http.body_too_large']],
  [
    'a form',
    { ...tickets, body: 'kind=incident', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    [415, 'http.media_type'],
  ],
  ['plain text', { ...tickets, body: '{}', headers: { 'content-type': 'text/plain' } }, [415, 'http.media_type']],
  [
    'EUC-KR',
    { ...tickets, body: '{}', headers: { 'content-type': 'application/json; charset=euc-kr' } },
    [415, 'http.media_type'],
  ],
  ['gzip', { ...tickets, body: '{}', headers: { 'content-encoding': 'gzip' } }, [415, 'http.content_encoding']],
  [
    'a body where none is known',
    { url: '/api/users/1/disablement', body: { force: true } },
    invalid('/force additionalProperty'),
  ],
];

const others: readonly (readonly [string, Sent, Refused])[] = [
  [
    'a foreign category',
    { ...tickets, body: { kind, title: 'x', categoryId: 8_999_999 } },
    [422, 'tickets.category_unknown', '/categoryId tickets.category_unknown'],
  ],
  ['no If-Match', patch({ title: 'y' }), [428, 'http.if_match_required']],
  ['a stale If-Match', patch({ title: 'y' }, '"9"'), [412, 'http.if_match_stale']],
  ['an If-Match that is none', patch({ title: 'y' }, 'yesterday'), [412, 'http.if_match_stale']],
  ['a patch of nothing', patch({}, '"1"'), invalid(' minProperties')],
  ['a moment that is none', patch({ due: 'tomorrow' }, '"1"'), invalid('/due format')],
  ['the 30th of February', patch({ due: '2026-02-30T00:00:00Z' }, '"1"'), invalid('/due format')],
  [
    'a key with blanks',
    { ...tickets, body: { kind, title: 'x' }, headers: { 'idempotency-key': 'a b' } },
    [400, 'http.idempotency_key_invalid'],
  ],
  [
    'a key of 256',
    { ...tickets, body: { kind, title: 'x' }, headers: { 'idempotency-key': 'a'.repeat(256) } },
    [400, 'http.idempotency_key_invalid'],
  ],
  ['a limit of 201', list('limit=201'), invalid('/limit maximum')],
  ['a limit that is none', list('limit=0x10'), invalid('/limit type')],
  ['two limits', list('limit=1&limit=2'), invalid('/limit type')],
  ['an unknown filter', list('colour=red'), invalid('/colour additionalProperty')],
  ['a status that is none', list('status=sleeping'), invalid('/status/0 enum')],
  ['an assignee by injection', list("assignee=1'+or+1=1--"), invalid('/assignee/0 pattern')],
  ['a NUL in a filter', list('q=%00'), invalid('/q characters')],
  ['201 characters to look for', list(`q=${'x'.repeat(201)}`), invalid('/q maxLength')],
  ['a filter 21 times', list(Array(21).fill('tag=x').join('&')), invalid('/tag maxItems')],
  ['a query that does not decode', list('q=%zz'), [400, 'http.bad_url']],
  ['an id that is no number', { method: 'GET', url: '/api/tickets/abc' }, invalid('/id type')],
  ['an id of 0', { method: 'GET', url: '/api/tickets/0' }, invalid('/id minimum')],
  ['an id of 30 digits', { method: 'GET', url: `/api/tickets/${'9'.repeat(30)}` }, invalid('/id type')],
  ['a path that does not decode', { method: 'GET', url: '/api/tickets/%ff' }, [400, 'http.bad_url']],
  ['a path that is not there', { method: 'GET', url: '/api/nothing' }, [404, 'http.not_found']],
  ['a method that is not there', { method: 'DELETE', url: '/api/tickets/:id' }, [405, 'http.method_not_allowed']],
];

describe('the house is given', () => {
  it.each([...bodies, ...others])('%s', async (_what, sent, refused) => {
    expect(await refusalOf(sent)).toEqual(refused);
  });

  it('all of that, and nothing of it was done, not even by half', async () => {
    expect(await fingerprint(house.database, own.tenant.id)).toEqual(before);
  });

  it('a cursor that is altered, of another list, person, filter or tenant', async () => {
    const cursorOf = async (url: string, as: SignedIn = own.users.ADMIN): Promise<string> => {
      const answer = await send({ method: 'GET', url, as });
      expect(answer.statusCode).toBe(200);
      return String(answer.json().nextCursor);
    };
    const right = await cursorOf('/api/tickets?limit=1');
    const [tenant, keys = '', mac = ''] = right.split('.');
    const otherKeys = Buffer.from(JSON.stringify(['2020-01-01T00:00:00.000Z', 1])).toString('base64url');
    const wrong = {
      altered: `${tenant}.${otherKeys}.${mac}`,
      moved: `${other.tenant.id}.${keys}.${mac}`,
      cut: right.slice(0, -1),
      nonsense: 'nonsense',
      'an sql one': "1' or '1'='1",
      'of another list': await cursorOf('/api/users?limit=1'),
      'of another person': await cursorOf('/api/tickets?limit=1', own.users.PM),
      'of another filter': await cursorOf('/api/tickets?limit=1&kind=incident'),
      'of another order': await cursorOf('/api/tickets?limit=1&sort=createdAt'),
    };
    for (const [what, cursor] of Object.entries(wrong)) {
      const refused = await refusalOf(list(`limit=1&cursor=${encodeURIComponent(cursor)}`));
      expect(refused, what).toEqual([400, 'http.cursor_invalid', '/cursor http.cursor_invalid']);
    }
    const foreign = await refusalOf({ ...list(`limit=1&cursor=${encodeURIComponent(right)}`), as: other.users.ADMIN });
    expect(foreign[1]).toBe('http.cursor_invalid');
    // Its page may be empty by now; it is no error to ask for it again.
    for (let times = 0; times < 2; times += 1)
      expect((await send(list(`limit=1&cursor=${encodeURIComponent(right)}`))).statusCode).toBe(200);
  });

  it('one field twice: what was checked is what is kept', async () => {
    const twice = await send({ ...tickets, body: '{"kind":"incident","title":"first","title":"second"}' });
    expect([twice.statusCode, twice.json().title]).toEqual([201, 'second']);
    const wrong = await refusalOf({ ...tickets, body: '{"kind":"incident","title":"first","title":7}' });
    expect(wrong).toEqual(invalid('/title type'));
  });

  it('HTML and script: they come back as the text they were, as JSON that no browser takes for a page', async () => {
    const text = '<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=alert(1)> &amp; "\'`\u2028';
    const title = text.replaceAll('\u2028', '').slice(0, 100);
    const { body } = await made({ title, body: text, tags: ['<b>'] });
    const answer = await send({ method: 'GET', url: `/api/tickets/${body.id}` });
    expect(answer.json()).toMatchObject({ title, body: text, tags: ['<b>'] });
    expect(answer.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    });
  });

  it('characters of every kind: they come back as they were', async () => {
    const title = '한글 \u1112\u1161\u11ab 👩‍👩‍👧 rtl \ufeff ﷽ é ẛ̣ \ud83d\ude00';
    const text = `${title} \u202e \u2028 \u2066`;
    const { body } = await made({ title, body: text });
    expect((await send({ method: 'GET', url: `/api/tickets/${body.id}` })).json()).toMatchObject({ title, body: text });
  });

  it('a query of a hundred thousand characters', async () => {
    const answer = await send(list(`q=${'x'.repeat(100_000)}`));
    expect(answer.statusCode).toBe(400);
    for (let times = 1; times < 2000; times *= 5) {
      const { statusCode } = await send(list(Array(times).fill('status=received').join('&')));
      expect(statusCode).toBe(times > 20 ? 400 : 200);
    }
  });
});
