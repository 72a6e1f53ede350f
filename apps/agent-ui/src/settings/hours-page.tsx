// Working hours: each calendar with its week and holidays; a change makes a new version and leaves finished durations alone.
import { Button, Switch, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queryClient } from '../api/queries.js';
import { post, put } from '../api/request.js';
import type { Calendar, CalendarRequest } from '../api/shapes.js';
import { useMe } from '../shell/people-names.js';
import { useWords } from '../words/words.js';
import { calendarsQuery, hoursOf } from './calendars.js';
import { HolidaySetPicker } from './holiday-set.js';
import { Holidays } from './holidays.js';
import styles from './hours-page.module.css';
import { Form, Loaded, Mark, SettingsSection, useAction } from './parts.js';
import parts from './parts.module.css';
import { Week } from './week.js';
import { ZoneSelect } from './zone-select.js';

export function HoursPage() {
  const { say } = useWords();
  const query = useQuery(calendarsQuery);
  const [adding, setAdding] = useState(false);
  const [open, setOpen] = useState<string | null>(null);
  return (
    <SettingsSection
      title="settings.hours"
      hint="hours.hint"
      action={
        <Button leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
          {say('hours.add')}
        </Button>
      }
    >
      <Loaded query={query}>
        {(calendars) => (
          <div className={parts.cards}>
            {adding && <Editor calendar={null} onClose={() => setAdding(false)} />}
            {calendars.length === 0 && !adding && <p className={parts.hint}>{say('hours.none')}</p>}
            {calendars.map((calendar) =>
              open === calendar.id || calendars.length === 1 ? (
                <Editor key={calendar.versionId} calendar={calendar} onClose={() => setOpen(null)} />
              ) : (
                <Folded key={calendar.id} calendar={calendar} onOpen={() => setOpen(calendar.id)} />
              ),
            )}
          </div>
        )}
      </Loaded>
    </SettingsSection>
  );
}

function Folded({ calendar, onOpen }: { calendar: Calendar; onOpen: () => void }) {
  const { say } = useWords();
  const hours = calendar.weekly.reduce((sum, day) => sum + hoursOf(day.intervals), 0);
  return (
    <section className={parts.card}>
      <div className={parts.cardHead}>
        <h2>{calendar.name}</h2>
        {calendar.isDefault && <Mark tone="good">{say('hours.default')}</Mark>}
        <small>
          {calendar.timeZone} · {say('hours.week', { count: Math.round(hours * 10) / 10 })}
        </small>
        <Button size="xs" variant="default" onClick={onOpen}>
          {say('edit')}
        </Button>
      </div>
    </section>
  );
}

const day = (open: boolean) => ({ intervals: open ? [{ from: '09:00', to: '18:00' }] : [] });

function Editor({ calendar, onClose }: { calendar: Calendar | null; onClose: () => void }) {
  const { say } = useWords();
  const me = useMe();
  const [body, setBody] = useState<Required<CalendarRequest>>(() => ({
    name: calendar?.name ?? '',
    timeZone: calendar?.timeZone ?? me.workspace.timeZone,
    weekly: calendar?.weekly ?? [true, true, true, true, true, false, false].map(day),
    holidays: calendar?.holidays ?? [],
    isDefault: calendar?.isDefault ?? false,
  }));
  const { busy, run } = useAction();
  const change = (next: Partial<CalendarRequest>) => setBody((now) => ({ ...now, ...next }));
  const save = async () => {
    const done = await run(async () => {
      await (calendar ? put(`/api/v1/calendars/${calendar.id}`, body) : post('/api/v1/calendars', body));
      await queryClient.invalidateQueries({ queryKey: calendarsQuery.queryKey });
    });
    if (done) onClose();
  };
  return (
    <section className={`${parts.card} ${styles.editor}`} aria-label={body.name || say('hours.add')}>
      <Form
        onSave={() => void save()}
        busy={busy}
        disabled={!body.name.trim() || body.holidays.some((holiday) => !holiday.date)}
      >
        <div className={styles.pair}>
          <TextInput
            label={say('hours.name')}
            value={body.name}
            onChange={(event) => change({ name: event.target.value })}
          />
          <ZoneSelect value={body.timeZone} onChange={(timeZone) => change({ timeZone })} />
        </div>
        <Week weekly={body.weekly} onChange={(weekly) => change({ weekly })} />
        <Holidays holidays={body.holidays} onChange={(holidays) => change({ holidays })} />
        <HolidaySetPicker holidays={body.holidays} onChange={(holidays) => change({ holidays })} />
        {!calendar?.isDefault && (
          <Switch
            label={say('hours.default-label')}
            checked={body.isDefault}
            onChange={(event) => change({ isDefault: event.target.checked })}
          />
        )}
      </Form>
    </section>
  );
}
