// One company: its fields, what colleagues noted, its people and what they wrote about.
import { Button } from '@mantine/core';
import { IconBuilding, IconPencil } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { get, patch } from '../api/request.js';
import type { components } from '../api/schema.js';
import { takeAnswer } from '../live/take-news.js';
import { Failed, Waiting } from '../shell/edges.js';
import { tellRefusal } from '../shell/notices.js';
import { useWords } from '../words/words.js';
import card from './customer-card.module.css';
import styles from './directory.module.css';
import { DirectoryPage } from './directory-page.js';
import { fieldsQuery, living } from './field-queries.js';
import { Earlier } from './history.js';
import { OwnFields } from './own-fields.js';
import { PersonNotes } from './person-notes.js';
import { CardLine } from './short-card.js';

type Company = components['schemas']['CompanyCard'];
type People = components['schemas']['PeoplePage'];
const CompanyModal = lazy(() => import('./company-modal.js').then((m) => ({ default: m.CompanyModal })));

export function CompanyPage() {
  const { companyId } = useParams({ from: '/desk/companies/$companyId' });
  const query = useQuery({
    queryKey: ['company', companyId],
    queryFn: () => get<Company>(`/api/v1/companies/${companyId}`),
  });
  return (
    <DirectoryPage page="companies" card>
      {query.data ? (
        <Whole key={companyId} company={query.data} />
      ) : query.isError ? (
        <Failed error={query.error} reset={() => void query.refetch()} />
      ) : (
        <Waiting />
      )}
    </DirectoryPage>
  );
}

function Whole({ company }: { company: Company }) {
  const { say } = useWords();
  const [editing, setEditing] = useState(false);
  const definitions = living(useQuery(fieldsQuery).data, 'company');
  const save = async (key: string, value: unknown) => {
    try {
      const now = await patch<Company>(`/api/v1/companies/${company.id}`, { fields: { [key]: value } });
      takeAnswer(['company', company.id], now);
    } catch (error) {
      tellRefusal(error);
      throw error;
    }
  };
  return (
    <div className={card.card} data-page data-testid="company-card">
      <div className={styles.title}>
        <IconBuilding size={28} stroke={1.5} aria-hidden="true" />
        <h1>{company.name}</h1>
        <Button variant="default" leftSection={<IconPencil size={15} />} onClick={() => setEditing(true)}>
          {say('edit')}
        </Button>
      </div>
      <h2 className="visually-hidden">{say('companies.about')}</h2>
      <div className={card.parts}>
        <div>
          <section>
            <h3>{say('companies.domains')}</h3>
            <p className={card.hint}>{company.domains.join(', ') || say('companies.no-domains')}</p>
          </section>
          {definitions.length > 0 && (
            <section>
              <h3>{say('companies.about')}</h3>
              <OwnFields definitions={definitions} values={company.fields} save={save} />
            </section>
          )}
          <PersonNotes of="company" id={company.id} />
        </div>
        <div>
          <PeopleOf companyId={company.id} />
          <Earlier owner={['company', company.id]} path={`/api/v1/companies/${company.id}/tickets?`} besides={null} />
        </div>
      </div>
      <Suspense>{editing && <CompanyModal company={company} onClose={() => setEditing(false)} />}</Suspense>
    </div>
  );
}

function PeopleOf({ companyId }: { companyId: string }) {
  const { say } = useWords();
  const query = useInfiniteQuery({
    queryKey: ['people', 'company', companyId],
    queryFn: ({ pageParam }) =>
      get<People>(`/api/v1/people?companyId=${companyId}&limit=10${pageParam ? `&before=${pageParam}` : ''}`),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const people = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section data-testid="company-people">
      <h3>{say('people.title')}</h3>
      {query.isSuccess && people.length === 0 && <p className={card.hint}>{say('companies.nobody')}</p>}
      <ul className={card.plain}>
        {people.map((person) => (
          <li key={person.id}>
            <Link to="/people/$contactId" params={{ contactId: person.id }} className={card.earlier}>
              <CardLine card={person} />
            </Link>
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <Button
          size="compact-xs"
          variant="subtle"
          className={card.quietButton}
          onClick={() => void query.fetchNextPage()}
        >
          {say('people.more')}
        </Button>
      )}
    </section>
  );
}
