// Filter: a delay notice or a read receipt is neither a bounce nor an answer; nobody waits for a reply to it.
import type { Filter } from './verdict.js';

export const notice: Filter = (event) =>
  event.mail?.auto === null && event.mail.verdict === 'drop'
    ? { verdict: 'drop', reason: event.mail.reason ?? 'notice' }
    : null;
