// One click makes two conversations of one; the way back stays open for a while on the notice, and for good in the ticket's head.
import { queryClient, ticketQuery } from '../api/queries.js';
import { post } from '../api/request.js';
import { askCounts } from '../live/hear-news.js';
import { tell, tellRefusal } from '../shell/notices.js';
import { say } from '../words/words.js';

interface Link {
  id: string;
  number: number;
}

const renew = async (ids: string[]) => {
  for (const id of ids) {
    await queryClient.invalidateQueries({ queryKey: ticketQuery(id).queryKey });
    await queryClient.resetQueries({ queryKey: ['conversation', id] });
  }
  void queryClient.invalidateQueries({ queryKey: ['tickets'] });
  void queryClient.invalidateQueries({ queryKey: ['contact'] });
  askCounts();
};

/** `only`: this message alone; else every later one of the same sender goes with it. `open` shows a ticket. */
export async function splitOut(
  ticketId: string,
  messageId: string,
  only: boolean,
  open: (ticketId: string) => void,
): Promise<void> {
  try {
    const made = await post<Link>(`/api/v1/tickets/${ticketId}/messages/${messageId}/split`, { only });
    await renew([ticketId]);
    open(made.id);
    tell(say('split.done', { number: made.number }), false, {
      words: say('undo'),
      run: () => void undoSplit(made.id, open),
    });
  } catch (error) {
    tellRefusal(error);
  }
}

/** The messages of a ticket that was split out return to where they came from. */
export async function undoSplit(ticketId: string, open: (ticketId: string) => void): Promise<void> {
  try {
    const back = await post<Link>(`/api/v1/tickets/${ticketId}/unsplit`);
    await renew([ticketId, back.id]);
    open(back.id);
    tell(say('split.undone', { number: back.number }));
  } catch (error) {
    tellRefusal(error);
  }
}
