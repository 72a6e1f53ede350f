// The conversation pane: head, lines, composer, and the customer's card at the right.
import { Button, Drawer } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { TicketRow } from '@otklik/contract';
import { type InfiniteData, useQuery } from '@tanstack/react-query';
import { useLocation, useNavigate, useParams } from '@tanstack/react-router';
import { lazy, Suspense, startTransition, useCallback, useEffect, useRef, useState } from 'react';
import { conversationQuery, queryClient, ticketQuery } from '../api/queries.js';
import type { Ticket, TicketPage } from '../api/shapes.js';
import { Composer, type ComposerHandle, warmEditor } from '../composer/composer.js';
import { CustomerCard } from '../customer/customer-card.js';
import { enterTicket, lookAgain } from '../live/desk-socket.js';
import { enterConversation, takeRow } from '../live/hear-news.js';
import { Failed, Waiting } from '../shell/edges.js';
import { useMe } from '../shell/people-names.js';
import { useShortcuts } from '../shell/shortcuts.js';
import { openAside, toggleAside, useAside } from '../side/sides.js';
import { copyLink } from '../tickets/copy-link.js';
import { useList } from '../tickets/inbox-page.js';
import { markSeen } from '../tickets/seen.js';
import { openTool } from '../tickets/tool-state.js';
import { useWords } from '../words/words.js';
import { assign, setState } from './change-ticket.js';
import { offerCommands } from './commands.js';
import styles from './conversation-pane.module.css';
import { Lines } from './lines.js';
import { TicketHead } from './ticket-head.js';

const SidePanel = lazy(() => import('../side/side-panel.js').then((m) => ({ default: m.SidePanel })));
const MatterModal = lazy(() => import('./matter-modal.js').then((m) => ({ default: m.MatterModal })));
const LinkModal = lazy(() => import('./link-modal.js').then((m) => ({ default: m.LinkModal })));
const GoneStrip = lazy(() => import('./gone-strip.js').then((m) => ({ default: m.GoneStrip })));
const AlikeStrip = lazy(() => import('./alike-strip.js').then((m) => ({ default: m.AlikeStrip })));
const LinkedTickets = lazy(() => import('./linked-tickets.js').then((m) => ({ default: m.LinkedTickets })));

const CARD = 'otklik.card';

export function ConversationPane() {
  const { ticketId } = useParams({ from: '/desk/inbox/$view/$ticketId' });
  const ticket = useQuery({ ...ticketQuery(ticketId), placeholderData: () => fromList(ticketId) });
  if (ticket.isError && !ticket.data) return <Failed error={ticket.error} reset={() => void ticket.refetch()} />;
  if (!ticket.data) return <Waiting />;
  return <OpenTicket key={ticketId} ticket={ticket.data} />;
}

/** What the list already knows of a ticket, so that it opens at once; the rest follows. */
function fromList(id: string): Ticket | undefined {
  for (const [, list] of queryClient.getQueriesData<InfiniteData<TicketPage>>({ queryKey: ['tickets'] })) {
    const row = list?.pages.flatMap((page) => page.items).find((each) => each.id === id);
    if (!row) continue;
    const clocks = { handoffs: 0, touches: 0, requesterWaitSeconds: 0, agentWaitSeconds: 0, customerReadSeq: 0 };
    const links = {
      follows: null,
      followedBy: [],
      splitFrom: null,
      mergedInto: null,
      mergedFrom: [],
      links: [],
      eraseAt: null,
      copies: [],
    };
    const reply = { windowEndsAt: null, templates: false, maxLength: 1e6, files: true, html: true };
    const instants = { firstCustomerAt: null, firstResponseAt: null, stateSince: row.openedAt };
    return { ...row, ...clocks, ...links, ...instants, reply, fields: {} };
  }
  return undefined;
}

