import type { Finding } from './finding.ts';
import type { Verification } from './verify.ts';
import type { TenantVerdict } from './verify-tenant.ts';

/** A verification in sentences: what is proven for each tenant that has an audit, and what is wrong, the first thing first. */
export const sentences = (
  result: Verification,
): { readonly proven: readonly string[]; readonly wrong: readonly string[] } => {
  const used = result.tenants.filter(({ rows, pending, findings }) => rows + pending + findings.length > 0);
  const wrong = [
    ...result.findings.map(({ message }) => message),
    ...used.flatMap(({ tenant, findings }) => findings.map((finding) => `${tenant}: ${placed(finding)}`)),
  ];
  return {
    proven: [...used.filter(({ findings }) => findings.length === 0).map(provenText), ...limitsOf(result)],
    wrong: wrong.length <= MOST ? wrong : [...wrong.slice(0, MOST), `.. and ${wrong.length - MOST} more.`],
  };
};

/** What the verification cannot say. */
const limitsOf = ({ only, vouched, tenants }: Verification): string[] => [
  ...(only === null ? [] : [`Only ${only} was looked at: this says nothing of other tenants.`]),
  ...(vouched || tenants.length === 0
    ? []
    : ['Nobody but the file itself says whose keys signed it: name an anchor (--anchor FILE) to know.']),
];

const MOST = 50;

const placed = ({ message, seal }: Finding): string =>
  seal === null || message.includes(`eal ${seal}`) ? message : `${message} (Seal ${seal})`;

const provenText = ({ tenant, rows, seals, pending, checkpoint, checkpointAt, anchored }: TenantVerdict): string => {
  const counted = `${tenant}: ${many(rows, 'row')} in ${many(seals, 'seal')} as they were written`;
  const waiting = pending === 0 ? '' : ` ${pending} newer rows are not sealed yet.`;
  if (anchored) return `${counted}, none missing at the end: the anchor says how far they reach.${waiting}`;
  const end =
    checkpoint === 0 ? 'no checkpoint was made yet' : `complete up to checkpoint ${checkpoint} of ${checkpointAt}`;
  return `${counted}; ${end}. Without an anchor nothing tells whether later rows were cut off.${waiting}`;
};

const many = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
