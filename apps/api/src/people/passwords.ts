// How a password is kept and checked: Argon2id, and as slow for an address that nobody has.
import { hash, verify } from '@node-rs/argon2';

/** OWASP's first choice for Argon2id: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** PHC string, the parameters inside it. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'), COST);
}

let decoy: Promise<string> | null = null;

/** False for an account without a password too, after the same work. */
export async function checkPassword(kept: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword('nobody has this password');
  const right = await verify(kept ?? (await decoy), password.normalize('NFC')).catch(() => false);
  return right && kept !== null;
}
