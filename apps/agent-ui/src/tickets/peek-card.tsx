// A closer look at a ticket of the list without opening it: its last words, beside the row; nobody's reading mark moves.
import type { MessageItem, TicketRow } from '@otklik/contract';
import { useQuery } from '@tanstack/react-query';
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { conversationQuery } from '../api/queries.js';
import { Waiting } from '../shell/edges.js';
import { refusalWords } from '../shell/notices.js';
import { useNames } from '../shell/people-names.js';
import { listTime } from '../words/moments.js';
import { useWords } from '../words/words.js';
import styles from './peek-card.module.css';
import { contactName } from './ticket-row.js';

const SHOWN = 4;

interface Props {
  row: TicketRow;
  /** The scroller of the list, and how far down in it the row begins. */
  beside: RefObject<HTMLElement | null>;
  top: number;
  onClose: () => void;
}

export function PeekCard({ row, beside, top, onClose }: Props) {
  const { say, locale } = useWords();
  const names = useNames();
  const card = useRef<HTMLElement>(null);
  const [place, setPlace] = useState<{ top: number; insetInlineStart: number } | null>(null);
  const conversation = useQuery(conversationQuery(row.id));
  const lines = (conversation.data?.items ?? [])
    .filter((item): item is MessageItem => item.type === 'message' && item.state !== 'undone')
    .slice(-SHOWN);
  // biome-ignore lint/correctness/useExhaustiveDependencies: its height follows its lines
  useLayoutEffect(() => {
    const list = beside.current;
    if (!list || !card.current) return;
    const box = list.getBoundingClientRect();
    const away = getComputedStyle(list).direction === 'rtl' ? innerWidth - box.left : box.right;
    const wanted = box.top + top - list.scrollTop;
    const lowest = innerHeight - card.current.offsetHeight - 12;
    setPlace({ top: Math.max(12, Math.min(wanted, lowest)), insetInlineStart: innerWidth < 760 ? 12 : away + 6 });
  }, [beside, top, lines.length]);
  const who = (item: MessageItem) =>
    item.kind === 'customer'
      ? contactName(row.contact)
      : item.kind === 'bot'
        ? say('actor.system')
        : names.agent(item.agentId);
  return createPortal(
    <aside
      ref={card}
      className={styles.card}
      style={place ?? { visibility: 'hidden' }}
      aria-label={say('peek.label', { name: contactName(row.contact) })}
      aria-live="polite"
      data-testid="peek"
      onMouseLeave={onClose}
    >
      <p className={styles.title}>
        <strong>{row.subject || contactName(row.contact)}</strong>{' '}
        <span>{say('number.of', { number: row.number })}</span>
      </p>
      {conversation.isPending && <Waiting />}
      {conversation.isError && <p className={styles.quiet}>{refusalWords(conversation.error)}</p>}
      {lines.map((item) => (
        <div key={item.id} className={styles.line} data-kind={item.kind}>
          <p className={styles.who}>
            <span>{who(item)}</span>
            {item.kind === 'note' && <em>{say('peek.note')}</em>}
            <time dateTime={item.at}>{listTime(item.at, locale)}</time>
          </p>
          <p className={styles.words}>
            {item.deletedAt ? '…' : item.text || item.files.map((file) => file.name).join(', ')}
          </p>
        </div>
      ))}
      <p className={styles.foot}>
        <kbd>Enter</kbd> {say('peek.opens')} · <kbd>{say('keys.space')}</kbd> {say('peek.closes')}
      </p>
    </aside>,
    document.body,
  );
}
