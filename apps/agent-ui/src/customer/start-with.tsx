// The way from somebody's card to a conversation with them; where nothing of ours reaches them it says so.
import { Button } from '@mantine/core';
import { IconMessagePlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ContactCard } from '../api/shapes.js';
import { Hint } from '../shell/hints.js';
import { face, startTo, waysQuery } from '../starting/start.js';
import { useWords } from '../words/words.js';
import styles from './customer-card.module.css';
import { usePersonName } from './person-head.js';

export function StartWith({ card }: { card: ContactCard }) {
  const { say } = useWords();
  const words = usePersonName()(card);
  const ways = useQuery(waysQuery(card.id)).data;
  const unreachable = ways?.length === 0;
  // The key that opens the window anywhere opens it to them while they are before the eyes.
  useEffect(() => (unreachable ? undefined : face({ id: card.id, words })), [card.id, words, unreachable]);
  const why = `no-way-${card.id}`;
  return (
    <div className={styles.begin}>
      <Hint label={unreachable ? null : `${say('start.title')} (c)`}>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconMessagePlus size={16} stroke={1.75} />}
          aria-haspopup="dialog"
          aria-disabled={unreachable || undefined}
          aria-describedby={unreachable ? why : undefined}
          data-disabled={unreachable || undefined}
          onClick={() => !unreachable && startTo({ id: card.id, words })}
        >
          {say('start.title')}
        </Button>
      </Hint>
      {unreachable && <p id={why}>{say('start.no-way')}</p>}
    </div>
  );
}
