import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

// OWASP's choice for scrypt: 2^17 rounds of 1 kB blocks take 128 MB and some 300 ms, on purpose.
const cost = { N: 2 ** 17, r: 8, p: 1 } as const;
const keyBytes = 32;

export const shortestPassword = 10;
const longestPassword = 1000;

/** What is wrong with a password that somebody wants to have; undefined when it will do. */
export function findPasswordProblem(password: string, name: string): string | undefined {
  const { length } = [...password];
  if (length < shortestPassword) return `A password has at least ${shortestPassword} characters.`;
  if (length > longestPassword) return `A password has at most ${longestPassword} characters.`;
  if (password.toLowerCase().includes(name) && length < name.length + shortestPassword)
    return 'The password is little more than the name.';
  return new Set(password).size < 4 ? 'The password is the same few characters again and again.' : undefined;
}

/** What is stored of a password: `scrypt$N$r$p$salt$key`, the last two in base64. Spec: RFC 7914. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, cost);
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64'), key.toString('base64')].join('$');
}

/** Takes the same time for a right and for a wrong one, and for one who has no password at all. */
export async function isPassword(password: string, stored: string): Promise<boolean> {
  const [kind, N, r, p, salt = '', key = ''] = stored.split('$');
  const isKnown = kind === 'scrypt';
  const costs = isKnown ? { N: Number(N), r: Number(r), p: Number(p) } : cost;
  const derived = await inTurn(() => derive(password, Buffer.from(salt, 'base64'), costs));
  const expected = Buffer.from(key, 'base64');
  return isKnown && expected.length === derived.length && timingSafeEqual(derived, expected);
}

/** The one before, of this process: of the four threads that also read files, and of the memory, passwords take one share at a time. */
let before: Promise<unknown> = Promise.resolve();

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = before.then(work, work);
  before = turn;
  return turn;
}

function derive(
  password: string,
  salt: Buffer,
  { N, r, p }: { readonly N: number; readonly r: number; readonly p: number },
): Promise<Buffer> {
  const maxmem = 2 * 128 * N * r;
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, keyBytes, { N, r, p, maxmem }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
