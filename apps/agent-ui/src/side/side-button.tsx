// The way to the conversations beside a ticket: how many there are, and whether one of them waits to be read.
import { ActionIcon } from '@mantine/core';
import { IconMessages } from '@tabler/icons-react';
import { useAttended } from '../conversation/attended.js';
import { Hint } from '../shell/hints.js';
import { useWords } from '../words/words.js';
import styles from './side-button.module.css';
import { toggleAside, useAside, useSides } from './sides.js';

export function SideButton({ ticketId }: { ticketId: string }) {
  const { say } = useWords();
  // Whoever only passes by a ticket asks for nothing.
  const sides = useSides(ticketId, useAttended(ticketId));
  const aside = useAside(ticketId);
  const unread = sides.filter((side) => side.unread).length;
  const open = sides.filter((side) => side.state !== 'closed').length;
  const label = [
    say('side.title'),
    ...(sides.length > 0 ? [say('side.count', { count: sides.length })] : []),
    ...(unread > 0 ? [say('side.unread', { count: unread })] : []),
  ].join(', ');
  return (
    <Hint label={`${say('side.title')} (W)`}>
      <ActionIcon
        className={styles.button}
        aria-label={label}
        aria-pressed={aside !== null}
        data-on={aside !== null || undefined}
        data-testid="side-button"
        onClick={() => toggleAside(ticketId)}
      >
        <IconMessages size={18} stroke={1.75} />
        {open > 0 && (
          <span className={styles.badge} data-unread={unread > 0 || undefined} aria-hidden="true">
            {open}
          </span>
        )}
      </ActionIcon>
    </Hint>
  );
}
