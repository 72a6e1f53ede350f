// Where the channel carries no formatting: how the customer will read it, before it is sent.
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Ticket } from '../api/shapes.js';
import { useChannelName } from '../shell/channel-mark.js';
import { useWords } from '../words/words.js';
import styles from './strips.module.css';

export function AsSeen({ row, text }: { row: Ticket; text: string }) {
  const { say } = useWords();
  const channel = useChannelName()(row.channel);
  const [open, setOpen] = useState(false);
  return (
    <div className={styles.preview} data-testid="as-seen">
      <header>
        {say('seen.plain', { channel })}{' '}
        <Button size="compact-xs" variant="subtle" aria-expanded={open} onClick={() => setOpen(!open)}>
          {say(open ? 'here.hide' : 'seen.show')}
        </Button>
      </header>
      {open && <p>{text}</p>}
    </div>
  );
}
