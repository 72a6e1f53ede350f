// Open answers: what customers wrote with their ratings, how it feels, what it is about; every count chooses, every answer opens its ticket.
import { Button, Skeleton, TextInput } from '@mantine/core';
import { IconSearch, IconX } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { get } from '../api/request.js';
import type { AnswersPage, AnswersSummary } from '../api/shapes.js';
import { Failed } from '../shell/edges.js';
import { useMe } from '../shell/people-names.js';
import { useWords } from '../words/words.js';
import { AnswerFacets } from './answer-facets.js';
import { AnswerFeelings } from './answer-feelings.js';
import { AnswerLine } from './answer-line.js';
import { type AnswerSearch, answerQuery, CHOICES, NO_CHOICE } from './answer-query.js';
import { AnswerThemes } from './answer-themes.js';
import styles from './answers.module.css';
import { CsvLink } from './filters.js';
import page from './reports-page.module.css';
import { countWords } from './spans.js';

interface Props {
  search: AnswerSearch;
  onChange: (next: AnswerSearch) => void;
}

export function AnswersTab({ search, onChange }: Props) {
  const { say, locale } = useWords();
  const own = useMe().agent.role === 'agent';
  const asked = answerQuery(search);
  const summary = useQuery({
    queryKey: ['answers-summary', asked],
    queryFn: ({ signal }) => get<AnswersSummary>(`/api/v1/answers/summary?${asked}`, signal),
    placeholderData: keepPreviousData,
  });
  const chosen = CHOICES.filter((name) => search[name]);
  if (summary.isError && !summary.data) return <Failed error={summary.error} reset={() => void summary.refetch()} />;
  return (
    <div className={page.body} data-stale={summary.isPlaceholderData || undefined} data-testid="answers">
      <div className={styles.line}>
        <SearchLine said={search.q ?? ''} onSearch={(q) => onChange({ q: q || undefined })} />
        {chosen.length > 0 && (
          <Button
            variant="subtle"
            size="xs"
            leftSection={<IconX size={14} />}
            onClick={() => onChange({ ...NO_CHOICE })}
          >
            {say('answers.all')}
          </Button>
        )}
        {!own && <CsvLink href={`/api/v1/answers/export.csv?${asked}`} />}
      </div>
      {summary.data ? (
        <>
          <p className={page.sentence} data-testid="answers-count">
            {say('answers.count', { count: summary.data.n, shown: countWords(summary.data.n, locale) })}
          </p>
          <AnswerFeelings summary={summary.data} search={search} onChange={onChange} />
        </>
      ) : (
        <Skeleton height={160} />
      )}
      <AnswerThemes search={search} onChange={onChange} />
      <div className={styles.halves}>
        {summary.data && <AnswerFacets summary={summary.data} search={search} onChange={onChange} />}
        <Answers asked={asked} own={own} />
      </div>
      <p className={page.small}>{say('answers.small')}</p>
    </div>
  );
}

function SearchLine({ said, onSearch }: { said: string; onSearch: (said: string) => void }) {
  const { say } = useWords();
  const [typed, setTyped] = useState(said);
  // Taken back elsewhere ("Show all"), it is taken back here.
  useEffect(() => setTyped(said), [said]);
  useEffect(() => {
    if (typed === said) return;
    const timer = setTimeout(() => onSearch(typed), 500);
    return () => clearTimeout(timer);
  }, [typed, said, onSearch]);
  return (
    <TextInput
      className={styles.search}
      size="xs"
      type="search"
      aria-label={say('answers.search')}
      placeholder={say('answers.search')}
      leftSection={<IconSearch size={15} stroke={1.75} />}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onKeyDown={(event) => event.key === 'Enter' && onSearch(typed)}
    />
  );
}

function Answers({ asked, own }: { asked: string; own: boolean }) {
  const { say } = useWords();
  const answers = useInfiniteQuery({
    queryKey: ['answers', asked],
    queryFn: ({ pageParam, signal }) =>
      get<AnswersPage>(`/api/v1/answers?${asked}&limit=30${pageParam ? `&cursor=${pageParam}` : ''}`, signal),
    initialPageParam: '',
    getNextPageParam: (one) => one.next ?? undefined,
    placeholderData: keepPreviousData,
  });
  const items = answers.data?.pages.flatMap((one) => one.items) ?? [];
  if (answers.isError && !answers.data) return <Failed error={answers.error} reset={() => void answers.refetch()} />;
  return (
    <section aria-label={say('answers.list')}>
      {answers.isPending && <Skeleton height={240} />}
      {answers.isSuccess && items.length === 0 && <p className={styles.none}>{say('answers.none')}</p>}
      <ol className={styles.list}>
        {items.map((answer) => (
          <AnswerLine key={answer.id} answer={answer} tagged={!own} />
        ))}
      </ol>
      {answers.hasNextPage && (
        <Button
          variant="default"
          size="xs"
          mt="sm"
          loading={answers.isFetchingNextPage}
          onClick={() => void answers.fetchNextPage()}
        >
          {say('rows.more')}
        </Button>
      )}
    </section>
  );
}
