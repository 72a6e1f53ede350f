// The days that differ from the week: closed, or open for a part.
import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { Holiday } from '../api/shapes.js';
import { useWords } from '../words/words.js';
import styles from './hours-page.module.css';
import { IntervalFields } from './week.js';

export function Holidays({ holidays, onChange }: { holidays: Holiday[]; onChange: (holidays: Holiday[]) => void }) {
  const { say } = useWords();
  const put = (index: number, next: Holiday) => onChange(holidays.map((each, at) => (at === index ? next : each)));
  return (
    <fieldset className={styles.week}>
      <legend>{say('hours.holidays')}</legend>
      {holidays.map((holiday, index) => {
        const part = holiday.intervals?.[0];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a day being typed has no name but its place
          <div key={index} className={styles.holiday}>
            <TextInput
              type="date"
              size="xs"
              required
              aria-label={say('hours.date')}
              value={holiday.date}
              onChange={(event) => put(index, { ...holiday, date: event.target.value })}
            />
            <TextInput
              size="xs"
              className={styles.grow}
              aria-label={say('hours.holiday-name')}
              placeholder={say('hours.holiday-name')}
              value={holiday.name}
              onChange={(event) => put(index, { ...holiday, name: event.target.value })}
            />
            {part ? (
              <IntervalFields
                label={holiday.name || holiday.date}
                interval={part}
                onChange={(interval) => put(index, { ...holiday, intervals: [interval] })}
                onRemove={() => put(index, { ...holiday, intervals: undefined })}
              />
            ) : (
              <Button
                size="compact-xs"
                variant="subtle"
                color="gray"
                onClick={() => put(index, { ...holiday, intervals: [{ from: '09:00', to: '13:00' }] })}
              >
                {say('hours.half-day')}
              </Button>
            )}
            <ActionIcon
              aria-label={say('hours.remove-holiday', { name: holiday.name || holiday.date })}
              onClick={() => onChange(holidays.filter((_, at) => at !== index))}
            >
              <IconTrash size={16} stroke={1.75} />
            </ActionIcon>
          </div>
        );
      })}
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPlus size={14} />}
        onClick={() => onChange([...holidays, { date: '', name: '' }])}
      >
        {say('hours.add-holiday')}
      </Button>
    </fieldset>
  );
}
