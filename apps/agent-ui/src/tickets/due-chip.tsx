// "due in 5 min", "overdue 3 min", alive: an hourglass, a bell, a filled mark; the colour only follows the shape.
import { IconAlertOctagonFilled, IconBell, IconHourglass } from '@tabler/icons-react';
import { Hint } from '../shell/hints.js';
import { fullTime, useNow } from '../words/moments.js';
import { useWords } from '../words/words.js';
import { dueTone, dueWords, type Sla } from './due.js';
import styles from './due-chip.module.css';

const SHAPES = { quiet: IconHourglass, soon: IconBell, overdue: IconAlertOctagonFilled };

/** With what was promised, as in the head of a ticket. */
export function DueChip({ sla }: { sla: Sla }) {
  const { say, locale } = useWords();
  const now = useNow();
  const tone = dueTone(sla, now);
  const { word, time } = dueWords(sla, now, locale);
  const target = say(`due.${sla.target}`);
  const Shape = SHAPES[tone];
  return (
    <Hint label={say('due.hint', { target, time: fullTime(sla.dueAt, locale) })}>
      <span className={styles.chip} data-tone={tone} data-testid="due-chip">
        <Shape size={13} stroke={1.9} aria-hidden="true" />
        {target}: {say(word, { time })}
      </span>
    </Hint>
  );
}
