import { hash, type Options, parseOptions, verify } from '@node-rs/argon2';
import { problem } from '#platform/http/problem.ts';

/** Argon2id with what OWASP asks for at least: 19 MiB, two passes. */
const COST = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const satisfies Options;
/** Hashes at a time; each takes a thread of the pool that file and name look-ups need too. */
const AT_ONCE = 2;
const MOST_WAITING = 64;

/** Made with COST from a random text: verifying against it takes as long as against anybody's. */
const NOBODYS = '$argon2id$v=19$m=19456,t=2,p=1$CfiY76BAim4a7D2vKO1bGQ$OBDpwwqH0XsCqHzZq/fTqIG7p1BqbIaFkWg2bTAqf38';

let running = 0;
const waiting: (() => void)[] = [];

/** Hashing is dear on purpose, so the line for it is short: 429 when it is full, and nobody else has to wait. */
const inLine = async <T>(work: () => Promise<T>): Promise<T> => {
  if (running < AT_ONCE) {
    running += 1;
  } else {
    if (waiting.length >= MOST_WAITING) {
      throw problem(429, 'accounts.too_busy', 'Too many sign-ins at once. Try again in a moment.', {
        headers: { 'Retry-After': '2' },
      });
    }
    await new Promise<void>((resolve) => waiting.push(resolve));
  }
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  }
};

/** A new password's hash, in PHC format. Throws 429 when too many are being made. */
export const hashPassword = (password: string): Promise<string> => inLine(() => hash(normal(password), COST));

/** Whether the password is the one of the hash. Without a hash it takes as long and says no. */
export const isPassword = (password: string, hashed: string | null): Promise<boolean> =>
  inLine(async () => {
    const matches = await verify(hashed ?? NOBODYS, normal(password));
    return hashed !== null && matches;
  });

/** The hash was made with other costs than today's. */
export const isOutdated = (hashed: string): boolean => {
  const { memoryCost, timeCost, parallelism } = parseOptions(hashed);
  return memoryCost !== COST.memoryCost || timeCost !== COST.timeCost || parallelism !== COST.parallelism;
};

/** The same characters typed on another keyboard are the same password. */
const normal = (password: string): string => password.normalize('NFKC');
