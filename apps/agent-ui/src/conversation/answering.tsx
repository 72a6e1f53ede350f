// What one answers a ticket with, under its words; of a closed ticket the way to go on.
import { Button } from '@mantine/core';
import { memo, useCallback } from 'react';
import { Composer, type ComposerHandle } from '../composer/composer.js';
import { useWords } from '../words/words.js';
import styles from './conversation-pane.module.css';
import { useTicket } from './ticket-query.js';

interface Props {
  ticketId: string;
  onReady: (handle: ComposerHandle, ticketId: string) => void;
  onSent: () => void;
  open: (ticketId: string) => void;
}

/** Of its own ticket, so that it stays as it is while another is brought to the front. */
export const Answering = memo(function Answering({ ticketId, onReady, onSent, open }: Props) {
  const { say } = useWords();
  const ticket = useTicket(ticketId).data;
  const ready = useCallback((handle: ComposerHandle) => onReady(handle, ticketId), [onReady, ticketId]);
  if (!ticket || ticket.gone !== null) return null;
  if (ticket.state !== 'closed') return <Composer row={ticket} onReady={ready} onSent={onSent} />;
  return (
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
  );
});
