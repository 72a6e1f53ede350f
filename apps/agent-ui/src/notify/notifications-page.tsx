// How I want to hear: which things by which ways, when not at all, on which devices, and how often by mail.
import { Button, Checkbox, Select, TextInput } from '@mantine/core';
import type { NotificationKind } from '@otklik/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Loaded, SettingsSection } from '../settings/parts.js';
import { useWords } from '../words/words.js';
import { mayShowNotices } from './desktop.js';
import styles from './notifications-page.module.css';
import { changeSettings, type NotifySettings, settingsQuery, WAYS, type Way } from './notify-settings.js';
import { PauseMenu } from './pause-menu.js';
import { PushSection } from './push-section.js';
import { QuietSection } from './quiet-section.js';
import { play } from './sound.js';

const KINDS: NotificationKind[] = [
  'mention',
  'assigned',
  'reply',
  'reopened',
  'case',
  'low-rating',
  'sla-warned',
  'sla-breached',
  'reply-failed',
  'reply-held',
  'watched',
  'unassigned',
];

export function NotificationsPage() {
  const query = useQuery(settingsQuery);
  return (
    <SettingsSection title="settings.notifications" hint="notifications.hint" action={<PauseMenu worded />}>
      <Loaded query={query}>
        {(settings) => (
          <>
            <GridSection settings={settings} />
            <DesktopSection settings={settings} />
            <PushSection settings={settings} />
            <QuietSection settings={settings} />
            <DigestSection settings={settings} />
          </>
        )}
      </Loaded>
    </SettingsSection>
  );
}

function GridSection({ settings: { grid } }: { settings: NotifySettings }) {
  const { say } = useWords();
  const set = (kind: NotificationKind, way: Way, on: boolean) =>
    void changeSettings({ grid: { ...grid, [kind]: { ...grid[kind], [way]: on } } });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, by keyboard too
    <section className={styles.wide} aria-label={say('notifications.grid')} tabIndex={0}>
      <table className={styles.grid}>
        <thead>
          <tr>
            <th scope="col">{say('notifications.what')}</th>
            {WAYS.map((way) => (
              <th key={way} scope="col">
                {say(`notifications.way.${way}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {KINDS.map((kind) => (
            <tr key={kind}>
              <th scope="row">{say(`notifications.kind.${kind}`)}</th>
              {WAYS.map((way) => (
                <td key={way}>
                  <Checkbox
                    size="sm"
                    checked={grid[kind][way] && (way === 'app' || grid[kind].app)}
                    disabled={way !== 'app' && !grid[kind].app}
                    onChange={(event) => set(kind, way, event.currentTarget.checked)}
                    aria-label={`${say(`notifications.kind.${kind}`)}: ${say(`notifications.way.${way}`)}`}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** What this browser must be asked for once; and the sound, to hear it. */
function DesktopSection({ settings: { grid } }: { settings: NotifySettings }) {
  const { say } = useWords();
  const [may, setMay] = useState(mayShowNotices);
  const possible = 'Notification' in window;
  const refused = possible && Notification.permission === 'denied';
  const wanted = KINDS.some((kind) => grid[kind].app && grid[kind].desktop);
  return (
    <section className={styles.part}>
      <h2>{say('notifications.desktop')}</h2>
      <p>
        {say(
          may
            ? 'notifications.desktop-on'
            : refused
              ? 'notifications.desktop-denied'
              : possible
                ? 'notifications.desktop-ask'
                : 'notifications.desktop-unable',
        )}
      </p>
      <div className={styles.row}>
        {possible && !may && !refused && wanted && (
          <Button
            variant="default"
            onClick={() => void Notification.requestPermission().then((answer) => setMay(answer === 'granted'))}
          >
            {say('notifications.desktop-allow')}
          </Button>
        )}
        <Button variant="default" onClick={() => void play()}>
          {say('notifications.hear')}
        </Button>
      </div>
    </section>
  );
}

function DigestSection({ settings }: { settings: NotifySettings }) {
  const { say } = useWords();
  return (
    <section className={styles.part}>
      <h2>{say('digest.title')}</h2>
      <p>{say('digest.hint')}</p>
      <div className={styles.row}>
        <Select
          label={say('digest.how-often')}
          value={settings.digest}
          allowDeselect={false}
          data={(['off', 'hourly', 'daily'] as const).map((value) => ({ value, label: say(`digest.${value}`) }))}
          onChange={(digest) => digest && void changeSettings({ digest: digest as NotifySettings['digest'] })}
        />
        {settings.digest === 'daily' && (
          <TextInput
            type="time"
            label={say('digest.at')}
            value={settings.digestAt}
            onChange={(event) => event.target.value && void changeSettings({ digestAt: event.target.value })}
          />
        )}
      </div>
    </section>
  );
}
