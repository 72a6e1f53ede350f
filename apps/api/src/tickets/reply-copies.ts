// Who is copied in a reply by mail, pure: whom the agent names, else whoever took part so far.
import type { Message } from './message.store.js';

export interface Address {
  name: string | null;
  address: string;
}

/** What a reply keeps of its mail. */
export interface ReplyMail {
  from: Address;
  to: Address[];
  cc: Address[];
  bcc: Address[];
  /** Lower case: those it was copied to take part in the ticket from now on. */
  participants: { address: string }[];
}

type Written = Pick<Message, 'seq' | 'mail'>;

/** `support+t1@shop.example` → `support@shop.example`, in lower case. */
const mailbox = (address: string) => address.toLowerCase().replace(/\+[^@]*(?=@)/, '');

/**
 * The Cc of a reply that names none: as the last reply had it, and whoever was in the customer's mail since. Blind copies
 * are never repeated by themselves.
 * @param last the customer's last mail
 * @param reply our last reply, if it keeps its copies
 * @param isOurs whether an address is one of our own mailboxes
 */
export function usualCopies(
  last: Written | null,
  reply: Written | null,
  requester: string,
  isOurs: (address: string) => boolean,
): Address[] {
  const { from, cc } = (last?.mail ?? {}) as { from?: Address | null; cc?: Address[] };
  const chosen = (reply?.mail as Partial<ReplyMail> | null | undefined)?.cc ?? [];
  const fresh = last && (!reply || last.seq > reply.seq) ? [from, ...(cc ?? [])] : [];
  // Heads are stored as they were understood at the time; one of an older shape names nobody.
  const named = [...chosen, ...fresh].filter((one): one is Address => typeof one?.address === 'string');
  return distinct(named, [requester], isOurs);
}

/** Each once, without ourselves and those who get it anyway. */
export function distinct(addresses: Address[], others: string[], isOurs: (address: string) => boolean): Address[] {
  const seen = new Set(others.map((one) => one.toLowerCase()));
  return addresses.filter(({ address }) => {
    const key = address.toLowerCase();
    if (!key.includes('@') || seen.has(key) || isOurs(address)) return false;
    seen.add(key);
    return true;
  });
}

/** Knows our own mailboxes, with and without a token. */
export function ownMailboxes(addresses: string[]): (address: string) => boolean {
  const own = new Set(addresses.map(mailbox));
  return (address) => own.has(mailbox(address));
}
