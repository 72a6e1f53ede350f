// Two tickets become one and two again; deleted and restored: each with its way back on the notice, and for good in the ticket itself.
import { queryClient, ticketQuery } from '../api/queries.js';
import { get, post, remove } from '../api/request.js';
import type { AlikeTicket } from '../api/shapes.js';
import { emptyPart, isEmpty, readDraft, writeDraft } from '../composer/drafts.js';
import { askCounts } from '../live/hear-news.js';
import { tell, tellRefusal } from '../shell/notices.js';
import { say } from '../words/words.js';

interface Link {
  id: string;
  number: number;
}
type Open = (ticketId: string) => void;

export const alikeQuery = (id: string) => ({
  queryKey: ['alike', id],
  queryFn: () => get<AlikeTicket[]>(`/api/v1/tickets/${id}/alike`),
  staleTime: 60_000,
});

/** Asks again for all that is shown of these tickets: lines have come or gone. */
export async function renewTickets(ids: string[]): Promise<void> {
  for (const id of ids) {
    await queryClient.invalidateQueries({ queryKey: ticketQuery(id).queryKey });
    await queryClient.invalidateQueries({ queryKey: ['conversation', id] });
  }
  for (const key of ['tickets', 'contact', 'alike', 'trash']) void queryClient.invalidateQueries({ queryKey: [key] });
  askCounts();
}

/** `from` goes into `into`. Answers whether it was done. */
export async function mergeTickets(from: Link, into: Link, requesterOf: string | null, open: Open): Promise<boolean> {
  try {
    const body = { ticketIds: [from.id], ...(requesterOf ? { requesterOf } : {}) };
    await post<Link>(`/api/v1/tickets/${into.id}/merge`, body);
    open(into.id);
    tell(say('matter.done', { number: into.number }), false, {
      words: say('undo'),
      run: () => void undoMerge(from, into.id, open),
    });
    await renewTickets([from.id, into.id]);
    return true;
  } catch (error) {
    tellRefusal(error);
    return false;
  }
}

/** `from`: the one that was merged away. */
export async function undoMerge(from: Link, intoId: string, open: Open): Promise<void> {
  try {
    await post<Link>(`/api/v1/tickets/${from.id}/unmerge`);
    open(from.id);
    tell(say('matter.undone', { number: from.number }));
    await renewTickets([from.id, intoId]);
  } catch (error) {
    tellRefusal(error);
  }
}

export async function keepApart(ticketId: string, otherId: string): Promise<void> {
  queryClient.setQueryData<AlikeTicket[]>(['alike', ticketId], (known) => known?.filter((one) => one.id !== otherId));
  try {
    await post(`/api/v1/tickets/${ticketId}/apart`, { otherId });
    tell(say('matter.apart-done'));
  } catch (error) {
    tellRefusal(error);
  }
  await queryClient.invalidateQueries({ queryKey: ['alike'] });
}

/** What was typed in a ticket that a colleague has merged away meanwhile goes where it will be read. Answers whether there was anything. */
export function carryWords(agentId: string, from: string, into: string): boolean {
  const draft = readDraft(agentId, from);
  let carried = false;
  const there = readDraft(agentId, into);
  for (const mode of ['reply', 'note'] as const) {
    const part = draft[mode];
    if (isEmpty(part)) continue;
    carried = true;
    const known = there[mode];
    const both = !isEmpty(known) && !known.text.includes(part.text.trim());
    there[mode] = both
      ? {
          ...known,
          html: known.html + part.html,
          text: `${known.text}\n${part.text}`,
          files: [...known.files, ...part.files],
          dirty: true,
        }
      : isEmpty(known)
        ? { ...part, dirty: true }
        : known;
    there.mode = mode;
  }
  if (!carried) return false;
  writeDraft(agentId, into, there);
  writeDraft(agentId, from, { mode: 'reply', reply: emptyPart(), note: emptyPart() });
  return true;
}

export async function trashTicket(ticket: Link, leave: () => void, open: Open): Promise<void> {
  try {
    await post(`/api/v1/tickets/${ticket.id}/trash`);
    leave();
    tell(say('trash.done'), false, { words: say('undo'), run: () => void restoreTicket(ticket.id, open) });
    await renewTickets([ticket.id]);
  } catch (error) {
    tellRefusal(error);
  }
}

export async function restoreTicket(ticketId: string, open: Open): Promise<void> {
  try {
    await post(`/api/v1/tickets/${ticketId}/restore`);
    open(ticketId);
    tell(say('trash.restored'));
    await renewTickets([ticketId]);
  } catch (error) {
    tellRefusal(error);
  }
}

export async function linkTickets(ticketId: string, otherId: string, kind: string): Promise<boolean> {
  try {
    await post(`/api/v1/tickets/${ticketId}/links`, { otherId, kind });
    await renewTickets([ticketId, otherId]);
    return true;
  } catch (error) {
    tellRefusal(error);
    return false;
  }
}

export async function unlinkTickets(ticketId: string, otherId: string): Promise<void> {
  try {
    await remove(`/api/v1/tickets/${ticketId}/links/${otherId}`);
    await renewTickets([ticketId, otherId]);
  } catch (error) {
    tellRefusal(error);
  }
}

/** A new ticket that leads back to a closed one. */
export async function followUp(ticketId: string, open: Open): Promise<void> {
  try {
    const made = await post<Link>(`/api/v1/tickets/${ticketId}/follow-up`);
    open(made.id);
    await renewTickets([ticketId, made.id]);
  } catch (error) {
    tellRefusal(error);
  }
}
