// What is begun from a ticket's head: a menu or a window of one ticket, gone when another is opened.
import type { TicketRow } from '@otklik/contract';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { Ticket } from '../api/shapes.js';

/** The same functions for every ticket, so that a head is not drawn anew for them. */
export interface TicketDeeds {
  assigning: (ticketId: string, open: boolean) => void;
  merge: (ticket: Pick<Ticket, 'id' | 'gone'>, other: TicketRow | null) => void;
  link: (ticketId: string) => void;
  foldCard: () => void;
  back: () => void;
  open: (ticketId: string) => void;
  /** The way to the foot of a conversation. */
  onBottom: (ticketId: string, go: () => void) => void;
}

type Begun =
  | { of: string; what: 'assign' }
  | { of: string; what: 'link' }
  | { of: string; what: 'merge'; other: TicketRow | null };

export function useDeeds(
  ticketId: string,
  ways: Pick<TicketDeeds, 'foldCard' | 'back' | 'open'>,
): { deeds: TicketDeeds; begun: Begun | null; end: () => void; toFoot: () => void } {
  const [begun, setBegun] = useState<Begun | null>(null);
  const feet = useRef(new Map<string, () => void>());
  const { foldCard, back, open } = ways;
  const deeds = useMemo<TicketDeeds>(
    () => ({
      assigning: (of, opened) => setBegun(opened ? { of, what: 'assign' } : null),
      merge: ({ id, gone }, other) => gone === null && setBegun({ of: id, what: 'merge', other }),
      link: (of) => setBegun({ of, what: 'link' }),
      onBottom: (of, go) => void feet.current.set(of, go),
      ...{ foldCard, back, open },
    }),
    [foldCard, back, open],
  );
  const end = useCallback(() => setBegun(null), []);
  return {
    deeds,
    begun: begun?.of === ticketId ? begun : null,
    end,
    toFoot: () => feet.current.get(ticketId)?.(),
  };
}
