// What stands above a ticket that is no more: where everything went, or until when it can be restored, with the way back.
import { Button } from '@mantine/core';
import { IconArrowMerge, IconTrash } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { Ticket } from '../api/shapes.js';
import { useMe } from '../shell/people-names.js';
import { longDay } from '../words/moments.js';
import { useWords } from '../words/words.js';
import styles from './matters.module.css';
import { carryWords, restoreTicket, undoMerge } from './merging.js';

interface Props {
  ticket: Ticket;
  open: (ticketId: string) => void;
}

export function GoneStrip({ ticket, open }: Props) {
  return ticket.mergedInto ? <Merged ticket={ticket} open={open} /> : <Trashed ticket={ticket} open={open} />;
}

function Merged({ ticket, open }: Props) {
  const { say } = useWords();
  const my = useMe().agent.id;
  const { id, number } = ticket.mergedInto!;
  const [carried, setCarried] = useState(false);
  useEffect(() => {
    if (carryWords(my, ticket.id, id)) setCarried(true);
  }, [my, ticket.id, id]);
  return (
    <div className={styles.strip} data-tone="gone" role="status" data-testid="gone">
      <IconArrowMerge size={16} stroke={1.75} aria-hidden="true" />
      <span>
        {say('matter.gone', { number })} {carried && say('matter.words', { number })}
      </span>
      <Button size="compact-sm" onClick={() => open(id)}>
        {say('matter.go', { number })}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => void undoMerge(ticket, id, open)}>
        {say('matter.undo')}
      </Button>
    </div>
  );
}

function Trashed({ ticket, open }: Props) {
  const { say, locale } = useWords();
  const me = useMe();
  const { eraseAt } = ticket;
  const over = eraseAt !== null && Date.parse(eraseAt) <= Date.now();
  const may = me.agent.role !== 'agent' || me.workspace.agentsMayDelete;
  return (
    <div className={styles.strip} data-tone="gone" role="status" data-testid="gone">
      <IconTrash size={16} stroke={1.75} aria-hidden="true" />
      <span>{over || !eraseAt ? say('trash.erased') : say('trash.here', { day: longDay(eraseAt, locale) })}</span>
      {!over && eraseAt && may && (
        <Button size="compact-sm" onClick={() => void restoreTicket(ticket.id, open)}>
          {say('command.restore')}
        </Button>
      )}
    </div>
  );
}
