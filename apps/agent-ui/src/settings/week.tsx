// A week of working hours: several intervals a day, nights included, one day copied to the others.
import { ActionIcon, TextInput, Tooltip } from '@mantine/core';
import { IconCopy, IconMinus, IconPlus } from '@tabler/icons-react';
import type { WorkInterval } from '../api/shapes.js';
import { useWords } from '../words/words.js';
import { DAYS, dayName, freshInterval, keptEnd, shownEnd } from './calendars.js';
import styles from './hours-page.module.css';

type Weekly = { intervals: WorkInterval[] }[];

export function Week({ weekly, onChange }: { weekly: Weekly; onChange: (weekly: Weekly) => void }) {
  const { say, locale } = useWords();
  const put = (day: number, intervals: WorkInterval[]) =>
    onChange(DAYS.map((each) => (each === day ? { intervals } : (weekly[each] ?? { intervals: [] }))));
  const copy = (day: number) =>
    onChange(
      DAYS.map((each) =>
        each < 5 ? { intervals: [...(weekly[day]?.intervals ?? [])] } : (weekly[each] ?? { intervals: [] }),
      ),
    );
  return (
    <fieldset className={styles.week}>
      <legend>{say('hours.weekly')}</legend>
      {DAYS.map((day) => {
        const intervals = weekly[day]?.intervals ?? [];
        return (
          <div key={day} className={styles.day}>
            <span className={styles.dayName}>{dayName(day, locale)}</span>
            <div className={styles.intervals}>
              {intervals.length === 0 && <span className={styles.closed}>{say('hours.closed')}</span>}
              {intervals.map((interval, index) => (
                <IntervalFields
                  // biome-ignore lint/suspicious/noArrayIndexKey: intervals have no name but their place
                  key={index}
                  label={dayName(day, locale)}
                  interval={interval}
                  onChange={(next) =>
                    put(
                      day,
                      intervals.map((each, at) => (at === index ? next : each)),
                    )
                  }
                  onRemove={() =>
                    put(
                      day,
                      intervals.filter((_, at) => at !== index),
                    )
                  }
                />
              ))}
            </div>
            <Tooltip label={say('hours.add-interval')}>
              <ActionIcon
                aria-label={`${say('hours.add-interval')}: ${dayName(day, locale)}`}
                onClick={() => put(day, [...intervals, freshInterval(intervals)])}
              >
                <IconPlus size={16} stroke={1.75} />
              </ActionIcon>
            </Tooltip>
            <Tooltip label={say('hours.copy')}>
              <ActionIcon aria-label={`${say('hours.copy')}: ${dayName(day, locale)}`} onClick={() => copy(day)}>
                <IconCopy size={16} stroke={1.75} />
              </ActionIcon>
            </Tooltip>
          </div>
        );
      })}
    </fieldset>
  );
}

interface FieldsProps {
  label: string;
  interval: WorkInterval;
  onChange: (interval: WorkInterval) => void;
  onRemove: () => void;
}
export function IntervalFields({ label, interval, onChange, onRemove }: FieldsProps) {
  const { say } = useWords();
  const overnight = interval.to !== '24:00' && interval.to <= interval.from;
  return (
    <span className={styles.interval}>
      <TextInput
        type="time"
        size="xs"
        required
        aria-label={`${label}: ${say('hours.from')}`}
        value={interval.from}
        onChange={(event) => onChange({ ...interval, from: event.target.value })}
      />
      –
      <TextInput
        type="time"
        size="xs"
        required
        aria-label={`${label}: ${say('hours.to')}`}
        value={shownEnd(interval.to)}
        onChange={(event) => onChange({ ...interval, to: keptEnd(event.target.value) })}
      />
      {overnight && <small>{say('hours.overnight')}</small>}
      <ActionIcon
        size="sm"
        aria-label={`${say('hours.remove-interval')}: ${label} ${interval.from}`}
        onClick={onRemove}
      >
        <IconMinus size={14} />
      </ActionIcon>
    </span>
  );
}
