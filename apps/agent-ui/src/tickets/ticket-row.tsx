// One row of the queue: who, through what, about what, how long they wait, whose it is, who is in it now. Drawn by the thousand:
// plain elements, few components, no floating parts of its own; the list hears its clicks.
import type { TicketRow } from '@otklik/contract';
import {
  IconAlertTriangle,
  IconCheck,
  IconChevronsUp,
  IconPencil,
  IconThumbDown,
  IconThumbUp,
  IconZzz,
} from '@tabler/icons-react';
import type { Locale } from '../api/shapes.js';
import { usePassings } from '../live/passing.js';
import { ChannelMark } from '../shell/channel-mark.js';
import { PlainFace } from '../shell/faces.js';
import type { Names } from '../shell/people-names.js';
import { listTime } from '../words/moments.js';
import { say } from '../words/words.js';
import { DueMark } from './due-chip.js';
import { sleepWords } from './snooze-times.js';
import styles from './ticket-row.module.css';
import { isActive } from './views.js';
import { WaitingMark } from './waiting-chip.js';

interface Props {
  row: TicketRow;
  href: string;
  names: Names;
  open: boolean;
  cursor: boolean;
  picked: boolean;
  /** Of whom reads, and the instant it is, in ms: said once for all rows. */
  locale: Locale;
  now: number;
}

const VISITOR = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{8}([0-9a-f]{4})$/;

/** What a person is called here; a visitor of the site who gave no name is told from others by the end of their id. */
export function contactName(contact: { name: string | null; address: string }): string {
  const mark = VISITOR.exec(contact.address)?.[2];
  return contact.name || (mark ? say('customer.visitor-mark', { mark }) : contact.address);
}

export function TicketRowLink({ row, href, names, open, cursor, picked, locale, now }: Props) {
  const unread = row.unread && isActive(row) && !open;
  const passing = usePassings(row.id);
  const name = contactName(row.contact);
  return (
    <>
      <a
        href={href}
        className={styles.row}
        data-unread={unread || undefined}
        data-cursor={cursor || undefined}
        data-picked={picked || undefined}
        aria-current={open ? 'true' : undefined}
        data-testid="ticket-row"
        data-ticket={row.id}
        draggable={false}
      >
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
          {when(row, locale, now)}
        </span>
        <span className={styles.bottom}>
          {passing('draft') && !open && (
            <IconPencil size={13} stroke={1.9} className={styles.draft} role="img" aria-label={say('row.draft')} />
          )}
          <span className={styles.words}>{passing('typing') ? <em>{say('customer.typing')}</em> : words(row)}</span>
          {row.rating && rating(row.rating)}
          {row.spam && <IconAlertTriangle size={14} aria-label={say('view.spam')} />}
          {people(row, names, passing('presence') ?? NOBODY)}
        </span>
      </a>
      {/* The mark of the channel is also the box that chooses the row. */}
      {/* biome-ignore lint/a11y/useSemanticElements: a field of a form cannot hold the mark */}
      <button
        type="button"
        role="checkbox"
        aria-checked={picked}
        aria-label={say('pick.one', { name })}
        tabIndex={-1}
        className={styles.pick}
        data-pick={row.id}
      >
        {picked ? (
          <IconCheck size={14} stroke={2.5} aria-hidden="true" />
        ) : (
          <ChannelMark kind={row.channel} size={17} />
        )}
      </button>
    </>
  );
}

/** How long they wait and what was promised; or until when it sleeps; or when something was last said. */
function when(row: TicketRow, locale: Locale, now: number) {
  if (row.snoozedUntil) {
    const { words, hint } = sleepWords(row.snoozedUntil, locale);
    return (
      <span className={styles.asleep} title={hint}>
        <IconZzz size={13} stroke={1.9} aria-hidden="true" />
        {words}
      </span>
    );
  }
  return (
    <>
      {row.sla && <DueMark sla={row.sla} now={now} locale={locale} />}
      {row.waitingSince ? (
        <WaitingMark since={row.waitingSince} now={now} locale={locale} />
      ) : (
        <time className={styles.time} dateTime={row.lastMessageAt}>
          {listTime(row.lastMessageAt, locale)}
        </time>
      )}
    </>
  );
}

const NOBODY: string[] = [];
function people(row: TicketRow, names: Names, here: string[]) {
  const shown = here.slice(0, 2).map((id) => {
    const name = names.agent(id);
    return <PlainFace key={id} id={id} name={name} size={20} ring hint={say('row.in-it-now', { name })} />;
  });
  if (row.assigneeId && !here.includes(row.assigneeId)) {
    const name = names.agent(row.assigneeId);
    shown.push(
      <PlainFace key={row.assigneeId} id={row.assigneeId} name={name} size={20} hint={say('row.assigned', { name })} />,
    );
  }
  return shown;
}

function words(row: TicketRow) {
  if (!row.subject) return <>{row.preview}</>;
  return (
    <>
      <span className={styles.subject}>{row.subject}</span>
      {row.preview && <span> · {row.preview}</span>}
    </>
  );
}

function rating(rating: NonNullable<TicketRow['rating']>) {
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
