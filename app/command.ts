import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { Config } from '#platform/config.ts';

/** A sentence for stderr and exit code 1: refused, or failed in a way that the user can understand. */
export class CommandFailed extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CommandFailed';
  }
}

/** Wrong usage: a sentence and a hint at --help, exit code 2. */
export class WrongUsage extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'WrongUsage';
  }
}

type Options = NonNullable<ParseArgsConfig['options']>;
type Values<O extends Options> = ReturnType<typeof parseArgs<{ options: O; allowPositionals: true }>>['values'];

/** What a command gets besides its arguments. */
export type CommandContext = {
  readonly config: Config;
  /** Words for people: on stdout, or on stderr when --json keeps stdout for the result. */
  readonly say: (text: string) => void;
  readonly json: boolean;
  /**
   * Aborted by Ctrl-C or SIGTERM. A command that stops for it says what was done and keeps it; the exit code is 130. A
   * second signal ends the process at once.
   */
  readonly signal: AbortSignal;
};

/** A command as main.ts sees it. Its result is printed as one JSON object when --json is given. */
export type Command = {
  /** Shown by --help: a line `Usage: ...`, what it does, its options. */
  readonly help: string;
  readonly run: (args: readonly string[], context: CommandContext) => Promise<object | undefined>;
  /** Ending by a signal is its normal end: exit code 0. */
  readonly endsBySignal?: boolean;
};

type Defined<O extends Options> = {
  readonly help: string;
  readonly options: O;
  /** Takes words besides its options; else they are wrong usage. */
  readonly words?: true;
  readonly endsBySignal?: boolean;
  readonly run: (
    given: { readonly values: Values<O>; readonly positionals: readonly string[] },
    context: CommandContext,
  ) => Promise<object | undefined>;
};

/** The one export (`command`) of a file in app/commands. Unknown options are wrong usage. */
export const defineCommand = <const O extends Options>({ options, words, run, ...command }: Defined<O>): Command => ({
  ...command,
  run: (args, context) => run(parse(args, options, words === true), context),
});

const parse = <O extends Options>(args: readonly string[], options: O, allowPositionals: boolean) => {
  try {
    return parseArgs({ args: [...args], options, allowPositionals });
  } catch (error) {
    throw new WrongUsage(error instanceof Error ? error.message : String(error));
  }
};
