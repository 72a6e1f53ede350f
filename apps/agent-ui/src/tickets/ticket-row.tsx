// One row of the queue: who, through what, about what, how long they wait, whose it is, who is in it now.
import type { TicketRow } from '@otklik/contract';
import { IconAlertTriangle, IconChevronsUp, IconThumbDown, IconThumbUp } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { usePassing } from '../live/passing.js';
import { ChannelMark } from '../shell/channel-mark.js';
import { Face } from '../shell/faces.js';
import type { Names } from '../shell/people-names.js';
import { listTime } from '../words/moments.js';
import { say, useWords } from '../words/words.js';
import { DueChip } from './due-chip.js';
import styles from './ticket-row.module.css';
import { isActive, type View } from './views.js';
import { WaitingChip } from './waiting-chip.js';

interface Props {
  row: TicketRow;
  view: View;
  names: Names;
  open: boolean;
  cursor: boolean;
  onPrefetch: () => void;
}

const VISITOR = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{8}([0-9a-f]{4})$/;

/** What a person is called here; a visitor of the site who gave no name is told from others by the end of their id. */
export function contactName(contact: { name: string | null; address: string }): string {
  const mark = VISITOR.exec(contact.address)?.[2];
  return contact.name || (mark ? say('customer.visitor-mark', { mark }) : contact.address);
}

export function TicketRowLink({ row, view, names, open, cursor, onPrefetch }: Props) {
  const { say, locale } = useWords();
  const unread = row.unread && isActive(row) && !open;
  const here = usePassing('presence', row.id) ?? [];
  const typing = usePassing('typing', row.id);
  const name = contactName(row.contact);
  return (
    <Link
      to="/inbox/$view/$ticketId"
      params={{ view, ticketId: row.id }}
      search={(before) => before}
      className={styles.row}
      data-unread={unread || undefined}
      data-cursor={cursor || undefined}
      aria-current={open ? 'true' : undefined}
      data-testid="ticket-row"
      data-ticket={row.id}
      onMouseEnter={onPrefetch}
    >
      <span className={styles.channel}>
        <ChannelMark kind={row.channel} size={17} />
      </span>
      <span className={styles.top}>
        <span className={styles.name}>
          {name}
          {unread && <span className="visually-hidden"> ({say('row.unread')})</span>}
        </span>
        {row.priority >= 2 && (
          <IconChevronsUp
            size={14}
            className={styles.priority}
            role="img"
            aria-label={say(row.priority > 2 ? 'priority.3' : 'priority.2')}
          />
        )}
        {row.sla && <DueChip sla={row.sla} />}
        {row.waitingSince ? (
          <WaitingChip since={row.waitingSince} />
        ) : (
          <time className={styles.time} dateTime={row.lastMessageAt}>
            {listTime(row.lastMessageAt, locale)}
          </time>
        )}
      </span>
      <span className={styles.bottom}>
        <span className={styles.words}>{typing ? <em>{say('customer.typing')}</em> : <Words row={row} />}</span>
        {row.rating && <Rating rating={row.rating} />}
        {row.spam && <IconAlertTriangle size={14} aria-label={say('view.spam')} />}
        {here.slice(0, 2).map((id) => (
          <Face
            key={id}
            id={id}
            name={names.agent(id)}
            size={20}
            ring
            hint={say('row.in-it-now', { name: names.agent(id) })}
          />
        ))}
        {row.assigneeId && !here.includes(row.assigneeId) && (
          <Face
            id={row.assigneeId}
            name={names.agent(row.assigneeId)}
            size={20}
            hint={say('row.assigned', { name: names.agent(row.assigneeId) })}
          />
        )}
      </span>
    </Link>
  );
}

function Words({ row }: { row: TicketRow }) {
  if (!row.subject) return <>{row.preview}</>;
  return (
    <>
      <span className={styles.subject}>{row.subject}</span>
      {row.preview && <span> · {row.preview}</span>}
    </>
  );
}

function Rating({ rating }: { rating: NonNullable<TicketRow['rating']> }) {
  const { say } = useWords();
  const Icon = rating.good ? IconThumbUp : IconThumbDown;
  const words = say('row.rated', { score: rating.score, max: rating.max });
  return (
    <span className={styles.rating} data-good={rating.good} title={words}>
      <Icon size={14} stroke={1.75} aria-hidden="true" />
      <span className="visually-hidden">{words}</span>
      <span aria-hidden="true">{rating.score}</span>
    </span>
  );
}
