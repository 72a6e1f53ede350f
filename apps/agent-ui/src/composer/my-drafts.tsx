// The list of one's own drafts: where one began to write and has not sent, the newest first.
import { Button, Modal } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { get } from '../api/request.js';
import { ChannelMark } from '../shell/channel-mark.js';
import { Failed, Waiting } from '../shell/edges.js';
import { contactName } from '../tickets/ticket-row.js';
import { listTime } from '../words/moments.js';
import { useWords } from '../words/words.js';
import styles from './my-drafts.module.css';

interface DraftItem {
  ticketId: string;
  mode: 'reply' | 'note';
  text: string;
  updatedAt: string;
  number: number;
  subject: string | null;
  channel: string;
  contact: string;
}
interface Page {
  items: DraftItem[];
  next: string | null;
}

export function MyDrafts({ onClose }: { onClose: () => void }) {
  const { say, locale } = useWords();
  const { view = 'open' } = useParams({ strict: false });
  const query = useInfiniteQuery({
    queryKey: ['my-drafts'],
    queryFn: ({ pageParam }) =>
      get<Page>(`/api/v1/drafts${pageParam ? `?cursor=${encodeURIComponent(pageParam)}` : ''}`),
    initialPageParam: '',
    getNextPageParam: (page: Page) => page.next ?? undefined,
    staleTime: 0,
  });
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Modal
      opened
      onClose={onClose}
      size={520}
      title={say('drafts.title')}
      closeButtonProps={{ 'aria-label': say('close') }}
    >
      {query.isPending && <Waiting />}
      {query.isError && <Failed error={query.error} reset={() => void query.refetch()} />}
      {query.data && items.length === 0 && <p>{say('drafts.none')}</p>}
      <ul className={styles.list}>
        {items.map((one) => (
          <li key={`${one.ticketId} ${one.mode}`}>
            <Link
              to="/inbox/$view/$ticketId"
              params={{ view, ticketId: one.ticketId }}
              className={styles.draft}
              onClick={onClose}
            >
              <ChannelMark kind={one.channel} size={17} />
              <span className={styles.words}>
                <strong>
                  {say('drafts.of', { name: contactName({ name: null, address: one.contact }), number: one.number })}
                </strong>
                <span>
                  {one.mode === 'note' && <IconLock size={12} aria-label={say('composer.note')} />} {one.text}
                </span>
              </span>
              <time dateTime={one.updatedAt}>{listTime(one.updatedAt, locale)}</time>
            </Link>
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <Button
          variant="subtle"
          size="xs"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {say('conversation.older')}
        </Button>
      )}
    </Modal>
  );
}
