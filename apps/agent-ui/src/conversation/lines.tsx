// The scroll of a conversation: stays at the foot while new lines come, keeps its place while older ones are fetched.
import { Button } from '@mantine/core';
import { IconArrowDown } from '@tabler/icons-react';
import { useLocation } from '@tanstack/react-router';
import { memo, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { type Conversation, conversationPath } from '../api/queries.js';
import { get } from '../api/request.js';
import type { ConversationPage, Ticket } from '../api/shapes.js';
import { notYetThere, useOutgoing } from '../composer/outgoing.js';
import { OutgoingLine } from '../composer/outgoing-lines.js';
import { usePassing } from '../live/passing.js';
import { tellRefusal } from '../shell/notices.js';
import { type Names, useMe, useNames } from '../shell/people-names.js';
import { seenUntil } from '../tickets/seen.js';
import { contactName } from '../tickets/ticket-row.js';
import { dayOf, longDay } from '../words/moments.js';
import { useWords } from '../words/words.js';
import { arrange, type Block } from './arrange.js';
import { EventLines } from './event-lines.js';
import styles from './lines.module.css';
import { fromEdge } from './merge-items.js';
import { Message } from './message.js';
import scroll from './scroll.module.css';

interface Props {
  ticket: Ticket;
  conversation: Conversation;
  /** Lines above `edge` have come. */
  onOlder: (older: ConversationPage, edge: number) => void;
  /** Hands out the way to the foot. */
  onBottom: (ticketId: string, go: () => void) => void;
}

export const Lines = memo(function Lines({ ticket, conversation, onOlder, onBottom }: Props) {
  const { say } = useWords();
  const names = useNames();
  const customer = contactName(ticket.contact);
  const [seenBefore] = useState(() => seenUntil(ticket.id));
  const { items, edge, more } = conversation;
  const blocks = useMemo(
    () => arrange(more ? fromEdge(items, edge) : items, seenBefore),
    [items, edge, more, seenBefore],
  );
  const me = useMe().agent.id;
  const mine = useOutgoing().filter((one) => one.ticketId === ticket.id && one.agentId === me);
  const waiting = notYetThere(mine, conversation.items);
  const typing = usePassing('typing', ticket.id);
  const { scroller, content, away, toFoot, letGo } = useFoot();
  const [fetching, setFetching] = useState(false);
  useAnchor(ticket.id, conversation, onOlder, letGo);

  useEffect(() => onBottom(ticket.id, toFoot), [onBottom, ticket.id, toFoot]);

  const older = async () => {
    if (edge === null || fetching) return;
    setFetching(true);
    const before = scroller.current ? scroller.current.scrollHeight - scroller.current.scrollTop : 0;
    try {
      const page = await get<ConversationPage>(conversationPath(ticket.id, { before: edge }));
      onOlder(page, edge);
      requestAnimationFrame(() => {
        if (scroller.current) scroller.current.scrollTop = scroller.current.scrollHeight - before;
      });
    } catch (error) {
      tellRefusal(error);
    }
    setFetching(false);
  };

  return (
    <div className={scroll.frame}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area must be reachable by keyboard */}
      <div ref={scroller} className={scroll.scroller} role="log" aria-label={say('conversation.label')} tabIndex={0}>
        <div ref={content} className={styles.lines}>
          {conversation.more && (
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              mx="auto"
              loading={fetching}
              onClick={() => void older()}
            >
              {say('conversation.older')}
            </Button>
          )}
          {blocks.map((block) => (
            <BlockLine key={block.key} block={block} ticket={ticket} names={names} />
          ))}
          {waiting.map((one) => (
            <OutgoingLine key={one.key} one={one} />
          ))}
          {typing && <p className={scroll.typing}>{say('customer.typing-name', { name: customer })}</p>}
        </div>
      </div>
      {away && (
        <Button
          className={scroll.down}
          size="xs"
          variant="default"
          radius="xl"
          leftSection={<IconArrowDown size={14} />}
          onClick={toFoot}
        >
          {say('conversation.to-latest')}
        </Button>
      )}
    </div>
  );
});

