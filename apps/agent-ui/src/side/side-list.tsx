// Which conversations there are beside a ticket: with whom, whose turn it is, what was said last.
import { Button, UnstyledButton } from '@mantine/core';
import type { Side, Ticket } from '../api/shapes.js';
import { fullTime, listTime } from '../words/moments.js';
import { useWords } from '../words/words.js';
import styles from './side.module.css';
import { openAside, sideName } from './sides.js';

export function SideList({ ticket, sides, begins }: { ticket: Ticket; sides: Side[]; begins: boolean }) {
  const { say, locale } = useWords();
  if (sides.length === 0)
    return (
      <div className={styles.none}>
        <p>{say('side.none')}</p>
        {begins && (
          <Button size="xs" variant="default" onClick={() => openAside(ticket.id, { at: 'new', quote: null })}>
            {say('side.new')}
          </Button>
        )}
      </div>
    );
  return (
    <ul className={styles.list}>
      {sides.map((side) => (
        <li key={side.id}>
          <UnstyledButton
            className={styles.row}
            data-unread={side.unread || undefined}
            data-testid="side-row"
            onClick={() => openAside(ticket.id, { at: 'one', id: side.id })}
          >
            <span className={styles.line}>
              {side.unread && <span className="visually-hidden">{say('row.unread')}: </span>}
              <strong dir="auto">{sideName(side)}</strong>
              <time dateTime={side.lastMessageAt} title={fullTime(side.lastMessageAt, locale)}>
                {listTime(side.lastMessageAt, locale)}
              </time>
            </span>
            <span className={styles.line}>
              <span className={styles.subject} dir="auto">
                {side.subject}
              </span>
              <SideState side={side} />
            </span>
            <span className={styles.preview} dir="auto">
              {side.preview}
            </span>
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
}

export function SideState({ side }: { side: Side }) {
  const { say } = useWords();
  return (
    <span className={styles.state} data-state={side.state}>
      {say(`side.${side.state}`)}
    </span>
  );
}
