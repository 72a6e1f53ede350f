// Until when a ticket sleeps: the usual choices with their instants, a date and time of one's own, or waking it now.
import { Button, TextInput } from '@mantine/core';
import { IconSunrise, IconZzz } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { calendarsQuery } from '../settings/calendars.js';
import { fullTime, weekdayTime } from '../words/moments.js';
import { useWords } from '../words/words.js';
import { type Choice, Chooser } from './chooser.js';
import styles from './chooser.module.css';
import { localField, type Mornings, snoozeChoices } from './snooze-times.js';

interface Props {
  title: string;
  /** Something of it sleeps: it can be woken. */
  asleep: boolean;
  onClose: () => void;
  /** null: awake from now on. */
  onUntil: (until: string | null) => void;
}

/** When work begins, by the desk's own hours, where they are kept in the time that this browser shows; else at nine on any day. */
function useMornings(): Mornings | undefined {
  const calendars = useQuery(calendarsQuery).data;
  const own = calendars?.find((calendar) => calendar.isDefault);
  if (!own || own.timeZone !== Intl.DateTimeFormat().resolvedOptions().timeZone) return undefined;
  const begins = own.weekly.map((day) => day.intervals[0]?.from ?? null);
  return begins.some((morning) => morning !== null) ? begins : undefined;
}

export function SnoozeChooser({ title, asleep, onClose, onUntil }: Props) {
  const { say, locale } = useWords();
  const [now] = useState(() => new Date());
  const mornings = useMornings();
  const [own, setOwn] = useState('');
  const at = own ? new Date(own) : null;
  const past = at !== null && at.getTime() <= Date.now();
  const choices: Choice[] = [
    ...(asleep
      ? [
          {
            id: 'wake',
            words: say('snooze.wake'),
            icon: <IconSunrise size={18} stroke={1.75} />,
            act: () => onUntil(null),
          },
        ]
      : []),
    ...snoozeChoices(now, mornings).map(({ choice, at }) => ({
      id: choice,
      words: say(`snooze.${choice}`),
      hint: choice === 'next-month' ? fullTime(at, locale) : weekdayTime(at, locale),
      icon: <IconZzz size={18} stroke={1.75} />,
      act: () => onUntil(at.toISOString()),
    })),
  ];
  return (
    <Chooser title={title} choices={choices} onClose={onClose}>
      <form
        className={styles.foot}
        onSubmit={(event) => {
          event.preventDefault();
          if (!at || past) return;
          onClose();
          onUntil(at.toISOString());
        }}
      >
        <TextInput
          type="datetime-local"
          size="xs"
          style={{ flex: 1 }}
          label={say('snooze.own')}
          description={say('snooze.until-message')}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          min={localField(now)}
          value={own}
          error={past && say('snooze.past')}
          onChange={(event) => setOwn(event.target.value)}
        />
        <Button size="xs" type="submit" disabled={!at || past} mb={20}>
          {say('snooze.do')}
        </Button>
      </form>
    </Chooser>
  );
}
