// How long an action puts a ticket to sleep, told from the moment it is done: a span, or the next such day at a time.
import { Group, Select, TextInput } from '@mantine/core';
import { capital, SNOOZE_DAYS, type SnoozeFromNow } from '../composer/snooze-words.js';
import { useWords } from '../words/words.js';
import { SpanField } from './rules/span-field.js';

interface Props {
  label: string;
  /** Shown above; else it is only said to those who listen. */
  labelled?: boolean;
  action: SnoozeFromNow;
  onChange: (action: SnoozeFromNow) => void;
}

const SPAN = 'span';

export function SnoozeValue({ label, labelled = false, action, onChange }: Props) {
  const { say } = useWords();
  const day = 'day' in action ? action.day : SPAN;
  const take = (next: string | null) => {
    if (!next || next === day) return;
    if (next === SPAN) return onChange({ do: 'snooze', seconds: 7200 });
    const time = 'time' in action ? action.time : '09:00';
    onChange({ do: 'snooze', day: next as (typeof SNOOZE_DAYS)[number], time });
  };
  return (
    <Group gap="xs" align="flex-end" wrap="wrap">
      <Select
        w={210}
        {...(labelled ? { label } : { 'aria-label': label })}
        allowDeselect={false}
        value={day}
        data={[
          { value: SPAN, label: say('snooze-day.span') },
          ...SNOOZE_DAYS.map((value) => ({ value, label: capital(say(`snooze-day.${value}`)) })),
        ]}
        onChange={take}
      />
      {'day' in action ? (
        <TextInput
          type="time"
          w={132}
          aria-label={say('snooze-day.time')}
          title={say('snooze-day.zone')}
          value={action.time}
          onChange={(event) => event.target.value && onChange({ ...action, time: event.target.value.slice(0, 5) })}
        />
      ) : (
        <SpanField label={label} seconds={action.seconds} onChange={(seconds) => onChange({ do: 'snooze', seconds })} />
      )}
    </Group>
  );
}
