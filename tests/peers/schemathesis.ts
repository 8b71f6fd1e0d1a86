import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

/** One pass of generated requests over the whole API. */
export type Pass = {
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Operations by name: only these are called, or all but these. */
  readonly only?: readonly string[];
  readonly leaveOut?: readonly string[];
  readonly seconds: number;
  readonly seed: number;
  /** Words of other tenants that no answer may hold. */
  readonly foreign: readonly string[];
};

export type Outcome = { readonly operations: number; readonly requests: number; readonly broken: readonly string[] };

type Report = {
  readonly operations: { readonly tested: number };
  readonly test_cases: { readonly generated: number };
  readonly failures: readonly { readonly title: string; readonly operations: readonly string[] }[];
  readonly errors: readonly unknown[];
};

/** Makes the Python environment that holds schemathesis, once; returns its folder of programs. */
export const ensureSchemathesis = (root: string): string => {
  const folder = join(root, '.venv', 'peers');
  const bin = join(folder, 'bin');
  const requirements = join(root, 'tests/peers/requirements.txt');
  if (!existsSync(join(bin, 'st'))) {
    install('python3', ['-m', 'venv', folder]);
    install(join(bin, 'pip'), ['install', '--quiet', '--disable-pip-version-check', '--requirement', requirements]);
  }
  return bin;
};

const install = (program: string, args: readonly string[]): void => {
  const { status, stderr, error } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(`${program} ${args.join(' ')} failed: ${error?.message ?? stderr}`);
  }
};

const checks = 'not_a_server_error,content_type_conformance,response_schema_conformance,no_leak';

/** Runs one pass against the OpenAPI document of a server; what it found wrong is told by operation. */
export const runPass = async (bin: string, root: string, address: string, pass: Pass): Promise<Outcome> => {
  const folder = await mkdtemp(join(tmpdir(), 'madang-schemathesis-'));
  const file = join(folder, 'report.json');
  try {
    const { code, output } = await runTool(
      join(bin, 'st'),
      argumentsOf(root, address, file, pass),
      {
        ...process.env,
        PYTHONPATH: join(root, 'tests/peers'),
        PYTHONDONTWRITEBYTECODE: '1',
        SCHEMATHESIS_HOOKS: 'leak_check',
        MADANG_PEER_FOREIGN: JSON.stringify(pass.foreign),
      },
      folder,
    );
    if (!existsSync(file)) {
      throw new Error(`schemathesis gave no report (exit ${code}):\n${output.slice(-4000)}`);
    }
    const outcome = readReport(JSON.parse(await readFile(file, 'utf8')));
    if (outcome.broken.length > 0 || code > 1) {
      console.log(output.slice(-20_000));
    }
    return outcome;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const argumentsOf = (root: string, address: string, file: string, pass: Pass): string[] => [
  `--config-file=${join(root, 'tests/peers/schemathesis.toml')}`,
  'run',
  `${address}/api/openapi.json`,
  '--no-color',
  '--phases=examples,coverage,fuzzing',
  // Hypothesis reads its own source, which Python 3.11 does not survive in two threads.
  '--workers=1',
  '--max-examples=60',
  `--max-time=${pass.seconds}`,
  `--seed=${pass.seed}`,
  '--no-shrink',
  '--continue-on-failure',
  '--suppress-health-check=all',
  '--warnings=off',
  '--generation-database=none',
  `--checks=${checks}`,
  `--report-json-path=${file}`,
  ...(pass.only ?? []).map((name) => `--include-name=${name}`),
  ...(pass.leaveOut ?? []).map((name) => `--exclude-name=${name}`),
  ...Object.entries(pass.headers).flatMap(([name, value]) => ['--header', `${name}: ${value}`]),
];

const readReport = (report: Report): Outcome => ({
  operations: report.operations.tested,
  requests: report.test_cases.generated,
  broken: [
    ...report.failures.flatMap((failure) => failure.operations.map((operation) => `${operation}: ${failure.title}`)),
    ...report.errors.map((error) => `schemathesis: ${JSON.stringify(error).slice(0, 300)}`),
  ],
});

const runTool = (
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  cwd: string,
): Promise<{ code: number; output: string }> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (text: Buffer): void => {
      output += text.toString();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
