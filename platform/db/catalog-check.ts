import type pg from 'pg';
import { type CatalogException, catalogExceptions } from './catalog-exceptions.ts';
import { catalogRules, catalogScope } from './catalog-rules.ts';
import { StartRefused } from './embedded/start-refused.ts';
import { withPrefix } from './roles.ts';

export type Finding = { readonly rule: string; readonly object: string; readonly what: string };

/** What the catalog shows that it must not, in the database that `admin` is connected to; empty when all is well. */
export const findCatalogFaults = async (
  admin: pg.Client,
  prefix: string,
  exceptions: readonly CatalogException[] = catalogExceptions,
): Promise<Finding[]> => {
  const parts = catalogRules.map(({ name, sql }) => `select '${name}' as rule, f.object, f.what from (${sql}) f`);
  const text = withPrefix(`with ${catalogScope} ${parts.join('\nunion all\n')} order by rule, object, what`, prefix);
  const { rows } = await admin.query<Finding>(text);
  return rows.filter(({ rule, object }) => !exceptions.some((known) => known.rule === rule && known.object === object));
};

/** Refuses to go on, with a sentence per fault, when the catalog does not keep tenants apart as it must. */
export const checkCatalog = async (admin: pg.Client, prefix: string): Promise<void> => {
  const faults = await findCatalogFaults(admin, prefix);
  if (faults.length === 0) return;
  const sentences = faults.map(({ object, what }) => `  ${object} ${what}`).join('\n');
  throw new StartRefused(`The database does not keep tenants apart:\n${sentences}`);
};
