import { describe, expect, test } from 'vitest';
import { setTenant, setTenants } from './tenant-scope.ts';

describe('a tenant id', () => {
  test.each([0, -1, 1.5, 2_147_483_648, Number.NaN, 1e21, '7; drop table jar' as never, '07' as never])(
    'cannot be %s',
    (id) => {
      expect(() => setTenant(id)).toThrow(RangeError);
      expect(() => setTenants([1, id])).toThrow(RangeError);
    },
  );

  test('is an integer in the one statement that is not bound', () => {
    expect(setTenant(7).text).toBe('set local app.tenant_id = 7');
    expect(setTenants([7, 2_147_483_647]).text).toBe("set local app.tenant_ids = '7,2147483647'");
  });
});
