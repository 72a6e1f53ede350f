// Part of path A: when the customer began to wait. Pure.

/**
 * A messenger's own clock is trusted (an update may have waited for us to come back), but never ahead of ours; a mail's
 * Date is the sender's word and often wrong, so its wait begins when it reached us.
 */
export function momentOf(event: { at: string | null; mail: unknown }, receivedAt: Date): Date {
  if (event.mail || event.at === null) return receivedAt;
  const at = new Date(event.at);
  return Number.isNaN(at.getTime()) || at > receivedAt ? receivedAt : at;
}
