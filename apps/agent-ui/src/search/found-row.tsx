// One result: whose ticket it is, through what and when, and the words around what was found.
import type { TicketRow } from '@otklik/contract';
import { IconLock } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { FoundTicket } from '../api/shapes.js';
import { ChannelMark } from '../shell/channel-mark.js';
import type { Names } from '../shell/people-names.js';
import { contactName } from '../tickets/ticket-row.js';
import { fullTime, listTime } from '../words/moments.js';
import { useWords, type Word } from '../words/words.js';
import styles from './search-page.module.css';
import { viewOf } from './search-queries.js';

interface Piece {
  text: string;
  hit: boolean;
}

export function Pieces({ pieces }: { pieces: Piece[] }) {
  return (
    <>
      {pieces.map((piece, index) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces never change their order
        piece.hit ? <mark key={index}>{piece.text}</mark> : <span key={index}>{piece.text}</span>,
      )}
    </>
  );
}

export function FoundRow({ found, names, onOpen }: { found: FoundTicket; names: Names; onOpen: () => void }) {
  const { say, locale } = useWords();
  const { message, subject } = found;
  const ticket = found.ticket as unknown as TicketRow;
  const at = message?.at ?? ticket.lastMessageAt;
  const state: Word = ticket.spam ? 'view.spam' : `state.${ticket.state}`;
  return (
    <Link
      to="/inbox/$view/$ticketId"
      params={{ view: viewOf(ticket), ticketId: ticket.id }}
      {...(message?.sideId ? { hash: `side-${message.sideId}` } : {})}
      className={styles.found}
      data-testid="found"
      onClick={onOpen}
    >
      <span className={styles.channel}>
        <ChannelMark kind={ticket.channel} size={17} />
      </span>
      <span className={styles.top}>
        <strong>{contactName(ticket.contact)}</strong>
        <span className={styles.number}>{say('number.of', { number: ticket.number })}</span>
        <span className={styles.state}>{say(state)}</span>
        <time dateTime={at} title={fullTime(at, locale)}>
          {listTime(at, locale)}
        </time>
      </span>
      {(subject || ticket.subject) && (
        <span className={styles.subject}>{subject ? <Pieces pieces={subject} /> : ticket.subject}</span>
      )}
      <span className={styles.snippet}>
        {message?.kind === 'note' && <IconLock size={13} role="img" aria-label={say('search.note')} />}
        {message?.sideId && <b>{say('side.title')}: </b>}
        {message && message.kind !== 'customer' && message.agentId && <b>{names.agent(message.agentId)}: </b>}
        {message ? <Pieces pieces={message.snippet} /> : ticket.preview}
      </span>
    </Link>
  );
}
