// Filter: "I am on holiday" is shown folded on the ticket it answers, reopens nothing, and opens no ticket of its own.
import type { Filter } from './verdict.js';

export const autoReply: Filter = (event, view) => {
  if (event.mail?.auto !== 'auto-reply') return null;
  return view.ticketKnown ? { verdict: 'fold', reason: 'auto-reply' } : { verdict: 'drop', reason: 'auto-reply' };
};
