// Why a connection is red, in the words of whoever looks: channels say a code and what the other side said. Pure.
import { say, type WordKey } from '../platform/words/words.js';
import type { ConnectionState } from './connections.store.js';

const CODES: Record<string, WordKey> = {
  'imap-login': 'desk.imap-login',
  'imap-oauth': 'desk.imap-oauth',
  'imap-tls': 'desk.imap-tls',
  'imap-folder': 'desk.imap-folder',
  'imap-private': 'desk.imap-private',
  'imap-needed': 'desk.imap-needed',
  'imap-unreached': 'desk.imap-unreached',
  network: 'desk.network',
  'network: private address': 'desk.network-private',
  internal: 'desk.internal',
};

/** `code: what was said` in plain words; anything else stays as it is. */
export function tellReason(locale: string, reason: string): string {
  const [, code, said] = /^([a-z-]+)(?:: (.*))?$/s.exec(reason) ?? [];
  if (reason === 'OTKLIK_SECRET') return say(locale, 'desk.secret-changed');
  const known = [reason, code ?? ''].find((one) => Object.hasOwn(CODES, one));
  const key = known === undefined ? undefined : CODES[known];
  return key ? say(locale, key, { said: said ?? '' }) : reason;
}

/** The same, to stand within a sentence. */
export const tellWithin = (locale: string, reason: string): string => tellReason(locale, reason).replace(/\.$/, '');

/** True for a mailbox that cannot be read, although nothing is known against sending from it. */
export function onlyReadingFails(connection: { state: ConnectionState; stateReason: string | null }): boolean {
  return connection.state === 'broken' && (connection.stateReason?.startsWith('imap-') ?? false);
}
