import process from 'node:process';
import { CommandFailed, defineCommand } from '#app/command.ts';
import { openHouse } from '#app/open-house.ts';
import { ensureDemoWorld, newPassword, setDemoPassword } from '#modules/demo/api.ts';
import { createLog } from '#platform/log/log.ts';

export const command = defineCommand({
  help: `Usage: main.ts demo [--password]

Makes the demo world in an empty database, or what is missing of one that was begun.

  --password   gives the demo accounts a new password and prints it (MADANG_DEMO_PASSWORD, or one made here)`,
  options: { password: { type: 'boolean', default: false } },
  run: async ({ values }, { config, say }) => {
    const house = await openHouse(config, createLog({ to: 2, level: 'warn' }), { join: true });
    try {
      const world = await ensureDemoWorld(house.kernel, config.demoPassword, progress);
      if (world.state === 'absent')
        throw new CommandFailed('This database is in use: a demo world is made in an empty one only.');
      if (world.state === 'over')
        throw new CommandFailed('The demo world is over: its administrator is disabled, as `setup` leaves it.');
      const password = world.password ?? (values.password ? newPassword() : null);
      if (world.password === null && password !== null) await setDemoPassword(house.kernel, password);
      say(
        password === null
          ? 'The demo world is there.'
          : `The demo world is there. Password of its accounts: ${password}`,
      );
      return { state: world.state, ...(password !== null && { password }) };
    } finally {
      await house.close();
    }
  },
});

const progress = (done: number, total: number): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${total} tickets${done === total ? '\n' : ''}`);
};
