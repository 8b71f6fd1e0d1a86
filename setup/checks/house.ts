import process from 'node:process';
import { checkBudgets, measureSizes } from './budgets.ts';
import { describeFinding } from './finding.ts';
import { readSourceFiles } from './source-files.ts';
import { checkSqlCode } from './sql-code.ts';
import { checkSqlTables } from './sql-tables.ts';
import { checkWording } from './wording.ts';

const root = process.cwd();
const files = readSourceFiles(root);
const findings = [...checkBudgets(files), ...checkSqlTables(files), ...checkSqlCode(files), ...checkWording(files)];
for (const finding of findings) {
  console.log(describeFinding(finding));
}
const sizes = measureSizes(files);
console.log(
  `${sizes.files} source files: median ${sizes.median} lines, 95th percentile ${sizes.p95}, longest ${sizes.max}; ${findings.length} findings`,
);
process.exitCode = findings.length > 0 || files.length === 0 ? 1 : 0;