function OpenTicket({ ticket }: { ticket: Ticket }) {
  const { say } = useWords();
  const me = useMe();
  const { view } = useList();
  const navigate = useNavigate();
  const conversation = useQuery(conversationQuery(ticket.id));
  const [assigning, setAssigning] = useState(false);
  const [merging, setMerging] = useState<{ other: TicketRow | null } | null>(null);
  const [linking, setLinking] = useState(false);
  const wide = useMediaQuery('(min-width: 1280px)', true, { getInitialValueInEffect: false });
  // Beside it there must be room to read and to answer.
  const roomy = useMediaQuery('(min-width: 1440px)', true, { getInitialValueInEffect: false });
  const [card, setCard] = useState(() => wide && localStorage.getItem(CARD) !== 'folded');
  const aside = useAside(ticket.id);
  const composer = useRef<ComposerHandle | null>(null);
  const wanted = useRef<'reply' | 'note' | null>(null);
  // The words are painted first; what one answers with, and who they are, follow with the next breath.
  const [settled, setSettled] = useState(false);
  useEffect(() => startTransition(() => setSettled(true)), []);
  const write = useCallback((kind: 'reply' | 'note') => {
    if (composer.current) composer.current.write(kind);
    else wanted.current = kind;
  }, []);
  const bottom = useRef<() => void>(() => {});
  const row = useRef(ticket);
  row.current = ticket;
  const my = me.agent.id;

  useEffect(() => {
    warmEditor();
    return enterTicket(ticket.id, () => void enterConversation(ticket.id));
  }, [ticket.id]);
  useEffect(() => {
    if (document.visibilityState !== 'visible') return;
    markSeen(ticket.id, ticket.lastMessageAt);
    if (!ticket.unread) return;
    lookAgain(ticket.id);
    takeRow({ ...row.current, unread: false }, my);
  }, [ticket.id, ticket.lastMessageAt, ticket.unread, my]);

  const named = useLocation({ select: ({ hash }) => /^side-([0-9a-f-]{36})$/.exec(hash)?.[1] ?? null });
  useEffect(() => {
    if (!named) return;
    openAside(ticket.id, { at: 'one', id: named });
    // Once: the same address leads here again.
    void navigate({ to: '.', params: true, search: true, hash: '', replace: true });
  }, [named, ticket.id, navigate]);
  useEffect(() => () => openAside(ticket.id, null), [ticket.id]);

  const fold = useCallback(() => {
    setCard((open) => {
      if (wide) localStorage.setItem(CARD, open ? 'folded' : 'open');
      return !open;
    });
  }, [wide]);
  const solve = useCallback(() => {
    const solved = row.current.state === 'solved';
    void setState(row.current, my, solved ? 'open' : 'solved');
  }, [my]);
  const back = useCallback(
    () => void navigate({ to: '/inbox/$view', params: { view }, search: (before) => before }),
    [navigate, view],
  );

  const open = useCallback(
    (id: string) =>
      void navigate({ to: '/inbox/$view/$ticketId', params: { view, ticketId: id }, search: (before) => before }),
    [navigate, view],
  );
  const merge = useCallback(() => row.current.gone === null && setMerging({ other: null }), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the offer changes with the state
  useEffect(
    () =>
      offerCommands([
        { word: 'command.reply', keys: 'r', act: () => write('reply') },
        { word: 'command.note', keys: 'n', act: () => write('note') },
        { word: 'command.assign', keys: 'a', act: () => setAssigning(true) },
        { word: 'command.assign-me', act: () => void assign(row.current, my, my, row.current.teamId) },
        { word: row.current.state === 'solved' ? 'command.reopen' : 'command.solve', keys: 'e', act: solve },
        { word: 'command.pending', act: () => void setState(row.current, my, 'pending') },
        { word: 'command.hold', act: () => void setState(row.current, my, 'hold') },
        { word: 'snooze.title', keys: 's', act: () => openTool('snooze') },
        { word: 'ticket.copy-link', act: () => void copyLink(`/inbox/all/${ticket.id}`) },
        { word: 'command.card', keys: 'i', act: fold },
        { word: 'side.title', keys: 'w', act: () => toggleAside(ticket.id) },
        ...(ticket.gone === null
          ? ([
              { word: 'side.new', act: () => openAside(ticket.id, { at: 'new', quote: null }) },
              { word: 'command.merge', keys: 'm', act: merge },
              { word: 'command.link', act: () => setLinking(true) },
            ] as const)
          : []),
      ]),
    [my, solve, fold, merge, ticket.state, ticket.gone],
  );
  useShortcuts({
    r: () => write('reply'),
    n: () => write('note'),
    a: () => setAssigning(true),
    e: solve,
    i: fold,
    m: merge,
    w: () => toggleAside(ticket.id),
    'mod+p': () => void import('./print.js').then((m) => m.printTicket(row.current.id)),
    Escape: back,
  });

  const asks = useSettled(ticket.id) && ticket.gone === null && !ticket.spam && ticket.state !== 'closed';
  const customer = settled && <CustomerCard contactId={ticket.contact.id} ticketId={ticket.id} />;
  return (
    <div
      className={styles.pane}
      data-card={(wide && card) || undefined}
      data-side={(roomy && aside !== null) || undefined}
    >
      <div className={styles.middle}>
        <TicketHead
          ticket={ticket}
          assigning={assigning}
          onAssigning={setAssigning}
          cardOpen={card}
          onCard={fold}
          onBack={back}
          onMerge={merge}
          onLink={() => setLinking(true)}
          open={open}
        />
        <Suspense>
          {ticket.links.length > 0 && <LinkedTickets ticket={ticket} />}
          {ticket.gone !== null && (ticket.mergedInto || ticket.eraseAt) && <GoneStrip ticket={ticket} open={open} />}
          {asks && <AlikeStrip ticket={ticket} onMerge={(other) => setMerging({ other })} />}
        </Suspense>
        {conversation.data ? (
          <Lines
            ticket={ticket}
            conversation={conversation.data}
            onOlder={(older) => queryClient.setQueryData(conversationQuery(ticket.id).queryKey, older)}
            onBottom={(go) => {
              bottom.current = go;
            }}
          />
        ) : conversation.isError ? (
          <Failed error={conversation.error} reset={() => void conversation.refetch()} />
        ) : (
          <Waiting />
        )}
        {ticket.gone !== null ? null : ticket.state === 'closed' ? (
          <div className={styles.closed}>
            <p>{say('ticket.closed')}</p>
            <Button
              size="xs"
              variant="default"
              onClick={() => void import('./merging.js').then((m) => m.followUp(ticket.id, open))}
            >
              {say('command.follow-up')}
            </Button>
          </div>
        ) : !settled ? (
          <div className={styles.later} />
        ) : (
          <Composer
            row={ticket}
            onReady={(handle) => {
              composer.current = handle;
              if (wanted.current) handle.write(wanted.current);
              wanted.current = null;
            }}
            onSent={() => bottom.current()}
          />
        )}
      </div>
      <Suspense>
        {merging && <MatterModal ticket={ticket} other={merging.other} onClose={() => setMerging(null)} open={open} />}
        {linking && <LinkModal ticket={ticket} onClose={() => setLinking(false)} />}
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
          onClose={fold}
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

/** Whoever only passes by a ticket is asked nothing about it. */
function useSettled(ticketId: string): boolean {
  const [settled, setSettled] = useState<string | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(ticketId), 600);
    return () => clearTimeout(timer);
  }, [ticketId]);
  return settled === ticketId;
}
