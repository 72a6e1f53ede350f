// What somebody has bought: newest first, with its status, and the sum of it all in each currency.
import { Button } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { get } from '../api/request.js';
import type { components } from '../api/schema.js';
import { fullTime, shortDay } from '../words/moments.js';
import { useWords } from '../words/words.js';
import styles from './customer-card.module.css';

type Page = components['schemas']['OrderPage'];
type Order = components['schemas']['OrderView'];

export function money(amount: number, currency: string, locale: string): string {
  try {
    return new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      trailingZeroDisplay: 'stripIfInteger',
    } as object).format(amount);
  } catch {
    return `${amount} ${currency}`;
  }
}

export function Orders({ contactId }: { contactId: string }) {
  const { say, locale } = useWords();
  const query = useInfiniteQuery({
    queryKey: ['contact', contactId, 'orders'],
    queryFn: ({ pageParam }) =>
      get<Page>(`/api/v1/contacts/${contactId}/orders?limit=5${pageParam ? `&cursor=${pageParam}` : ''}`),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const orders = query.data?.pages.flatMap((page) => page.items) ?? [];
  if (orders.length === 0) return null;
  const sums = query.data?.pages[0]?.sums ?? [];
  const count = sums.reduce((all, one) => all + one.count, 0);
  return (
    <section data-testid="orders">
      <h3>
        {say('orders.title')}
        <span className={styles.aside}>
          {say('orders.count', { count })} · {sums.map((one) => money(one.amount, one.currency, locale)).join(' + ')}
        </span>
      </h3>
      <ul className={styles.orders}>
        {orders.map((order) => (
          <OneOrder key={order.id} order={order} />
        ))}
      </ul>
      {query.hasNextPage && (
        <Button
          size="compact-xs"
          variant="subtle"
          className={styles.quietButton}
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {say('orders.more')}
        </Button>
      )}
    </section>
  );
}

function OneOrder({ order }: { order: Order }) {
  const { say, locale } = useWords();
  const { number, externalId, status, amount, currency, placedAt, url, items, summary } = order;
  const name = number ?? externalId;
  return (
    <li>
      <span className={styles.orderTop}>
        {url ? (
          <a href={url} target="_blank" rel="noopener noreferrer">
            {name} <IconExternalLink size={13} stroke={1.75} aria-hidden="true" />
          </a>
        ) : (
          <strong>{name}</strong>
        )}
        <span className={styles.status}>{status}</span>
        <span className={styles.amount}>{money(amount, currency, locale)}</span>
      </span>
      <small>
        <time dateTime={placedAt} title={fullTime(placedAt, locale)}>
          {shortDay(placedAt, locale)}
        </time>
        {items !== null && ` · ${say('orders.items', { count: items })}`}
        {summary && ` · ${summary}`}
      </small>
    </li>
  );
}
