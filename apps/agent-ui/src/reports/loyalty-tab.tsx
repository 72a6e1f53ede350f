// Loyalty: whether customers stay, what they are worth, and whether satisfaction goes with it; every figure opens its people.
import { NativeSelect, Skeleton } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { get } from '../api/request.js';
import type { Loyalty } from '../api/shapes.js';
import { Failed } from '../shell/edges.js';
import { useWords } from '../words/words.js';
import { CohortTable } from './cohort-table.js';
import styles from './loyalty.module.css';
import { LoyaltyBack } from './loyalty-back.js';
import { LoyaltyDrawer, type OpenedLoyalty } from './loyalty-drawer.js';
import { LoyaltyMonths } from './loyalty-months.js';
import { LoyaltyTiles } from './loyalty-tiles.js';
import page from './reports-page.module.css';
import { countWords } from './spans.js';

const GONE = ['30', '60', '90', '180', '365'];

interface Props {
  search: { gone?: string | undefined; currency?: string | undefined };
  onChange: (next: { gone?: string | undefined; currency?: string | undefined }) => void;
}

export function LoyaltyTab({ search, onChange }: Props) {
  const { say, locale } = useWords();
  const [open, setOpen] = useState<OpenedLoyalty | null>(null);
  const asked = new URLSearchParams(
    Object.entries({ gone: search.gone ?? '', currency: search.currency ?? '' }).filter(([, value]) => value),
  ).toString();
  const report = useQuery({
    queryKey: ['loyalty', asked],
    queryFn: ({ signal }) => get<Loyalty>(`/api/v1/loyalty?${asked}`, signal),
    placeholderData: keepPreviousData,
  });
  const { data } = report;
  if (report.isError && !data) return <Failed error={report.error} reset={() => void report.refetch()} />;
  if (!data)
    return (
      <div className={page.body} aria-hidden="true">
        <Skeleton height={120} mb="lg" />
        <Skeleton height={300} />
      </div>
    );
  if (!data.currency)
    return (
      <div className={page.body} data-testid="loyalty">
        <h2 className={styles.none}>{say('loyalty.none')}</h2>
        <p className={styles.words}>{say('loyalty.none-how')}</p>
        <p className={styles.words}>
          <Link to="/settings/$page" params={{ page: 'imports' }}>
            {say('loyalty.import')}
          </Link>
        </p>
      </div>
    );
  const leftOut = data.currencies.find((one) => one.currency === data.currency)?.leftOut ?? 0;
  const leftOutWords = say('loyalty.left-out', { count: leftOut, shown: countWords(leftOut, locale) });
  return (
    <div className={page.body} data-stale={report.isPlaceholderData || undefined} data-testid="loyalty">
      <div className={styles.choose}>
        <NativeSelect
          size="xs"
          label={say('loyalty.gone')}
          value={String(data.gone)}
          onChange={(event) => onChange({ gone: event.target.value === '90' ? undefined : event.target.value })}
          data={[...new Set([...GONE, String(data.gone)])].map((days) => ({
            value: days,
            label: say('loyalty.days', { count: Number(days) }),
          }))}
        />
        {data.currencies.length > 1 && (
          <NativeSelect
            size="xs"
            label={say('loyalty.currency')}
            value={data.currency}
            onChange={(event) => onChange({ currency: event.target.value })}
            data={data.currencies.map((one) => one.currency)}
          />
        )}
      </div>
      <LoyaltyTiles report={data} onOpen={setOpen} />
      <LoyaltyMonths report={data} onOpen={setOpen} />
      <CohortTable report={data} onOpen={setOpen} />
      <LoyaltyBack report={data} onOpen={setOpen} />
      <p className={page.small}>
        {say('loyalty.small', { zone: data.timeZone, days: say('loyalty.days', { count: data.gone }) })}{' '}
        {leftOut > 0 && (
          <button
            type="button"
            className={styles.out}
            onClick={() =>
              setOpen({ figure: 'loyalty.out.orders', name: say('loyalty.out'), definition: leftOutWords })
            }
          >
            {leftOutWords}
          </button>
        )}
      </p>
      {open && <LoyaltyDrawer {...open} asked={asked} currency={data.currency} onClose={() => setOpen(null)} />}
    </div>
  );
}
