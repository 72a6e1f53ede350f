// A conversation that we begin, before it is one: to whom, from where, in which words; kept in this browser until it is sent.
import { queryOptions } from '@tanstack/react-query';
import { get } from '../api/request.js';
import type { WayToContact } from '../api/shapes.js';
import type { DraftPart } from '../composer/drafts.js';
import { emptyPart } from '../composer/drafts.js';
import { show } from '../shell/overlays.js';

export interface StartDraft {
  /** Somebody we know. */
  contact: { id: string; words: string } | null;
  /** Somebody new, by mail. */
  email: string | null;
  /** Connection and address, as `connectionId identityId`; for somebody new the connection alone. */
  way: string | null;
  subject: string;
  part: DraftPart;
}

const shelf = (agentId: string) => `otklik.start.${agentId}`;
const blank = (): StartDraft => ({ contact: null, email: null, way: null, subject: '', part: emptyPart() });

export function readStart(agentId: string, store: Pick<Storage, 'getItem'> = localStorage): StartDraft {
  try {
    const kept = JSON.parse(store.getItem(shelf(agentId)) ?? 'null') as Partial<StartDraft> | null;
    return kept ? { ...blank(), ...kept, part: { ...emptyPart(), ...kept.part } } : blank();
  } catch {
    return blank();
  }
}

export function keepStart(agentId: string, draft: StartDraft | null): void {
  try {
    if (draft) localStorage.setItem(shelf(agentId), JSON.stringify(draft));
    else localStorage.removeItem(shelf(agentId));
  } catch {
    // A full store: the words stay on the screen.
  }
}

const ADDRESS = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/;
/** A bare address, or the one in `Anna <anna@shop.example>`; null: none. */
export function addressIn(typed: string): string | null {
  const bare = (/<([^<>]+)>\s*$/.exec(typed)?.[1] ?? typed).trim();
  return ADDRESS.test(bare) ? bare : null;
}

/** The ways by which we reach somebody; none: nothing of ours does. */
export const waysQuery = (contactId: string) =>
  queryOptions({
    queryKey: ['ways', contactId],
    queryFn: () => get<WayToContact[]>(`/api/v1/contacts/${contactId}/ways`),
    staleTime: 5000,
  });

let faced: StartDraft['contact'] = null;
/** Somebody's own page is before the eyes; what it answers with takes it back. */
export function face(contact: NonNullable<StartDraft['contact']>): () => void {
  faced = contact;
  return () => {
    if (faced === contact) faced = null;
  };
}
export const whoIsFaced = (): StartDraft['contact'] => faced;

let given: StartDraft['contact'] = null;
/** Opens the window, to somebody if they are named. */
export function startTo(contact: StartDraft['contact'] = null): void {
  given = contact;
  show('start');
}
/** Whom it was last opened for. Asking takes nothing away: a window's first drawing may be thrown away and begun anew. */
export const whomItIsFor = (): StartDraft['contact'] => given;
