// Changes to somebody's card: shown at once, sent to the desk, taken back with a word when the desk refuses.
import { queryClient } from '../api/queries.js';
import { patch } from '../api/request.js';
import type { ContactCard } from '../api/shapes.js';
import { takeAnswer, takeNews } from '../live/take-news.js';
import { tellRefusal } from '../shell/notices.js';

/** Rejects when it was refused; the refusal has been told. */
export async function changePerson(
  card: ContactCard,
  change: Record<string, unknown>,
  guess: Partial<ContactCard> = {},
): Promise<void> {
  const key = ['contact', card.id];
  takeNews<ContactCard>(key, (known) => ({ ...known, ...guess }));
  try {
    const now = await patch<ContactCard>(`/api/v1/contacts/${card.id}`, change);
    takeAnswer(key, now);
  } catch (error) {
    takeAnswer(key, card);
    // What was told of them meanwhile is newer than what was seen here.
    void queryClient.invalidateQueries({ queryKey: key, exact: true });
    tellRefusal(error);
    throw error;
  }
}

export const quietly = (work: Promise<unknown>): void => void work.catch(() => {});
