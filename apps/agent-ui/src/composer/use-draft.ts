// The draft of the open ticket in the composer: typed here, kept here and at the desk.
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { type Draft, type DraftPart, type Mode, readDraft } from './drafts.js';
import { DraftKeeper } from './keep-draft.js';

export interface KeptDraft {
  draft: Draft;
  /** Rises when the words were changed by another hand than the editor's: it must show them anew. */
  revision: number;
  latest: { current: Draft };
  change: (mode: Mode, next: Partial<DraftPart>, rewritten?: boolean) => void;
  turn: (mode: Mode) => void;
  sent: (mode: Mode) => void;
}

export function useDraft(agentId: string, ticketId: string): KeptDraft {
  const [draft, setDraft] = useState<Draft>(() => readDraft(agentId, ticketId));
  const [revision, setRevision] = useState(0);
  const latest = useRef(draft);
  const keeper = useRef<DraftKeeper | null>(null);
  // It is there before a letter can be typed; what the desk has is asked for when the words stand on the screen.
  useLayoutEffect(() => {
    const mine = new DraftKeeper(agentId, ticketId, (next, rewritten) => {
      latest.current = next;
      setDraft(next);
      if (rewritten) setRevision((now) => now + 1);
    });
    keeper.current = mine;
    return () => mine.stop();
  }, [agentId, ticketId]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each keeper
  useEffect(() => keeper.current?.start(), [agentId, ticketId]);
  const change = useCallback(
    (mode: Mode, next: Partial<DraftPart>, rewritten = false) => keeper.current?.change(mode, next, rewritten),
    [],
  );
  const turn = useCallback((mode: Mode) => keeper.current?.turn(mode), []);
  const sent = useCallback((mode: Mode) => keeper.current?.sent(mode), []);
  return { draft, revision, latest, change, turn, sent };
}
