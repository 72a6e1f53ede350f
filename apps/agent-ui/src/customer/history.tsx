// All that somebody wrote to us about, over every channel, page by page; and how they found it.
import { Button } from '@mantine/core';
import type { TicketRow } from '@otklik/contract';
import { IconThumbDown, IconThumbUp } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { get } from '../api/request.js';
import type { components } from '../api/schema.js';
import type { TicketPage } from '../api/shapes.js';
import { stateWord } from '../conversation/event-words.js';
import { ChannelMark } from '../shell/channel-mark.js';
import { Hint } from '../shell/hints.js';
import { useView } from '../tickets/inbox-page.js';
import { contactName } from '../tickets/ticket-row.js';
import { shortDay } from '../words/moments.js';
import { useWords } from '../words/words.js';
import styles from './customer-card.module.css';

type Summary = components['schemas']['CustomerHistory'];

const useSummary = (contactId: string) =>
  useQuery({
    queryKey: ['contact', contactId, 'tickets', 'summary'],
    queryFn: () => get<Summary>(`/api/v1/contacts/${contactId}/history`),
  }).data;

/** First and last seen, in one quiet line. */
export function Seen({ contactId, lastSeenAt }: { contactId: string; lastSeenAt: string | null }) {
  const { say, locale } = useWords();
  const summary = useSummary(contactId);
  if (!summary?.firstAt) return null;
  const last = lastSeenAt ?? summary.lastAt ?? summary.firstAt;
  return (
    <p className={styles.hint} data-testid="seen">
      {say('customer.seen', { first: shortDay(summary.firstAt, locale), last: shortDay(last, locale) })}
    </p>
  );
}

export function Ratings({ contactId }: { contactId: string }) {
  const { say, locale } = useWords();
  const view = useView();
  const summary = useSummary(contactId);
  if (!summary || summary.rated === 0) return null;
  return (
    <section data-testid="ratings">
      <h3>
        {say('customer.ratings')}
        <span className={styles.aside}>{say('customer.rated-good', { good: summary.good, count: summary.rated })}</span>
      </h3>
      <ul className={styles.plain}>
        {summary.ratings.slice(0, 6).map(({ ticketId, number, rating, at }) => {
          const Icon = rating.good ? IconThumbUp : IconThumbDown;
          return (
            <li key={ticketId} className={styles.rating} data-good={rating.good}>
              <Icon size={16} stroke={1.75} aria-hidden="true" />
              <span>
                {say('row.rated', { score: rating.score, max: rating.max })}
                {rating.comment && <q>{rating.comment}</q>}
              </span>
              <Hint label={say('number.of', { number })}>
                <Link to="/inbox/$view/$ticketId" params={{ view, ticketId }} className={styles.when}>
                  <time dateTime={at}>{shortDay(at, locale)}</time>
                </Link>
              </Hint>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** `path`: whose tickets; `besides`: the one that is open already. */
export function Earlier({ owner, path, besides }: { owner: [string, string]; path: string; besides: string | null }) {
  const { say } = useWords();
  const query = useInfiniteQuery({
    queryKey: [...owner, 'tickets', 'pages'],
    queryFn: ({ pageParam }) => get<TicketPage>(`${path}limit=10${pageParam ? `&cursor=${pageParam}` : ''}`),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const tickets = (query.data?.pages.flatMap((page) => page.items) ?? []).filter((one) => one.id !== besides);
  return (
    <section data-testid="earlier">
      <h3>{say(besides ? 'customer.earlier' : 'customer.tickets')}</h3>
      {tickets.length === 0 ? (
        query.isSuccess && <p className={styles.hint}>{say(besides ? 'customer.first-time' : 'customer.no-tickets')}</p>
      ) : (
        <ul className={styles.plain}>
          {tickets.map((ticket) => (
            <One key={ticket.id} ticket={ticket} named={owner[0] === 'company'} />
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <Button
          size="compact-xs"
          variant="subtle"
          className={styles.quietButton}
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {say('customer.older-tickets')}
        </Button>
      )}
    </section>
  );
}

function One({ ticket, named }: { ticket: TicketRow; named: boolean }) {
  const { say, locale } = useWords();
  const view = useView();
  return (
    <li>
      <Link
        to="/inbox/$view/$ticketId"
        params={{ view, ticketId: ticket.id }}
        search={(before) => before}
        className={styles.earlier}
      >
        <ChannelMark kind={ticket.channel} size={15} />
        <span>
          {ticket.subject || ticket.preview || say('number.of', { number: ticket.number })}
          <small>
            {named && `${contactName(ticket.contact)} · `}
            {say(stateWord(ticket.state))} · {shortDay(ticket.openedAt, locale)}
            {ticket.rating && ` · ${say('row.rated', { score: ticket.rating.score, max: ticket.rating.max })}`}
          </small>
        </span>
      </Link>
    </li>
  );
}
