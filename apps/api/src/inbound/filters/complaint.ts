// Filter: a feedback report ("this is spam", pressed in somebody's mailbox) is news about a mail of ours, not a message.
import type { Filter } from './verdict.js';

export const complaint: Filter = (event) =>
  event.mail?.auto === 'complaint' ? { verdict: 'drop', reason: 'complaint' } : null;
