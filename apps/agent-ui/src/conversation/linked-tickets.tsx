// The tickets that this one has to do with, each with its state, under the head.
import { CloseButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Ticket } from '../api/shapes.js';
import { useView } from '../tickets/inbox-page.js';
import { useWords } from '../words/words.js';
import { stateWord } from './event-words.js';
import styles from './matters.module.css';
import { unlinkTickets } from './merging.js';

const SHOWN = 6;

export function LinkedTickets({ ticket }: { ticket: Ticket }) {
  const { say } = useWords();
  const view = useView();
  const [all, setAll] = useState(false);
  const { links } = ticket;
  const shown = all ? links : links.slice(0, SHOWN);
  return (
    <ul className={styles.links} aria-label={say('link.label')} data-testid="linked">
      {shown.map(({ id, number, subject, state, kind }) => (
        <li key={id}>
          {say(`link.${kind}`)}
          <Link
            to="/inbox/$view/$ticketId"
            params={{ view, ticketId: id }}
            search={(before) => before}
            title={subject ?? undefined}
          >
            {say('number.of', { number })} {subject}
          </Link>
          <em data-done={state === 'solved' || state === 'closed' || undefined}>{say(stateWord(state))}</em>
          <CloseButton
            size="xs"
            aria-label={say('link.remove', { number })}
            onClick={() => void unlinkTickets(ticket.id, id)}
          />
        </li>
      ))}
      {links.length > shown.length && (
        <li>
          <button type="button" className={styles.more} onClick={() => setAll(true)}>
            {say('link.more', { count: links.length - shown.length })}
          </button>
        </li>
      )}
    </ul>
  );
}
