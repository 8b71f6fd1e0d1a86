import { CommandFailed, defineCommand, WrongUsage } from '#app/command.ts';
import { needed } from '#app/console.ts';

export const command = defineCommand({
  help: `Usage: main.ts db move --to URL
       main.ts db distribute

Neither is there yet: both refuse with exit code 1. Until then pg_dump and pg_restore move a database (docs/operations.md).

  move         will move everything to another database
  distribute   will spread the tenants over several servers
  --to URL     postgres://USER:PASSWORD@HOST/DATABASE`,
  words: true,
  options: { to: { type: 'string' } },
  run: ({ values, positionals }) => {
    const [what, ...rest] = positionals;
    if (rest.length > 0 || (what !== 'move' && what !== 'distribute')) {
      throw new WrongUsage('db takes one word: move or distribute.');
    }
    if (what === 'distribute') throw new CommandFailed('db distribute comes later: this version does not have it yet.');
    needed(values.to, 'to');
    throw new CommandFailed(
      'db move comes later: this version does not have it yet. pg_dump and pg_restore move a database meanwhile.',
    );
  },
});
