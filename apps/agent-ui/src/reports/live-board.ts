// What the live board shows: asked again when the wire says that something moved, at most once a second; and how old it is.
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { get } from '../api/request.js';
import type { Live } from '../api/shapes.js';
import { onNews, tryNow, useConnection } from '../live/desk-socket.js';
import { useNow } from '../words/moments.js';
import { spanWords } from './spans.js';

/** Also asked this often, lest news was lost: the desk looks once for all screens. */
const CALM_MS = 60_000;
const AGAIN_MS = 5_000;
const GATHER_MS = 800;
/** Older than this is said. */
export const OLD_MS = 90_000;
/** A second of ours that took this long: the machine slept. */
const SLEPT_MS = 20_000;

export interface LiveBoard {
  data: Live | undefined;
  error: Error | null;
  /** When the figures came, by the clock here. */
  cameAt: number;
  /** Not to be trusted any more. */
  old: boolean;
  lost: boolean;
  /** How long the one who waits longest waits, by the desk's own clock. */
  longestMs: number | null;
  again: () => void;
}

export function useLiveBoard(): LiveBoard {
  const connection = useConnection();
  const now = useNow(1000);
  const { data, error, dataUpdatedAt, refetch } = useQuery({
    queryKey: ['live-board'],
    queryFn: ({ client, signal }) => {
      const known = client.getQueryState(['live-board'])?.dataUpdateCount ?? 0;
      return get<Live>(`/api/v1/reports/live?after=${known > 0 ? 'news' : 'anything'}`, signal);
    },
    networkMode: 'always',
    retry: false,
    refetchInterval: (query) => (query.state.status === 'error' || query.state.error ? AGAIN_MS : CALM_MS),
    refetchIntervalInBackground: true,
  });

  useEffect(() => {
    let due: ReturnType<typeof setTimeout> | null = null;
    const ask = () => {
      due ??= setTimeout(() => {
        due = null;
        void refetch({ cancelRefetch: false });
      }, GATHER_MS);
    };
    const stop = onNews(['figures.changed', 'counts.changed', 'agents.presence'], ask);
    const wake = () => document.visibilityState === 'visible' && ask();
    document.addEventListener('visibilitychange', wake);
    window.addEventListener('online', ask);
    return () => {
      stop();
      if (due) clearTimeout(due);
      document.removeEventListener('visibilitychange', wake);
      window.removeEventListener('online', ask);
    };
  }, [refetch]);

  // After a sleep the wire looks alive and is not.
  useEffect(() => {
    let last = Date.now();
    const timer = setInterval(() => {
      const slept = Date.now() - last > SLEPT_MS;
      last = Date.now();
      if (!slept) return;
      tryNow();
      void refetch();
    }, 1000);
    return () => clearInterval(timer);
  }, [refetch]);

  const lost = connection === 'lost';
  useEffect(() => {
    if (!lost) void refetch({ cancelRefetch: false });
  }, [lost, refetch]);

  const old = data !== undefined && now - dataUpdatedAt > OLD_MS;
  const since = data?.waiting.oldestSince;
  const passed = old ? 0 : Math.max(0, now - dataUpdatedAt);
  return {
    ...{ data, error, old, lost, cameAt: dataUpdatedAt },
    longestMs: data && since ? Math.max(0, Date.parse(data.madeAt) - Date.parse(since)) + passed : null,
    again: () => void refetch(),
  };
}

/** 4:05, 1:04:05, for what ticks; after a day nobody counts seconds. */
export function ticking(milliseconds: number, locale: string): string {
  const seconds = Math.floor(milliseconds / 1000);
  if (seconds >= 86_400) return spanWords(seconds, locale);
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
