import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, type Stats, statSync } from 'node:fs';

/** Whether this process is a PostgreSQL on that cluster's folder, and not one that got the same id later. */
export const isClusterProcess = (pid: number, cluster: string): boolean => {
  if (!Number.isInteger(pid) || pid <= 1) return false;
  if (process.platform !== 'linux') return isAlive(pid) && looksLikePostgres(pid);
  // PostgreSQL works inside its folder. A dead process that nobody has waited for yet has no folder any more.
  const place = statOf(`/proc/${pid}/cwd`);
  const own = statOf(cluster);
  return place !== undefined && place.ino === own?.ino && place.dev === own.dev && nameOf(pid) === 'postgres';
};

/** All processes of PostgreSQL on that folder, children that outlived it included. Linux only; elsewhere none is found. */
export const clusterProcesses = (cluster: string): number[] => {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => isClusterProcess(pid, cluster));
};

const statOf = (path: string): Stats | undefined => {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
};

const nameOf = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
  } catch {
    return '';
  }
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

const looksLikePostgres = (pid: number): boolean => {
  if (process.platform === 'win32') return true;
  return spawnSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' }).stdout.includes('postgres');
};
