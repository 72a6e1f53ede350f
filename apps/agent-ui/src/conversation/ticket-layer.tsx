// One ticket as it is read: its head, what stands above its words, and the words; in front, or drawn ahead behind the open one.
import { useQuery } from '@tanstack/react-query';
import { lazy, memo, Suspense, useCallback } from 'react';
import { type Conversation, conversationQuery } from '../api/queries.js';
import type { ConversationPage } from '../api/shapes.js';
import { takeNews } from '../live/take-news.js';
import { Failed, Waiting } from '../shell/edges.js';
import { useAttendedFor } from './attended.js';
import styles from './conversation-pane.module.css';
import { Lines } from './lines.js';
import { withOlder } from './merge-items.js';
import type { TicketDeeds } from './ticket-deeds.js';
import { TicketHead } from './ticket-head.js';
import { useTicket } from './ticket-query.js';

const GoneStrip = lazy(() => import('./gone-strip.js').then((m) => ({ default: m.GoneStrip })));
const AlikeStrip = lazy(() => import('./alike-strip.js').then((m) => ({ default: m.AlikeStrip })));
const CaseStrip = lazy(() => import('../cases/case-strip.js').then((m) => ({ default: m.CaseStrip })));
const LinkedTickets = lazy(() => import('./linked-tickets.js').then((m) => ({ default: m.LinkedTickets })));

/** Whoever only passes by a ticket is not asked what it looks like. */
const LOOKS_ALIKE_MS = 400;

interface Props {
  ticketId: string;
  shown: boolean;
  assigning: boolean;
  cardOpen: boolean;
  deeds: TicketDeeds;
}

export const TicketLayer = memo(function TicketLayer({ ticketId, shown, assigning, cardOpen, deeds }: Props) {
  const ticket = useTicket(ticketId).data;
  const conversation = useQuery(conversationQuery(ticketId));
  const stays = useAttendedFor(ticketId, LOOKS_ALIKE_MS);
  const onOlder = useCallback(
    (older: ConversationPage, edge: number) =>
      takeNews<Conversation>(conversationQuery(ticketId).queryKey, (known) => withOlder(known, older, edge)),
    [ticketId],
  );
  if (!ticket) return <Waiting />;
  const asks = stays && ticket.gone === null && !ticket.spam && ticket.state !== 'closed';
  return (
    <div className={styles.layer} data-shown={shown || undefined}>
      <TicketHead ticket={ticket} assigning={assigning} cardOpen={cardOpen} deeds={deeds} />
      <Suspense>
        {ticket.links.length > 0 && <LinkedTickets ticket={ticket} />}
        {shown && ticket.gone !== null && (ticket.mergedInto || ticket.eraseAt) && (
          <GoneStrip ticket={ticket} open={deeds.open} />
        )}
        {stays && ticket.rating && ticket.gone === null && <CaseStrip ticket={ticket} />}
        {asks && <AlikeStrip ticket={ticket} merge={deeds.merge} />}
      </Suspense>
      {conversation.data ? (
        <Lines ticket={ticket} conversation={conversation.data} onOlder={onOlder} onBottom={deeds.onBottom} />
      ) : conversation.isError ? (
        <Failed error={conversation.error} reset={() => void conversation.refetch()} />
      ) : (
        <Waiting />
      )}
    </div>
  );
});
