// "waiting 12 min", alive: a disc that fills with age, and colour that follows it.
import { Tooltip } from '@mantine/core';
import { fullTime, useNow } from '../words/moments.js';
import { useWords } from '../words/words.js';
import { briefSpan, waitingAge } from './waiting.js';
import styles from './waiting-chip.module.css';

export function WaitingChip({ since, long = false }: { since: string; long?: boolean }) {
  const { say, locale } = useWords();
  const span = Math.max(0, useNow() - Date.parse(since));
  const age = waitingAge(span);
  const time = briefSpan(span, locale);
  const words = time === null ? say('waiting.now') : say('waiting.for', { time });
  return (
    <Tooltip label={say('waiting.since', { time: fullTime(since, locale) })}>
      <span className={styles.chip} data-age={age}>
        <Disc quarters={age} />
        {long ? words : <span aria-hidden="true">{time ?? say('waiting.now')}</span>}
        {!long && <span className="visually-hidden">{words}</span>}
      </span>
    </Tooltip>
  );
}

function Disc({ quarters }: { quarters: number }) {
  const share = quarters / 4;
  return (
    <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
      <circle cx="6" cy="6" r="5" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <circle
        cx="6"
        cy="6"
        r="2.5"
        fill="none"
        stroke="currentColor"
        strokeWidth="5"
        strokeDasharray={`${share * 15.708} 15.708`}
        transform="rotate(-90 6 6)"
      />
    </svg>
  );
}
