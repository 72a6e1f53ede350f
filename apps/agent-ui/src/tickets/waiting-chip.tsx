// "waiting 12 min", alive: a disc that fills with age, and colour that follows it.
import { Tooltip } from '@mantine/core';
import { fullTime, useNow } from '../words/moments.js';
import { type Say, say, useWords } from '../words/words.js';
import { briefSpan, waitingAge } from './waiting.js';
import styles from './waiting-chip.module.css';

/** With its words, and when it began; in the head of a ticket. */
export function WaitingChip({ since }: { since: string }) {
  const { say, locale } = useWords();
  const { age, words } = waited(since, useNow(), locale, say);
  return (
    <Tooltip label={say('waiting.since', { time: fullTime(since, locale) })}>
      <span className={styles.chip} data-age={age}>
        <Disc quarters={age} />
        {words}
      </span>
    </Tooltip>
  );
}

/** The disc and the time alone, for the row of a list; the words are for those who listen. */
export function WaitingMark({ since, now, locale }: { since: string; now: number; locale: string }) {
  const { age, time, words } = waited(since, now, locale, say);
  return (
    <span className={styles.chip} data-age={age}>
      <Disc quarters={age} />
      <span aria-hidden="true">{time ?? say('waiting.now')}</span>
      <span className="visually-hidden">{words}</span>
    </span>
  );
}

function waited(since: string, now: number, locale: string, say: Say) {
  const span = Math.max(0, now - Date.parse(since));
  const time = briefSpan(span, locale);
  return { age: waitingAge(span), time, words: time === null ? say('waiting.now') : say('waiting.for', { time }) };
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
