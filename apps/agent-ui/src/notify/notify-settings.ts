// How I want to hear, as the desk keeps it; changed at once and taken back if it refuses.
import type { NotificationKind } from '@otklik/contract';
import { queryOptions } from '@tanstack/react-query';
import { queryClient } from '../api/queries.js';
import { get, patch } from '../api/request.js';
import type { NotifySettingsView } from '../api/shapes.js';
import { takeAnswer, takeNews } from '../live/take-news.js';
import { tellRefusal } from '../shell/notices.js';

export const WAYS = ['app', 'desktop', 'sound', 'push', 'mail'] as const;
export type Way = (typeof WAYS)[number];
export type Grid = Record<NotificationKind, Record<Way, boolean>>;

export type NotifySettings = Omit<NotifySettingsView, 'grid'> & { grid: Grid };

export const settingsQuery = queryOptions({
  queryKey: ['notify-settings'],
  queryFn: () => get<NotifySettings>('/api/v1/notifications/settings'),
});

let saving: Promise<unknown> = Promise.resolve();

/** One after the other, so that two quick clicks cannot overtake each other. */
export function changeSettings(change: Partial<NotifySettings>): Promise<void> {
  const { queryKey } = settingsQuery;
  const before = queryClient.getQueryData(queryKey);
  takeNews<NotifySettings>(queryKey, (known) => ({ ...known, ...change }));
  const mine = saving
    .then(() => patch<NotifySettings>('/api/v1/notifications/settings', change))
    .then((saved) => {
      if (saving === mine) takeAnswer(queryKey, saved);
    })
    .catch((error) => {
      if (before) takeAnswer(queryKey, before);
      // What was seen here before may be older than what the desk keeps.
      void queryClient.invalidateQueries({ queryKey });
      tellRefusal(error);
    });
  saving = mine;
  return mine;
}
