// The companies whose people write to us, by name.
import { Button, Loader, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconBuilding, IconPlus, IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { get } from '../api/request.js';
import type { components } from '../api/schema.js';
import { Failed, Teach, Waiting } from '../shell/edges.js';
import { countWords } from '../shell/rail-entry.js';
import { useWords } from '../words/words.js';
import styles from './directory.module.css';
import { DirectoryPage } from './directory-page.js';

type Page = components['schemas']['CompanyPage'];
const CompanyModal = lazy(() => import('./company-modal.js').then((m) => ({ default: m.CompanyModal })));

export function CompaniesPage() {
  const { say, locale } = useWords();
  const [typed, setTyped] = useState('');
  const [making, setMaking] = useState(false);
  const [q] = useDebouncedValue(typed.trim(), 250);
  const query = useInfiniteQuery({
    queryKey: ['companies', 'list', q],
    queryFn: ({ pageParam, signal }) => {
      const ask = new URLSearchParams({ ...(q ? { q } : {}), ...(pageParam ? { cursor: pageParam } : {}) });
      return get<Page>(`/api/v1/companies?${ask}`, signal);
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const companies = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <DirectoryPage page="companies">
      <div className={styles.filters}>
        <TextInput
          className={styles.find}
          leftSection={<IconSearch size={16} stroke={1.75} />}
          aria-label={say('companies.find')}
          placeholder={say('companies.find')}
          value={typed}
          rightSection={query.isFetching && !query.isFetchingNextPage ? <Loader size={14} color="gray" /> : null}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button leftSection={<IconPlus size={16} />} onClick={() => setMaking(true)}>
          {say('companies.add')}
        </Button>
      </div>
      {query.isError && companies.length === 0 ? (
        <Failed error={query.error} reset={() => void query.refetch()} />
      ) : query.isPending ? (
        <Waiting />
      ) : companies.length === 0 ? (
        <Teach title={say('companies.none')} words={say('companies.none-hint')} />
      ) : (
        <ul className={styles.rows} data-testid="companies">
          {companies.map((one) => (
            <li key={one.id}>
              <Link to="/companies/$companyId" params={{ companyId: one.id }} className={styles.row}>
                <IconBuilding size={20} stroke={1.5} aria-hidden="true" />
                <span className={styles.who}>
                  <strong>{one.name}</strong>
                  <small>{one.domains.join(', ')}</small>
                </span>
                <span className={styles.what} />
                <span className={styles.when}>
                  {one.people > 1000 ? countWords(1000, true, locale) : say('companies.people', { count: one.people })}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {say('people.more')}
        </Button>
      )}
      <Suspense>{making && <CompanyModal company={null} onClose={() => setMaking(false)} />}</Suspense>
    </DirectoryPage>
  );
}
