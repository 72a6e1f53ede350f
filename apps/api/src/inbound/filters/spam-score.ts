// Filter: mail that the site's own spam filter scored high enough opens its ticket in Spam: out of the way, and not lost.
import type { Filter } from './verdict.js';

export const spamScore: Filter = (event, view) => {
  const spam = event.mail?.spam;
  // Who answers a ticket of ours is no spammer, whatever a filter thinks of the words.
  if (!spam || view.ticketKnown || view.spamScore === null) return null;
  if (spam.score !== null && spam.score >= view.spamScore) return { verdict: 'spam', reason: `spam ${spam.score}` };
  return spam.score === null && spam.flagged ? { verdict: 'spam', reason: 'spam flagged' } : null;
};