function BlockLine({ block, ticket, names }: { block: Block; ticket: Ticket; names: Names }) {
  const { say, locale } = useWords();
  if (block.type === 'day') {
    return (
      <h2 className={styles.day}>{dayOf(block.at) === dayOf(new Date()) ? say('today') : longDay(block.at, locale)}</h2>
    );
  }
  if (block.type === 'new') return <div className={styles.new}>{say('conversation.new')}</div>;
  if (block.type === 'events') return <EventLines items={block.items} ticketId={ticket.id} />;
  return (
    <Message
      item={block.item}
      joined={block.joined}
      channel={ticket.channel}
      ticketId={ticket.id}
      closed={ticket.state === 'closed'}
      customer={contactName(ticket.contact)}
      address={ticket.contact.address}
      names={names}
    />
  );
}

/** Pages fetched in search of a message that an address names. */
const FARTHEST = 20;

/** `#m-<id>`: brings the message into sight, from however far back, and marks it. Once for each address. */
function useAnchor(ticketId: string, conversation: Conversation, onOlder: Props['onOlder'], letGo: () => void): void {
  const wanted = useLocation({
    select: ({ hash, pathname }) =>
      pathname.endsWith(ticketId) ? (/^m-[0-9a-f-]{36}$/.exec(hash)?.[0] ?? null) : null,
  });
  const tried = useRef({ hash: '', pages: 0, done: false });
  useEffect(() => {
    if (!wanted) return;
    if (tried.current.hash !== wanted) tried.current = { hash: wanted, pages: 0, done: false };
    const now = tried.current;
    if (now.done) return;
    const element = document.getElementById(wanted);
    if (element) {
      now.done = true;
      letGo();
      element.dataset.sought = '';
      element.scrollIntoView({ block: 'center' });
      return;
    }
    const { edge, more } = conversation;
    if (!more || edge === null || now.pages >= FARTHEST) return;
    now.pages += 1;
    get<ConversationPage>(conversationPath(ticketId, { before: edge })).then(
      (page) => onOlder(page, edge),
      tellRefusal,
    );
  }, [wanted, conversation, ticketId, onOlder, letGo]);
}

/** Keeps the foot in sight while the reader is there, whatever grows above it. */
function useFoot() {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const stuck = useRef(true);
  const [away, setAway] = useState(false);
  const [letGo] = useState(() => () => {
    stuck.current = false;
  });
  const [toFoot] = useState(() => () => {
    const element = scroller.current;
    if (!element) return;
    stuck.current = true;
    element.scrollTop = element.scrollHeight;
    setAway(false);
  });
  useLayoutEffect(() => {
    const element = scroller.current;
    const inside = content.current;
    if (!element || !inside) return;
    element.scrollTop = element.scrollHeight;
    let top = element.scrollTop;
    const watch = () => {
      // What has just gone behind is not scrolled by anybody, and to measure it would lay it out again.
      if (!element.closest('[data-shown]')) return;
      const gap = element.scrollHeight - element.scrollTop - element.clientHeight;
      // Only the reader lets go of the foot, by scrolling up; growth alone does not.
      if (gap < 48) stuck.current = true;
      else if (element.scrollTop < top - 2) stuck.current = false;
      top = element.scrollTop;
      setAway(gap > 400);
    };
    const grow = new ResizeObserver(() => {
      if (stuck.current) element.scrollTop = element.scrollHeight;
    });
    grow.observe(inside);
    grow.observe(element);
    element.addEventListener('scroll', watch, { passive: true });
    return () => {
      grow.disconnect();
      element.removeEventListener('scroll', watch);
    };
  }, []);
  return { scroller, content, away, toFoot, letGo };
}
