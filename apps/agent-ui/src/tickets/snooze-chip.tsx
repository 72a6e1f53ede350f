// In the head of a ticket: until when it sleeps; pressing it chooses another time, or wakes it.
import { UnstyledButton } from '@mantine/core';
import { IconZzz } from '@tabler/icons-react';
import { Hint } from '../shell/hints.js';
import { useWords } from '../words/words.js';
import styles from './snooze-chip.module.css';
import { sleepWords } from './snooze-times.js';
import { openTool } from './tool-state.js';

export function SnoozeChip({ until }: { until: string }) {
  const { say, locale } = useWords();
  const { words, hint } = sleepWords(until, locale);
  return (
    <Hint label={hint}>
      <UnstyledButton className={styles.chip} onClick={() => openTool('snooze')} data-testid="snooze-chip">
        <IconZzz size={13} stroke={1.9} aria-hidden="true" />
        {say('snooze.until', { time: words })}
      </UnstyledButton>
    </Hint>
  );
}
