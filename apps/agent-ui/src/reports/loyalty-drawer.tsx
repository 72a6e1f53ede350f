// Behind a figure of loyalty: its definition and the customers that it counts.
import { Button, Drawer, Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { get } from '../api/request.js';
import type { LoyaltyRows } from '../api/shapes.js';
import { Failed } from '../shell/edges.js';
import { fullTime } from '../words/moments.js';
import { useWords } from '../words/words.js';
import { moneyWords } from './loyalty-words.js';
import styles from './rows-drawer.module.css';

export interface OpenedLoyalty {
  figure: string;
  name: string;
  definition: string;
}

export function LoyaltyDrawer({
  figure,
  name,
  definition,
  asked,
  currency,
  onClose,
}: OpenedLoyalty & { asked: string; currency: string; onClose: () => void }) {
  const { say, locale } = useWords();
  const rows = useInfiniteQuery({
    queryKey: ['loyalty-rows', figure, asked],
    queryFn: ({ pageParam, signal }) =>
      get<LoyaltyRows>(
        `/api/v1/loyalty/rows?${asked}&figure=${figure}${pageParam ? `&after=${pageParam}` : ''}`,
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: (one) => one.next ?? undefined,
  });
  const items = rows.data?.pages.flatMap((one) => one.items) ?? [];
  const back = figure.startsWith('loyalty.back.');
  const answers = back || figure === 'loyalty.out.strangers' || figure === 'loyalty.out.young';
  // A figure over several months counts a customer once for each.
  const counted = /^loyalty\.(left|kept|value)$/.test(figure);
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={520}
      title={name}
      closeButtonProps={{ 'aria-label': say('close') }}
      classNames={{ title: styles.title }}
    >
      <p className={styles.definition}>{definition}</p>
      {rows.isError && !rows.data && <Failed error={rows.error} reset={() => void rows.refetch()} />}
      {rows.isPending && <Skeleton height={160} />}
      {rows.isSuccess && items.length === 0 && <p className={styles.definition}>{say('loyalty.nobody')}</p>}
      {items.length > 0 && (
        <table className={styles.rows} data-testid="loyalty-rows">
          <thead>
            <tr>
              <th scope="col">{say('loyalty.customer')}</th>
              <th scope="col">{say('loyalty.orders')}</th>
              <th scope="col">{say('loyalty.sum')}</th>
              <th scope="col">{say(answers ? 'loyalty.answered' : 'loyalty.last-order')}</th>
              {back && <th scope="col">{say('loyalty.came-back')}</th>}
              {counted && <th scope="col">{say('loyalty.counted')}</th>}
            </tr>
          </thead>
          <tbody>
            {items.map((row) => (
              <tr key={row.contactId}>
                <td>
                  <Link to="/people/$contactId" params={{ contactId: row.contactId }}>
                    {row.name ?? say('answers.nameless')}
                  </Link>
                </td>
                <td>{row.orders}</td>
                <td>{moneyWords(row.amount, currency, locale)}</td>
                <td>{fullTime(row.at, locale)}</td>
                {counted && <td>{row.counted}</td>}
                {back && <td>{say(row.back === 'yes' ? 'loyalty.yes' : 'loyalty.no')}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {rows.hasNextPage && (
        <Button
          variant="default"
          size="xs"
          mt="sm"
          loading={rows.isFetchingNextPage}
          onClick={() => void rows.fetchNextPage()}
        >
          {say('rows.more')}
        </Button>
      )}
    </Drawer>
  );
}
