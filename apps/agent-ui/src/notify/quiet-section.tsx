// Quiet hours: from when to when, on which whole days, by which clock.
import { Chip, Switch, TextInput } from '@mantine/core';
import { DAYS, dayName } from '../settings/calendars.js';
import { ZoneSelect } from '../settings/zone-select.js';
import { useWords } from '../words/words.js';
import styles from './notifications-page.module.css';
import { changeSettings, type NotifySettings } from './notify-settings.js';

export function QuietSection({ settings: { quiet, zone } }: { settings: NotifySettings }) {
  const { say, locale } = useWords();
  const set = (change: Partial<NotifySettings['quiet']>) => void changeSettings({ quiet: { ...quiet, ...change } });
  return (
    <section className={styles.part}>
      <h2>{say('quiet.title')}</h2>
      <p>{say('quiet.hint')}</p>
      <Switch
        label={say('quiet.on')}
        checked={quiet.on}
        onChange={(event) => set({ on: event.currentTarget.checked })}
      />
      {quiet.on && (
        <>
          <div className={styles.row}>
            <TextInput
              type="time"
              label={say('quiet.from')}
              value={quiet.from}
              onChange={(event) => event.target.value && set({ from: event.target.value })}
            />
            <TextInput
              type="time"
              label={say('quiet.to')}
              value={quiet.to}
              onChange={(event) => event.target.value && set({ to: event.target.value })}
            />
            <ZoneSelect value={zone} onChange={(timeZone) => void changeSettings({ timeZone, zone: timeZone })} />
          </div>
          <fieldset className={styles.days}>
            <legend>{say('quiet.days')}</legend>
            <Chip.Group
              multiple
              value={quiet.days.map(String)}
              onChange={(chosen) => set({ days: chosen.map(Number).sort() })}
            >
              {DAYS.map((day) => (
                <Chip key={day} value={String(day + 1)} size="xs">
                  {dayName(day, locale)}
                </Chip>
              ))}
            </Chip.Group>
          </fieldset>
        </>
      )}
    </section>
  );
}
