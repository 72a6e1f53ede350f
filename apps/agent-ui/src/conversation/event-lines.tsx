// Events of a ticket as thin centred lines; many in a row are folded into one.
import type { EventItem } from '@otklik/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { tagsQuery } from '../api/queries.js';
import { useNames } from '../shell/people-names.js';
import { clockTime, fullTime } from '../words/moments.js';
import { useWords } from '../words/words.js';
import { describeEvent } from './event-words.js';
import styles from './lines.module.css';

const FOLDED_FROM = 4;

export function EventLines({ items }: { items: EventItem[] }) {
  const { say, locale } = useWords();
  const names = useNames();
  const tags = useQuery(tagsQuery).data;
  const [open, setOpen] = useState(false);
  const tag = (id: number) => tags?.find((each) => each.id === id)?.name ?? String(id);
  const folded = items.length >= FOLDED_FROM && !open;
  const shown = folded ? items.slice(-1) : items;
  return (
    <div className={styles.events}>
      {folded && (
        <button type="button" className={styles.unfold} onClick={() => setOpen(true)} aria-expanded={false}>
          {say('events.more', { count: items.length - 1 })}
        </button>
      )}
      {shown.map((item) => (
        <div key={item.id} className={styles.event} data-event={item.event}>
          {describeEvent(item, names, tag, say, locale)}{' '}
          <time dateTime={item.at} title={fullTime(item.at, locale)}>
            {clockTime(item.at, locale)}
          </time>
        </div>
      ))}
    </div>
  );
}
