import { Problem } from '#platform/http/problem.ts';
import type { Kernel } from '#platform/kernel.ts';
import { createLog } from '#platform/log/log.ts';
import { type CommandContext, CommandFailed, WrongUsage } from './command.ts';
import { openHouse } from './open-house.ts';

/** Does a command's work on the open house, and closes it. A refusal of a rule becomes the command's sentence. */
export const withHouse = async <T>(context: CommandContext, work: (kernel: Kernel) => Promise<T>): Promise<T> => {
  const house = await openHouse(context.config, createLog({ to: 2, level: 'warn' }), { join: true });
  try {
    return await work(house.kernel);
  } catch (error) {
    if (error instanceof Problem) throw new CommandFailed(error.detail ?? error.code, { cause: error });
    throw error;
  } finally {
    await house.close();
  }
};

/** A value that the command cannot do without. */
export const needed = (value: string | undefined, option: string): string => {
  if (value === undefined || value.trim() === '') throw new WrongUsage(`--${option} is needed.`);
  return value;
};

/** One of these words. */
export const oneOf = <const T extends string>(value: string, words: readonly T[], option: string): T => {
  const found = words.find((word) => word === value);
  if (found === undefined) throw new WrongUsage(`--${option} must be one of ${words.join(', ')}.`);
  return found;
};

/** A password from standard input, where it stands in no list of processes; undefined when none was asked for. */
export const passwordFrom = async (input: NodeJS.ReadableStream, asked: boolean): Promise<string | undefined> => {
  if (!asked) return undefined;
  const chunks: Buffer[] = [];
  for await (const chunk of input) chunks.push(Buffer.from(chunk));
  const password = Buffer.concat(chunks)
    .toString('utf8')
    .replace(/\r?\n$/, '');
  if (password.length < 8 || password.length > 256) throw new WrongUsage('A password has 8 to 256 characters.');
  return password;
};
