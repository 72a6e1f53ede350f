// "waiting 12 min", alive, in the head of a ticket: a disc that fills with age, and colour that follows it.
import { Hint } from '../shell/hints.js';
import { fullTime, useNow } from '../words/moments.js';
import { useWords } from '../words/words.js';
import { briefSpan, waitingAge } from './waiting.js';
import styles from './waiting-chip.module.css';

/** With its words, and when it began. */
export function WaitingChip({ since }: { since: string }) {
  const { say, locale } = useWords();
  const span = Math.max(0, useNow() - Date.parse(since));
  const time = briefSpan(span, locale);
  return (
    <Hint label={say('waiting.since', { time: fullTime(since, locale) })}>
      <span className={styles.disc} data-age={waitingAge(span)}>
        {time === null ? say('waiting.now') : say('waiting.for', { time })}
      </span>
    </Hint>
  );
}
