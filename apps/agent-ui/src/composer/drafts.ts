// What is being typed, a draft a ticket: kept in this browser at once and at the desk on every pause. Nothing typed is ever lost.
import type { FileItem } from '@otklik/contract';

export type Mode = 'reply' | 'note';

/** What a macro does to the ticket when its words are sent; the desk knows the kinds. */
export type TicketAction = { do: string } & Record<string, unknown>;

/** Words for the same answer, written on another device at the same time. */
export interface AsideWords {
  device: string;
  text: string;
  html: string;
  files: FileItem[];
  at: string;
}

export interface DraftPart {
  html: string;
  text: string;
  files: FileItem[];
  /** By mail: who is copied, when it is not the usual ones. */
  cc?: string[];
  bcc?: string[];
  /** Idempotency key: the same draft, however often sent, is one message. */
  key: string;
  actions?: TicketAction[];
  macroIds?: string[];
  /** The last reply of ours that the writer had seen when they began. */
  seenSeq?: number;
  /** The later reply of a colleague that the writer has been warned of: the next Send sends anyway. */
  warnedSeq?: number;
  /** What the desk has of it: its version there (0 or absent: nothing), and whether more was typed since. */
  version?: number;
  dirty?: boolean;
  aside?: AsideWords[];
}
export interface Draft {
  mode: Mode;
  reply: DraftPart;
  note: DraftPart;
}

const PREFIX = 'otklik.draft';
export const draftKey = (agentId: string, ticketId: string) => `${PREFIX}.${agentId}.${ticketId}`;

export const emptyPart = (): DraftPart => ({ html: '', text: '', files: [], key: crypto.randomUUID() });
export const isEmpty = (part: Pick<DraftPart, 'text' | 'files' | 'html'>) =>
  part.text.trim() === '' && part.files.length === 0 && !/<img/i.test(part.html);
/** Nothing that would have to be remembered. */
const isNothing = (part: DraftPart) => isEmpty(part) && !part.dirty && !part.aside?.length && !part.actions?.length;

export function readDraft(agentId: string, ticketId: string, store: Pick<Storage, 'getItem'> = localStorage): Draft {
  const fresh: Draft = { mode: 'reply', reply: emptyPart(), note: emptyPart() };
  try {
    const kept = JSON.parse(store.getItem(draftKey(agentId, ticketId)) ?? 'null') as Partial<Draft> | null;
    if (!kept) return fresh;
    return {
      mode: kept.mode === 'note' ? 'note' : 'reply',
      reply: { ...fresh.reply, ...kept.reply },
      note: { ...fresh.note, ...kept.note },
    };
  } catch {
    return fresh;
  }
}

/** A draft with nothing in it leaves no trace. A full store is not worth losing the page for: the words stay on the screen. */
export function writeDraft(
  agentId: string,
  ticketId: string,
  draft: Draft,
  store: Pick<Storage, 'setItem' | 'removeItem'> = localStorage,
): void {
  const key = draftKey(agentId, ticketId);
  try {
    if (isNothing(draft.reply) && isNothing(draft.note)) store.removeItem(key);
    else store.setItem(key, JSON.stringify(draft));
  } catch {
    // Quota: nothing better can be done here.
  }
}

/** Words given back go before whatever was typed since. They are a new message now: a new key. */
export function joinParts(
  back: { text: string; html: string | null; files: FileItem[]; actions?: TicketAction[] },
  since: DraftPart,
): DraftPart {
  const html = withAddresses(back.html ?? textToHtml(back.text), back.files);
  const actions = [...(back.actions ?? []), ...(since.actions ?? [])];
  return {
    ...since,
    html: html + since.html,
    text: [back.text, since.text].filter(Boolean).join('\n'),
    files: [...back.files, ...since.files.filter((file) => !back.files.some((known) => known.id === file.id))],
    key: crypto.randomUUID(),
    dirty: true,
    ...(actions.length > 0 ? { actions } : {}),
  };
}

/** In the editor a picture stands by its address; on its way it was named by its file. */
function withAddresses(html: string, files: FileItem[]): string {
  let shown = html;
  for (const file of files) {
    for (const id of [file.id, file.contentId])
      if (id) shown = shown.replaceAll(`src="cid:${id}"`, `src="${file.url}"`);
  }
  return shown;
}

export function textToHtml(text: string): string {
  const escaped = text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? sign);
  return escaped
    .split('\n')
    .map((line) => `<p>${line}</p>`)
    .join('');
}

type GivenBack = (ticketId: string) => void;
const listeners = new Set<GivenBack>();

/** Puts an undone or refused message back into the composer's draft. */
export function giveBack(
  agentId: string,
  ticketId: string,
  back: { text: string; html: string | null; files: FileItem[]; actions?: TicketAction[] },
  mode: Mode = 'reply',
  more: Partial<Pick<DraftPart, 'cc' | 'bcc' | 'macroIds' | 'seenSeq' | 'warnedSeq'>> = {},
): void {
  const draft = readDraft(agentId, ticketId);
  const part = { ...joinParts(back, draft[mode]), ...more };
  writeDraft(agentId, ticketId, { ...draft, mode, [mode]: part });
  for (const listener of listeners) listener(ticketId);
}
export function onGivenBack(listener: GivenBack): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
