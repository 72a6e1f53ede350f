// Two cards of one person become one, with a way back on the notice and, for good, on the card.
import { queryClient } from '../api/queries.js';
import { post } from '../api/request.js';
import type { Merged } from '../api/shapes.js';
import { tell, tellRefusal } from '../shell/notices.js';
import { say } from '../words/words.js';

const renew = () =>
  Promise.all(
    ['contact', 'ticket', 'tickets', 'suggestions'].map((key) => queryClient.invalidateQueries({ queryKey: [key] })),
  );

/** Answers whether it was done. */
export async function mergeCards(keptId: string, mergedId: string): Promise<boolean> {
  try {
    const { mergeId } = await post<Merged>(`/api/v1/contacts/${keptId}/merge`, { otherId: mergedId, keep: 'this' });
    tell(say('merge.done'), false, { words: say('undo'), run: () => void undoMerge(mergeId) });
    await renew();
    return true;
  } catch (error) {
    tellRefusal(error);
    return false;
  }
}

export async function undoMerge(mergeId: string): Promise<void> {
  try {
    await post(`/api/v1/contacts/merges/${mergeId}/undo`);
    tell(say('merge.undone'));
    await renew();
  } catch (error) {
    tellRefusal(error);
  }
}

export async function notTheSame(contactId: string, otherId: string): Promise<void> {
  try {
    await post(`/api/v1/contacts/${contactId}/suggestions/${otherId}/dismiss`);
    await queryClient.invalidateQueries({ queryKey: ['suggestions'] });
  } catch (error) {
    tellRefusal(error);
  }
}
