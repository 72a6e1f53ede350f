// Filter: what we wrote ourselves (our signed Message-ID, or one of our own mailboxes as the author) is no customer's word.
import type { Filter } from './verdict.js';

export const ownEcho: Filter = (event, view) => {
  if (!event.mail) return null;
  if (view.ours) return { verdict: 'drop', reason: 'own-echo' };
  return view.ownAddresses.has(withoutPlus(event.sender.id)) ? { verdict: 'drop', reason: 'own-address' } : null;
};

/** `support+x@a.b` → `support@a.b`. */
export function withoutPlus(address: string): string {
  return address.toLowerCase().replace(/\+[^@]*(?=@)/, '');
}
