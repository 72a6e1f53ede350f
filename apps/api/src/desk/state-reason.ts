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
  internal: 'desk.internal',
};

/** `code: what was said` in plain words; anything else stays as it is. */
export function tellReason(locale: string, reason: string): string {
  const [, code, said] = /^([a-z-]+)(?:: (.*))?$/s.exec(reason) ?? [];
  if (reason === 'OTKLIK_SECRET') return say(locale, 'desk.secret-changed');
  const key = code && Object.hasOwn(CODES, code) ? CODES[code] : undefined;
  return key ? say(locale, key, { said: said ?? '' }) : reason;
}

/** True for a mailbox that cannot be read, although nothing is known against sending from it. */
export function onlyReadingFails(connection: { state: ConnectionState; stateReason: string | null }): boolean {
  return connection.state === 'broken' && (connection.stateReason?.startsWith('imap-') ?? false);
}
