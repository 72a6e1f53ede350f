// A quiet line above the conversation: which other ticket this one looks like, to be merged or told apart.
import { Button } from '@mantine/core';
import type { TicketRow } from '@otklik/contract';
import { IconCopy } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import type { Ticket } from '../api/shapes.js';
import { useView } from '../tickets/inbox-page.js';
import { contactName } from '../tickets/ticket-row.js';
import { useWords } from '../words/words.js';
import styles from './matters.module.css';
import { alikeQuery, keepApart } from './merging.js';
import type { TicketDeeds } from './ticket-deeds.js';

interface Props {
  ticket: Ticket;
  merge: TicketDeeds['merge'];
}

/** Of its own ticket: it stays as it is while that goes behind another. */
export const AlikeStrip = memo(function AlikeStrip({ ticket, merge }: Props) {
  const { say } = useWords();
  const view = useView();
  const [likeliest] = useQuery(alikeQuery(ticket.id)).data ?? [];
  if (!likeliest) return null;
  const row = likeliest as unknown as TicketRow;
  const { id, number, subject, contact } = row;
  return (
    <div className={styles.strip} role="note" data-testid="alike">
      <IconCopy size={16} stroke={1.75} aria-hidden="true" />
      <span>
        <Link to="/inbox/$view/$ticketId" params={{ view, ticketId: id }} search={(before) => before}>
          {say('matter.likely', { number })}
        </Link>
        {subject && ` · ${subject}`}
        {!likeliest.sameCustomer && ` · ${say('matter.likely-by', { name: contactName(contact) })}`}
      </span>
      <Button size="compact-xs" variant="default" onClick={() => merge(ticket, row)}>
        {say('matter.merge')}
      </Button>
      <Button size="compact-xs" variant="subtle" color="gray" onClick={() => void keepApart(ticket.id, id)}>
        {say('matter.apart')}
      </Button>
    </div>
  );
});
