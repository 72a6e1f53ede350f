// Everybody who writes to us or has bought from us: by name or address, by segment, by company, page by page.
import { Button, Loader, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { get } from '../api/request.js';
import type { components } from '../api/schema.js';
import { ChannelMark, useChannelName } from '../shell/channel-mark.js';
import { Failed, Teach, Waiting } from '../shell/edges.js';
import { Face } from '../shell/faces.js';
import { shortDay } from '../words/moments.js';
import { useWords } from '../words/words.js';
import styles from './directory.module.css';
import { DirectoryPage } from './directory-page.js';
import { useCardName } from './short-card.js';

type Page = components['schemas']['PeoplePage'];
type Person = components['schemas']['PersonItem'];
export type Segment = components['schemas']['SegmentView'];

export function PeoplePage() {
  const { say } = useWords();
  const navigate = useNavigate();
  const { q = '', segment, company } = useSearch({ from: '/desk/people' });
  const [typed, setTyped] = useState(q);
  const [settled] = useDebouncedValue(typed.trim(), 250);
  const segments = useQuery({ queryKey: ['segments'], queryFn: () => get<Segment[]>('/api/v1/segments') }).data ?? [];
  const ask = new URLSearchParams({
    ...(settled.length > 1 ? { q: settled } : {}),
    ...(segment ? { segmentId: segment } : {}),
    ...(company ? { companyId: company } : {}),
  });
  const query = useInfiniteQuery({
    queryKey: ['people', ask.toString()],
    queryFn: ({ pageParam, signal }) =>
      get<Page>(`/api/v1/people?${ask}${pageParam ? `&before=${pageParam}` : ''}`, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address follows the box, once it has come to rest
  useEffect(() => {
    if (settled !== q)
      void navigate({ to: '/people', search: (old) => ({ ...old, q: settled || undefined }), replace: true });
  }, [settled]);
  const people = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <DirectoryPage page="people">
      <div className={styles.filters}>
        <TextInput
          className={styles.find}
          leftSection={<IconSearch size={16} stroke={1.75} />}
          aria-label={say('people.find')}
          placeholder={say('people.find')}
          value={typed}
          rightSection={query.isFetching && !query.isFetchingNextPage ? <Loader size={14} color="gray" /> : null}
          onChange={(event) => setTyped(event.target.value)}
        />
        {segments.length > 0 && (
          <Select
            aria-label={say('people.segment')}
            placeholder={say('people.segment')}
            data={segments.map((one) => ({ value: one.id, label: one.name }))}
            value={segment ?? null}
            clearable
            onChange={(next) =>
              void navigate({ to: '/people', search: (old) => ({ ...old, segment: next ?? undefined }) })
            }
          />
        )}
      </div>
      {query.isError && people.length === 0 ? (
        <Failed error={query.error} reset={() => void query.refetch()} />
      ) : query.isPending ? (
        <Waiting />
      ) : people.length === 0 ? (
        <Teach title={say('people.nobody')} words={say('people.nobody-hint')} />
      ) : (
        <ul className={styles.rows} data-testid="people">
          {people.map((person) => (
            <Row key={person.id} person={person} />
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {say('people.more')}
        </Button>
      )}
    </DirectoryPage>
  );
}

function Row({ person }: { person: Person }) {
  const { say, locale } = useWords();
  const name = useCardName()(person);
  const channelName = useChannelName();
  const seen = person.lastSeenAt;
  return (
    <li>
      <Link to="/people/$contactId" params={{ contactId: person.id }} className={styles.row}>
        <Face id={person.id} name={name} size={32} hint="" />
        <span className={styles.who}>
          <strong>{name}</strong>
          <small>
            {person.identities.slice(0, 2).map((one) => (
              <span key={`${one.kind} ${one.address}`}>
                <ChannelMark kind={one.kind} size={13} />{' '}
                {one.username ? `@${one.username}` : one.kind === 'visitor' ? channelName('chat') : one.address}
              </span>
            ))}
          </small>
        </span>
        <span className={styles.what}>{person.company?.name}</span>
        <span className={styles.when}>
          {person.blocked ? say('people.blocked') : seen ? <time dateTime={seen}>{shortDay(seen, locale)}</time> : ''}
        </span>
      </Link>
    </li>
  );
}
