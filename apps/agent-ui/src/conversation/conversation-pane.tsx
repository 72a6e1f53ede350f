// The conversation pane: the open ticket in front, the next ones drawn ahead behind it, composer, and the customer's card at the right.
import { Drawer } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useLocation, useNavigate, useParams } from '@tanstack/react-router';
import { lazy, memo, Suspense, startTransition, useCallback, useEffect, useRef, useState } from 'react';
import type { Ticket } from '../api/shapes.js';
import { type ComposerHandle, warmEditor } from '../composer/composer.js';
import { holdTyped } from '../composer/type-ahead.js';
import { CustomerCard } from '../customer/customer-card.js';
import { enterTicket, lookAgain } from '../live/desk-socket.js';
import { enterConversation, takeRow } from '../live/hear-news.js';
import { useAfterPaint } from '../shell/after-paint.js';
import { Failed, Waiting } from '../shell/edges.js';
import { useMe } from '../shell/people-names.js';
import { openAside, useAside } from '../side/sides.js';
import { useView } from '../tickets/inbox-page.js';
import { useInFront } from '../tickets/opening.js';
import { prefetchTicket } from '../tickets/prefetch.js';
import { markSeen } from '../tickets/seen.js';
import { useWords } from '../words/words.js';
import { Answering } from './answering.js';
import { attend } from './attended.js';
import styles from './conversation-pane.module.css';
import { useDeeds } from './ticket-deeds.js';
import { TicketLayer } from './ticket-layer.js';
import { useTicket } from './ticket-query.js';
import { useLayers } from './use-layers.js';
import { useTicketKeys } from './use-ticket-keys.js';

const SidePanel = lazy(() => import('../side/side-panel.js').then((m) => ({ default: m.SidePanel })));
const MatterModal = lazy(() => import('./matter-modal.js').then((m) => ({ default: m.MatterModal })));
const LinkModal = lazy(() => import('./link-modal.js').then((m) => ({ default: m.LinkModal })));

const CARD = 'otklik.card';
/** A ticket that is left sooner was only passed by. */
const PASSING_MS = 250;

export function ConversationPane() {
  const named = useParams({ from: '/desk/inbox/$view/$ticketId', select: ({ ticketId }) => ticketId });
  const ticketId = useInFront(named);
  const ticket = useTicket(ticketId);
  if (ticket.isError && !ticket.data) return <Failed error={ticket.error} reset={() => void ticket.refetch()} />;
  if (!ticket.data) return <Waiting />;
  return <OpenTicket ticket={ticket.data} />;
}

