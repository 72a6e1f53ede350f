// The way to a new conversation, at the head of the rail.
import { Tooltip } from '@mantine/core';
import { IconMessagePlus } from '@tabler/icons-react';
import styles from '../shell/rail.module.css';
import { useWords } from '../words/words.js';
import { startTo } from './start.js';

export function StartEntry({ narrow }: { narrow: boolean }) {
  const { say } = useWords();
  return (
    <Tooltip label={`${say('start.title')} (c)`} position="right" disabled={!narrow}>
      <button
        type="button"
        className={styles.entry}
        aria-label={say('start.title')}
        aria-haspopup="dialog"
        onClick={() => startTo()}
      >
        <IconMessagePlus size={18} stroke={1.75} />
        <span className={styles.word}>{say('start.title')}</span>
      </button>
    </Tooltip>
  );
}
