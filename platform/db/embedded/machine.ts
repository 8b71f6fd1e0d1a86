import { statfsSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import type { Machine } from './settings.ts';

/** This machine, or the part of it that a container was given. */
export const thisMachine = (): Machine => {
  const allowed = process.constrainedMemory();
  const memory = allowed > 0 && allowed < totalmem() ? allowed : totalmem();
  return { memory, processors: availableParallelism(), sharedMemory: sharedMemory() };
};

const sharedMemory = (): number => {
  try {
    const { bsize, bavail } = statfsSync('/dev/shm');
    return bsize * bavail;
  } catch {
    return process.platform === 'linux' ? 0 : Number.POSITIVE_INFINITY;
  }
};