function OpenTicket({ ticket }: { ticket: Ticket }) {
  const { say } = useWords();
  const my = useMe().agent.id;
  const wide = useMediaQuery('(min-width: 1280px)', true, { getInitialValueInEffect: false });
  // Beside it there must be room to read and to answer.
  const roomy = useMediaQuery('(min-width: 1440px)', true, { getInitialValueInEffect: false });
  const [card, setCard] = useState(() => wide && localStorage.getItem(CARD) !== 'folded');
  const foldCard = useCallback(() => {
    setCard((open) => {
      if (wide) localStorage.setItem(CARD, open ? 'folded' : 'open');
      return !open;
    });
  }, [wide]);
  const { deeds, begun, end, toFoot } = useDeeds(ticket.id, { foldCard, ...useWays() });
  const aside = useAside(ticket.id);
  const row = useRef(ticket);
  row.current = ticket;

  // The words are painted first; what one answers with, and who they are, follow with the next breath.
  const [settled, setSettled] = useState<string | null>(null);
  const rests = settled === ticket.id;
  const left = !rests && settled !== null;
  const layers = useLayers(ticket.id, rests);
  useAfterPaint(() => {
    startTransition(() => setSettled(ticket.id));
    return undefined;
  }, [ticket.id]);

  const composer = useRef<{ of: string; handle: ComposerHandle } | null>(null);
  const wanted = useRef<{ of: string; mode: 'reply' | 'note' } | null>(null);
  const write = useCallback((mode: 'reply' | 'note') => {
    const { id, state, gone } = row.current;
    if (composer.current?.of === id) composer.current.handle.write(mode);
    else {
      wanted.current = { of: id, mode };
      // Nothing is written to a ticket that is closed or gone.
      if (state !== 'closed' && gone === null) holdTyped(id);
      // Whoever wants to write does not wait for a free moment.
      setSettled(id);
    }
  }, []);
  const ready = useCallback((handle: ComposerHandle, of: string) => {
    composer.current = { of, handle };
    if (wanted.current?.of === of) handle.write(wanted.current.mode);
    wanted.current = null;
  }, []);
  const foot = useRef(toFoot);
  foot.current = toFoot;
  const sent = useCallback(() => foot.current(), []);

  const answering = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Nothing more is written where nobody sees it.
    const { activeElement } = document;
    if (left && activeElement instanceof HTMLElement && answering.current?.contains(activeElement))
      activeElement.blur();
  }, [left]);
  useLook(ticket, row, my);
  useNamedAside(ticket.id);
  useTicketKeys(row, my, deeds, write);

  const customer = settled !== null && (
    <div className={left ? styles.left : undefined}>
      <Card ticketId={settled} />
    </div>
  );
  return (
    <div
      className={styles.pane}
      data-card={(wide && card) || undefined}
      data-side={(roomy && aside !== null) || undefined}
    >
      <div className={styles.middle}>
        <div className={styles.layers}>
          {layers.map(({ id, key }) => (
            <TicketLayer
              key={key}
              ticketId={id}
              shown={id === ticket.id}
              assigning={id === ticket.id && begun?.what === 'assign'}
              cardOpen={card}
              deeds={deeds}
            />
          ))}
        </div>
        {settled === null ? (
          <div className={styles.later} />
        ) : (
          <div className={styles.foot}>
            {left && <div className={styles.bed} />}
            <div ref={answering} className={left ? styles.left : undefined}>
              <Answering key={settled} ticketId={settled} onReady={ready} onSent={sent} open={deeds.open} />
            </div>
          </div>
        )}
      </div>
      <Suspense>
        {begun?.what === 'merge' && <MatterModal ticket={ticket} other={begun.other} onClose={end} open={deeds.open} />}
        {begun?.what === 'link' && <LinkModal ticket={ticket} onClose={end} />}
      </Suspense>
      {aside &&
        (roomy ? (
          <aside className={styles.side}>
            <Suspense fallback={<Waiting />}>
              <SidePanel ticket={ticket} aside={aside} />
            </Suspense>
          </aside>
        ) : (
          <Drawer
            opened
            onClose={() => openAside(ticket.id, null)}
            position="right"
            size={420}
            padding={0}
            withCloseButton={false}
            aria-label={say('side.title')}
            classNames={{ body: styles.drawerBody }}
          >
            <Suspense fallback={<Waiting />}>
              <SidePanel ticket={ticket} aside={aside} />
            </Suspense>
          </Drawer>
        ))}
      {wide ? (
        card &&
        !(roomy && aside) && (
          <aside className={styles.card} aria-label={say('customer.title')}>
            {customer}
          </aside>
        )
      ) : (
        <Drawer
          opened={card}
          onClose={foldCard}
          position="right"
          size={320}
          title={say('customer.title')}
          padding={0}
          closeButtonProps={{ 'aria-label': say('close') }}
          classNames={{ header: styles.drawerHead }}
        >
          {customer}
        </Drawer>
      )}
    </div>
  );
}

/** Of its own ticket, so that it stays as it is while another is brought to the front. */
const Card = memo(function Card({ ticketId }: { ticketId: string }) {
  const ticket = useTicket(ticketId).data;
  return ticket ? <CustomerCard key={ticketId} contactId={ticket.contact.id} ticketId={ticketId} /> : null;
});

function useWays() {
  const view = useView();
  const navigate = useNavigate();
  const back = useCallback(
    () => void navigate({ to: '/inbox/$view', params: { view }, search: (before) => before }),
    [navigate, view],
  );
  const open = useCallback(
    (id: string) =>
      void navigate({ to: '/inbox/$view/$ticketId', params: { view, ticketId: id }, search: (before) => before }),
    [navigate, view],
  );
  return { back, open };
}

/** What looking at a ticket does: its lines come by the wire, the others see who looks, and it is unread no more. */
function useLook(ticket: Ticket, row: { current: Ticket }, my: string): void {
  const { id, lastMessageAt, unread } = ticket;
  useAfterPaint(() => {
    warmEditor();
    // What was drawn ahead may have grown old meanwhile.
    void prefetchTicket(id);
    const timer = setTimeout(() => attend(id), PASSING_MS);
    const leave = enterTicket(id, () => void enterConversation(id));
    return () => {
      clearTimeout(timer);
      attend(null);
      leave();
    };
  }, [id]);
  useAfterPaint(() => {
    if (document.visibilityState !== 'visible') return undefined;
    markSeen(id, lastMessageAt);
    if (!unread) return undefined;
    lookAgain(id);
    takeRow({ ...row.current, unread: false }, my);
    return undefined;
  }, [id, lastMessageAt, unread, my]);
}

/** `#side-<id>`: opens a conversation beside the ticket. */
function useNamedAside(ticketId: string): void {
  const navigate = useNavigate();
  const named = useLocation({ select: ({ hash }) => /^side-([0-9a-f-]{36})$/.exec(hash)?.[1] ?? null });
  useEffect(() => {
    if (!named) return;
    openAside(ticketId, { at: 'one', id: named });
    // Once: the same address leads here again.
    void navigate({ to: '.', params: true, search: true, hash: '', replace: true });
  }, [named, ticketId, navigate]);
  useEffect(() => () => openAside(ticketId, null), [ticketId]);
}
