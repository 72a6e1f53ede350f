// The ledger: everything that came in and what became of it; what failed can be read, downloaded and replayed.
import { Button, Drawer, Group, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { queryClient } from '../api/queries.js';
import { get, post } from '../api/request.js';
import type { LedgerItem, LedgerWhole, LedgerPage as Page } from '../api/shapes.js';
import { Failed, Teach, Waiting } from '../shell/edges.js';
import { fileSize, fullTime, listTime } from '../words/moments.js';
import { useWords } from '../words/words.js';
import styles from './mail-list.module.css';
import { Loaded, Mark, SettingsSection, useAction } from './parts.js';

const STATES = ['received', 'accepted', 'duplicate', 'dropped', 'quarantined', 'failed'] as const;
type State = (typeof STATES)[number];
const TONES: Record<State, 'good' | 'bad' | 'quiet'> = {
  received: 'quiet',
  accepted: 'good',
  duplicate: 'quiet',
  dropped: 'quiet',
  quarantined: 'bad',
  failed: 'bad',
};
const renew = () => queryClient.invalidateQueries({ queryKey: ['ledger'] });

export function LedgerPage() {
  const { say, locale } = useWords();
  const [state, setState] = useState<State | ''>('');
  const [typed, setTyped] = useState('');
  const [words] = useDebouncedValue(typed.trim(), 300);
  const [open, setOpen] = useState<string | null>(null);
  const list = useInfiniteQuery({
    queryKey: ['ledger', state, words],
    queryFn: ({ pageParam }) => {
      const query = new URLSearchParams({ limit: '50' });
      if (state) query.set('state', state);
      if (words) query.set('q', words);
      if (pageParam) query.set('cursor', pageParam);
      return get<Page>(`/api/v1/ledger?${query}`);
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 0,
  });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <SettingsSection title="settings.ledger" hint="ledger.hint">
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
      {list.isPending && <Waiting />}
      {list.isError && !list.data && <Failed error={list.error} reset={() => void list.refetch()} />}
      {list.data && items.length === 0 && <Teach title={say('ledger.none')} />}
      <ul className={styles.list}>
        {items.map((item) => (
          <li key={item.id}>
            <button type="button" onClick={() => setOpen(item.id)} data-testid="ledger-row">
              <strong>{item.summary?.from || say('customer.unknown')}</strong>
              <span>{item.summary?.subject || item.error || item.reason}</span>
              <State item={item} />
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
      {open && <Entry id={open} onClose={() => setOpen(null)} />}
    </SettingsSection>
  );
}

function State({ item }: { item: LedgerItem }) {
  const { say } = useWords();
  const state = STATES.find((each) => each === item.state) ?? 'received';
  return <Mark tone={TONES[state]}>{say(`ledger.${state}`)}</Mark>;
}

function Entry({ id, onClose }: { id: string; onClose: () => void }) {
  const { say, locale } = useWords();
  const { busy, run } = useAction();
  const query = useQuery({
    queryKey: ['ledger', 'one', id],
    queryFn: () => get<LedgerWhole>(`/api/v1/ledger/${id}`),
    staleTime: 0,
  });
  const replay = () =>
    run(async () => {
      await post(`/api/v1/ledger/${id}/replay`);
      await renew();
    }, 'ledger.replayed');
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={640}
      title={say('ledger.entry')}
      closeButtonProps={{ 'aria-label': say('close') }}
    >
      <Loaded query={query}>
        {(item) => (
          <article className={styles.mail}>
            <dl>
              <dt>{say('mail.from-label')}</dt>
              <dd>{item.summary?.from || '—'}</dd>
              <dt>{say('mail.subject-label')}</dt>
              <dd>{item.summary?.subject || '—'}</dd>
              <dt>{say('rows.when')}</dt>
              <dd>
                {fullTime(item.receivedAt, locale)} · {item.source} · {fileSize(item.size, locale)}
              </dd>
              <dt>{say('ledger.state')}</dt>
              <dd>
                <State item={item} /> {item.reason}
              </dd>
              {item.error && (
                <>
                  <dt>{say('ledger.error')}</dt>
                  <dd>{item.error}</dd>
                </>
              )}
            </dl>
            <Group gap="xs" my="sm">
              {(item.state === 'failed' || item.state === 'quarantined' || item.state === 'dropped') && (
                <Button size="xs" loading={busy} onClick={() => void replay()}>
                  {say('ledger.replay')}
                </Button>
              )}
              <Button size="xs" variant="default" component="a" href={`/api/v1/ledger/${item.id}/raw`} download>
                {say('file.download')}
              </Button>
              {item.ticketId && (
                <Link to="/inbox/$view/$ticketId" params={{ view: 'open', ticketId: item.ticketId }}>
                  {say('outbox.to-ticket')}
                </Link>
              )}
            </Group>
            <pre>
              {item.headers}
              {'\n\n'}
              {item.text}
              {!item.whole && `\n…`}
            </pre>
          </article>
        )}
      </Loaded>
    </Drawer>
  );
}
