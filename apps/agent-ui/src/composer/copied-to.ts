// Who else gets a reply by mail: those copied in the customer's last mail, by the same rule as the desk's delivery.
import type { ConversationItem } from '@otklik/contract';

/** Plain addresses, without the customer's own. */
export function copiedTo(items: ConversationItem[], customer: string): string[] {
  const last = items.findLast((item) => item.type === 'message' && item.kind === 'customer' && item.mail !== null);
  if (last?.type !== 'message' || !last.mail) return [];
  const seen = new Set([customer.toLowerCase()]);
  return [last.mail.from, ...last.mail.cc].filter((address) => {
    const key = address.toLowerCase();
    if (!address || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
