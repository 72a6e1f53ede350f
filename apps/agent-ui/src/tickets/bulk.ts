// One action on many tickets: shown at once, done by the desk in one go, and taken back in one go.
import type { TicketRow, TicketState } from '@otklik/contract';
import { queryClient, ticketQuery } from '../api/queries.js';
import { post } from '../api/request.js';
import type { Ticket } from '../api/shapes.js';
import { askCounts } from '../live/hear-news.js';
import { takeRows } from '../live/list-news.js';
import { tell, tellRefusal } from '../shell/notices.js';
import { say } from '../words/words.js';
import type { Place } from './views.js';

export type TicketAction =
  | { do: 'assign'; agentId?: string | null; teamId?: string | null }
  | { do: 'state'; state: Exclude<TicketState, 'new' | 'closed'> }
  | { do: 'priority'; priority: number }
  | { do: 'add-tags'; names: string[] }
  | { do: 'remove-tags'; names: string[] }
  | { do: 'snooze'; until: string | null }
  | { do: 'spam'; spam: boolean }
  | { do: 'set-fields'; values: Record<string, unknown> };

/** On these rows, or (`all`) on whatever stands in a view. */
export interface Target {
  rows: TicketRow[];
  all: { view: Place } | null;
}

interface Done {
  undoId: string | null;
  done: number;
  failed: { ticketId: string; number: number | null; code: string; words: string }[];
  /** The view holds more than the desk takes in one go. */
  more: boolean;
}

const NAMED = 3;

/** What the rows will be when all goes well; tags are for the desk to name. */
function guess(row: TicketRow, action: TicketAction): TicketRow {
  switch (action.do) {
    case 'assign':
      return {
        ...row,
        assigneeId: action.agentId === undefined ? row.assigneeId : action.agentId,
        teamId: action.teamId === undefined ? row.teamId : action.teamId,
      };
    case 'state':
      return { ...row, state: action.state, waitingSince: action.state === 'solved' ? null : row.waitingSince };
    case 'priority':
      return { ...row, priority: action.priority };
    case 'snooze':
      return { ...row, snoozedUntil: action.until };
    case 'spam':
      return { ...row, spam: action.spam };
    default:
      return row;
  }
}

/** @param words what to say when it is done, given how many */
export async function doOnTickets(
  target: Target,
  action: TicketAction,
  words: (count: number) => string,
): Promise<void> {
  const { rows, all } = target;
  takeRows(rows.map((row) => guess(row, action)));
  try {
    const body = all ? { view: all.view, action } : { ticketIds: rows.map((row) => row.id), action };
    const answer = await post<Done>('/api/v1/tickets/bulk', body, { 'idempotency-key': crypto.randomUUID() });
    const failed = new Set(answer.failed.map((one) => one.ticketId));
    takeBack(rows.filter((row) => failed.has(row.id)));
    report(answer, words, rows);
  } catch (error) {
    takeBack(rows);
    tellRefusal(error);
  }
  refresh(rows);
}

/** As they were, where nothing newer has come meanwhile. */
function takeBack(rows: TicketRow[]): void {
  takeRows(rows);
}

function report(answer: Done, words: (count: number) => string, rows: TicketRow[]): void {
  const undo = answer.undoId ? { words: say('undo'), run: () => void undoBulk(answer.undoId as string, rows) } : null;
  if (answer.failed.length === 0) {
    const rest = answer.more ? ` ${say('bulk.more-there', { number: answer.done })}` : '';
    tell(words(answer.done) + rest, false, undo);
    return;
  }
  const named = answer.failed
    .slice(0, NAMED)
    .map((one) => `${one.number === null ? '' : `${say('number.of', { number: one.number })}: `}${one.words}`);
  const rest = answer.failed.length - named.length;
  const reasons = [...named, ...(rest > 0 ? [say('bulk.and-more', { count: rest })] : [])].join(' · ');
  const said = answer.done > 0 ? `${words(answer.done)} ` : '';
  tell(
    `${said}${say('bulk.not-done', { count: answer.failed.length })} ${reasons}`,
    true,
    answer.done > 0 ? undo : null,
  );
}

async function undoBulk(undoId: string, rows: TicketRow[]): Promise<void> {
  try {
    const answer = await post<Done>(`/api/v1/tickets/bulk/${undoId}/undo`);
    report({ ...answer, undoId: null }, (count) => say('bulk.undone', { count }), rows);
  } catch (error) {
    tellRefusal(error);
  }
  refresh(rows);
}

function refresh(rows: TicketRow[]): void {
  askCounts();
  for (const { id } of rows)
    if (queryClient.getQueryData<Ticket>(['ticket', id])) {
      void queryClient.invalidateQueries({ queryKey: ticketQuery(id).queryKey });
    }
}
