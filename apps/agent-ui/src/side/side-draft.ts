// A conversation with somebody else before it is one: kept in this browser until it is sent.
import { type DraftPart, emptyPart } from '../composer/drafts.js';

export interface Kept {
  to: string[];
  subject: string;
  part: DraftPart;
}

const shelf = (agentId: string, ticketId: string) => `otklik.side.${agentId}.${ticketId}`;
const blank = (): Kept => ({ to: [], subject: '', part: emptyPart() });

export function readNew(agentId: string, ticketId: string, store: Pick<Storage, 'getItem'> = localStorage): Kept {
  try {
    const kept = JSON.parse(store.getItem(shelf(agentId, ticketId)) ?? 'null') as Partial<Kept> | null;
    return kept ? { ...blank(), ...kept, part: { ...emptyPart(), ...kept.part } } : blank();
  } catch {
    return blank();
  }
}

/** What says nothing leaves no trace. */
export function keepNew(agentId: string, ticketId: string, kept: Kept | null): void {
  try {
    const worth = kept && (kept.to.length > 0 || kept.part.text.trim() !== '' || kept.part.files.length > 0);
    if (worth) localStorage.setItem(shelf(agentId, ticketId), JSON.stringify(kept));
    else localStorage.removeItem(shelf(agentId, ticketId));
  } catch {
    // A full store: the words stay on the screen.
  }
}
