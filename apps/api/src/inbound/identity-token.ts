// Path A in the widget: who the visitor is, as the site itself has signed it (JWT, HS256). Pure.
import { createHmac, timingSafeEqual } from 'node:crypto';

/** Who the site says its visitor is. */
export interface SignedVisitor {
  /** The site's own id of the person. */
  subject: string;
  name: string | null;
  email: string | null;
}

export const SHORTEST_SECRET = 32;
const LONGEST_TOKEN = 4000;
/** Two servers' clocks may differ by so much. */
const LEEWAY_SECONDS = 60;

/** null: forged, expired, not yet valid, without an end, of another algorithm, or without a subject. One answer for all. */
export function readIdentity(token: string, secret: unknown, now: Date): SignedVisitor | null {
  if (typeof secret !== 'string' || secret.length < SHORTEST_SECRET || token.length > LONGEST_TOKEN) return null;
  const [head, body, signature, ...rest] = token.split('.');
  if (!head || !body || !signature || rest.length > 0) return null;
  const expected = createHmac('sha256', secret).update(`${head}.${body}`).digest();
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  if (fieldsOf(head)?.alg !== 'HS256') return null;
  const claims = fieldsOf(body);
  const seconds = now.getTime() / 1000;
  if (!claims || typeof claims.exp !== 'number' || claims.exp + LEEWAY_SECONDS <= seconds) return null;
  if (claims.nbf !== undefined && !(typeof claims.nbf === 'number' && claims.nbf - LEEWAY_SECONDS <= seconds))
    return null;
  const subject = typeof claims.sub === 'number' ? `${claims.sub}` : wordOf(claims.sub, 200);
  if (!subject) return null;
  return { subject, name: wordOf(claims.name, 200), email: wordOf(claims.email, 320) };
}

function fieldsOf(part: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

function wordOf(value: unknown, longest: number): string | null {
  const word = typeof value === 'string' ? Buffer.from(value.replaceAll('\0', '')).toString().trim() : '';
  return word !== '' && word.length <= longest ? word : null;
}
