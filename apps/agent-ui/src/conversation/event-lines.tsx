// Events of a ticket as thin centred lines; many in a row are folded into one.
import type { EventItem } from '@otklik/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { skillsQuery, tagsQuery } from '../api/queries.js';
import { useNames } from '../shell/people-names.js';
import { openAside, sideName, useSides } from '../side/sides.js';
import { clockTime, fullTime } from '../words/moments.js';
import { useWords } from '../words/words.js';
import { ByRule } from './by-rule.js';
import { describeEvent } from './event-words.js';
import styles from './lines.module.css';
import type { Placement } from './placement-words.js';

const FOLDED_FROM = 4;

const isSide = ({ event }: EventItem) => event.startsWith('side.');
const asksForSkills = ({ payload }: EventItem) => ((payload.why as Placement | undefined)?.skills ?? []).length > 0;

export function EventLines({ items, ticketId }: { items: EventItem[]; ticketId: string }) {
  const { say, locale } = useWords();
  const names = useNames();
  const tags = useQuery(tagsQuery).data;
  const [open, setOpen] = useState(false);
  const skills = useQuery({ ...skillsQuery, enabled: items.some(asksForSkills) }).data;
  const skill = (id: number) => skills?.find((each) => each.id === id)?.name.replace(/^language:/, '') ?? String(id);
  const tag = (id: number) => tags?.find((each) => each.id === id)?.name ?? String(id);
  const sides = useSides(ticketId, items.some(isSide));
  const side = (id: string) => {
    const one = sides.find((each) => each.id === id);
    return one ? sideName(one) : say('side.somebody');
  };
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
          {describeEvent(item, names, tag, say, locale, { skill, side })} <ByRule item={item} />
          {isSide(item) && (
            <button
              type="button"
              className={styles.unfold}
              onClick={() => openAside(ticketId, { at: 'one', id: String(item.payload.sideId) })}
            >
              {say('side.show')}
            </button>
          )}
          <time dateTime={item.at} title={fullTime(item.at, locale)}>
            {clockTime(item.at, locale)}
          </time>
        </div>
      ))}
    </div>
  );
}
