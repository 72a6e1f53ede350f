// "Leave me in peace": for an hour, until tomorrow, and back.
import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import { IconBellOff, IconBellZ } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNow, weekdayTime } from '../words/moments.js';
import { useWords } from '../words/words.js';
import { changeSettings, settingsQuery } from './notify-settings.js';

const HOUR_MS = 3600_000;

/** Tomorrow at eight, by the clock of this device. */
export function tomorrowMorning(now: Date): Date {
  const morning = new Date(now);
  morning.setDate(morning.getDate() + 1);
  morning.setHours(8, 0, 0, 0);
  return morning;
}

export function PauseMenu({ worded = false }: { worded?: boolean }) {
  const { say, locale } = useWords();
  const settings = useQuery(settingsQuery).data;
  const now = useNow(30_000);
  const until = settings?.pausedUntil && Date.parse(settings.pausedUntil) > now ? settings.pausedUntil : null;
  const pause = (at: Date | null) => void changeSettings({ pausedUntil: at?.toISOString() ?? null });
  const label = until ? say('pause.until', { time: weekdayTime(until, locale) }) : say('pause.title');
  const Icon = until ? IconBellZ : IconBellOff;
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        {worded ? (
          <Button variant="default" leftSection={<Icon size={16} stroke={1.75} />}>
            {label}
          </Button>
        ) : (
          <Tooltip label={label}>
            <ActionIcon aria-label={label} color={until ? 'orange' : undefined}>
              <Icon size={18} stroke={1.75} />
            </ActionIcon>
          </Tooltip>
        )}
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{until ? label : say('pause.hint')}</Menu.Label>
        <Menu.Item onClick={() => pause(new Date(Date.now() + HOUR_MS))}>{say('pause.hour')}</Menu.Item>
        <Menu.Item onClick={() => pause(new Date(Date.now() + 4 * HOUR_MS))}>{say('pause.four-hours')}</Menu.Item>
        <Menu.Item onClick={() => pause(tomorrowMorning(new Date()))}>{say('pause.tomorrow')}</Menu.Item>
        {until && <Menu.Item onClick={() => pause(null)}>{say('pause.end')}</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  );
}
