// Filter: a delivery report is news about a message of ours, not a message; the raw row keeps its code (5.1.1).
import type { Filter } from './verdict.js';

export const bounce: Filter = (event) => {
  if (event.mail?.auto !== 'bounce') return null;
  const status = event.mail.bounce?.status;
  return { verdict: 'drop', reason: status ? `bounce ${status}` : 'bounce' };
};
