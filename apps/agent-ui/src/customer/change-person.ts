// Changes to somebody's card: shown at once, sent to the desk, taken back with a word when the desk refuses.
import { queryClient } from '../api/queries.js';
import { patch } from '../api/request.js';
import type { ContactCard } from '../api/shapes.js';
import { tellRefusal } from '../shell/notices.js';

/** Rejects when it was refused; the refusal has been told. */
export async function changePerson(
  card: ContactCard,
  change: Record<string, unknown>,
  guess: Partial<ContactCard> = {},
): Promise<void> {
  const key = ['contact', card.id];
  queryClient.setQueryData<ContactCard>(key, (known) => known && { ...known, ...guess });
  try {
    const now = await patch<ContactCard>(`/api/v1/contacts/${card.id}`, change);
    queryClient.setQueryData<ContactCard>(key, now);
  } catch (error) {
    queryClient.setQueryData<ContactCard>(key, card);
    tellRefusal(error);
    throw error;
  }
}

export const quietly = (work: Promise<unknown>): void => void work.catch(() => {});
