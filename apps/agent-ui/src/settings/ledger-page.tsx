// The ledger: everything that came in and what became of it; what failed can be read, downloaded and replayed.
import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { get } from '../api/request.js';
import type { LedgerPage as Page } from '../api/shapes.js';
import { Failed, Teach, Waiting } from '../shell/edges.js';
import { listTime } from '../words/moments.js';
import { useWords } from '../words/words.js';
import { connectionsQuery } from './connections-page.js';
import { ReplayAll } from './ledger-replay.js';
import { LedgerRetention } from './ledger-retention.js';
import { LedgerState, STATES, type State } from './ledger-state.js';
import styles from './mail-list.module.css';
import { SettingsSection } from './parts.js';

const LedgerEntry = lazy(() => import('./ledger-entry.js').then((m) => ({ default: m.LedgerEntry })));

export function LedgerPage() {
  const { say, locale } = useWords();
  const [state, setState] = useState<State | ''>('');
  const [typed, setTyped] = useState('');
  const [words] = useDebouncedValue(typed.trim(), 300);
  const [connectionId, setConnectionId] = useState('');
  const [days, setDays] = useState({ from: '', to: '' });
  const [open, setOpen] = useState<string | null>(null);
  const connections = useQuery(connectionsQuery).data ?? [];
  const filtered = state || words || connectionId || days.from || days.to;
  const clear = () => {
    setState('');
    setTyped('');
    setConnectionId('');
    setDays({ from: '', to: '' });
  };
  const list = useInfiniteQuery({
    queryKey: ['ledger', 'list', state, words, connectionId, days.from, days.to],
    queryFn: ({ pageParam }) => {
      const query = new URLSearchParams({ limit: '50' });
      if (state) query.set('state', state);
      if (words) query.set('q', words);
      if (connectionId) query.set('connectionId', connectionId);
      if (days.from) query.set('from', instantOf(days.from, 0));
      if (days.to) query.set('to', instantOf(days.to, 1));
      if (pageParam) query.set('cursor', pageParam);
      return get<Page>(`/api/v1/ledger?${query}`);
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 0,
  });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <SettingsSection title="settings.ledger" hint="ledger.hint" action={<ReplayAll />}>
      <Group mb="sm" gap="xs">
        <NativeSelect
          size="xs"
          aria-label={say('ledger.state')}
          value={state}
          onChange={(event) => setState(event.target.value as State | '')}
          data={[
            { value: '', label: say('ledger.all') },
            ...STATES.map((each) => ({ value: each, label: say(`ledger.${each}`) })),
          ]}
        />
        <TextInput
          size="xs"
          flex={1}
          aria-label={say('ledger.find')}
          placeholder={say('ledger.find')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </Group>
      <Group mb="sm" gap="xs" className={styles.days}>
        <NativeSelect
          size="xs"
          aria-label={say('ledger.connection')}
          value={connectionId}
          onChange={(event) => setConnectionId(event.target.value)}
          data={[
            { value: '', label: say('ledger.any-connection') },
            ...connections.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        {(['from', 'to'] as const).map((end) => (
          <div key={end} className={styles.day}>
            <span aria-hidden="true">{say(`ledger.${end}`)}</span>
            <TextInput
              size="xs"
              type="date"
              aria-label={say(`ledger.${end}`)}
              value={days[end]}
              onChange={(event) => setDays({ ...days, [end]: event.target.value })}
            />
          </div>
        ))}
        {filtered && (
          <Button size="xs" variant="subtle" color="gray" onClick={clear}>
            {say('ledger.clear')}
          </Button>
        )}
      </Group>
      {list.isPending && <Waiting />}
      {list.isError && !list.data && <Failed error={list.error} reset={() => void list.refetch()} />}
      {list.data && items.length === 0 && <Teach title={say('ledger.none')} />}
      <ul className={styles.list}>
        {items.map((item) => (
          <li key={item.id}>
            <button type="button" onClick={() => setOpen(item.id)} data-testid="ledger-row">
              <strong>{item.summary?.from || say('customer.unknown')}</strong>
              <span>{item.summary?.subject || item.error || item.reason}</span>
              <LedgerState item={item} />
              <time dateTime={item.receivedAt}>{listTime(item.receivedAt, locale)}</time>
            </button>
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button variant="default" size="xs" onClick={() => void list.fetchNextPage()}>
          {say('rows.more')}
        </Button>
      )}
      <LedgerRetention />
      <Suspense>{open && <LedgerEntry id={open} onClose={() => setOpen(null)} />}</Suspense>
    </SettingsSection>
  );
}

/** The local midnight with which a day begins, `after` days later. */
function instantOf(day: string, after: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + after).toISOString();
}
