/** What PostgreSQL gets to see of our environment: nothing, because it holds the master key; only where the system is. */
export const minimalEnvironment = (): NodeJS.ProcessEnv => {
  const system = Object.entries(process.env).filter(([name]) => /^(SystemRoot|TEMP)$/i.test(name));
  return { ...Object.fromEntries(process.platform === 'win32' ? system : []), PATH: process.env.PATH ?? '', TZ: 'UTC' };
};
