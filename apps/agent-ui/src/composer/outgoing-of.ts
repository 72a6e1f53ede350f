// A draft as it goes on its way. Pure.
import type { DraftPart, Mode } from './drafts.js';
import { mentionsIn } from './mentions-in.js';
import type { Outgoing } from './outgoing.js';

/** Formatting goes along only where there is some; pictures are named by file, not by address. */
export function outgoingOf(part: DraftPart, mode: Mode): Omit<Outgoing, 'ticketId' | 'agentId' | 'thenState'> {
  const { key, cc, bcc, actions, macroIds, files } = part;
  const reply = mode === 'reply' ? { ...(cc ? { cc } : {}), ...(bcc ? { bcc } : {}) } : {};
  return {
    key,
    mode,
    text: part.text.trim(),
    html: isFormatted(part.html) ? inlineByFile(part) : null,
    files,
    ...reply,
    ...(actions?.length ? { actions } : {}),
    ...(macroIds?.length ? { macroIds } : {}),
    ...(mode === 'note' ? { mentions: mentionsIn(part.html) } : {}),
    at: new Date().toISOString(),
    state: 'sending',
    words: null,
  };
}

export const isFormatted = (html: string) => /<(?!\/?(?:p|br)\b)/i.test(html);

function inlineByFile(part: DraftPart): string {
  let html = part.html;
  for (const file of part.files) html = html.replaceAll(`src="${file.url}"`, `src="cid:${file.id}"`);
  return html;
}
