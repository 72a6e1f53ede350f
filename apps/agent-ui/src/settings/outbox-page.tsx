// The outbox: mails that were kept because no relay is set up, to read and to send later.
import { Button, Drawer } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { queryClient } from '../api/queries.js';
import { get, post } from '../api/request.js';
import type { OutboxMail, OutboxPage as Page, SentKeptMails } from '../api/shapes.js';
import { MailFrame } from '../conversation/mail-frame.js';
import { Failed, Teach, Waiting } from '../shell/edges.js';
import { tell } from '../shell/notices.js';
import { fileSize, fullTime, listTime } from '../words/moments.js';
import { useWords } from '../words/words.js';
import styles from './mail-list.module.css';
import { Loaded, SettingsSection, useAction, Warning } from './parts.js';

export function OutboxPage() {
  const { say, locale } = useWords();
  const [open, setOpen] = useState<string | null>(null);
  const { busy, run } = useAction();
  const list = useInfiniteQuery({
    queryKey: ['outbox'],
    queryFn: ({ pageParam }) =>
      get<Page>(`/api/v1/outbox?${new URLSearchParams({ limit: '50', ...(pageParam ? { cursor: pageParam } : {}) })}`),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 0,
  });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const relay = list.data?.pages[0]?.relay ?? false;
  const send = () =>
    run(async () => {
      const { queued, kept } = await post<SentKeptMails>('/api/v1/outbox/send');
      tell(say('outbox.sent', { queued, kept }));
      await queryClient.invalidateQueries({ queryKey: ['outbox'] });
    });
  return (
    <SettingsSection
      title="settings.outbox"
      hint="outbox.hint"
      action={
        relay && items.length > 0 ? (
          <Button loading={busy} onClick={() => void send()}>
            {say('outbox.send')}
          </Button>
        ) : undefined
      }
    >
      {list.isPending && <Waiting />}
      {list.isError && !list.data && <Failed error={list.error} reset={() => void list.refetch()} />}
      {list.data && !relay && items.length > 0 && <Warning>{say('outbox.no-relay')}</Warning>}
      {list.data && items.length === 0 && <Teach title={say('outbox.none')} words={say('outbox.none-hint')} />}
      <ul className={styles.list} data-plain>
        {items.map((mail) => (
          <li key={mail.id}>
            <button type="button" onClick={() => setOpen(mail.id)} data-testid="kept-mail">
              <strong>{mail.to.join(', ')}</strong>
              <span>{mail.subject}</span>
              <time dateTime={mail.at}>{listTime(mail.at, locale)}</time>
            </button>
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button variant="default" size="xs" onClick={() => void list.fetchNextPage()}>
          {say('rows.more')}
        </Button>
      )}
      {open && <Mail id={open} onClose={() => setOpen(null)} />}
    </SettingsSection>
  );
}

function Mail({ id, onClose }: { id: string; onClose: () => void }) {
  const { say, locale } = useWords();
  const query = useQuery({ queryKey: ['outbox', id], queryFn: () => get<OutboxMail>(`/api/v1/outbox/${id}`) });
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={640}
      title={query.data?.subject ?? ''}
      closeButtonProps={{ 'aria-label': say('close') }}
    >
      <Loaded query={query}>
        {(mail) => (
          <article className={styles.mail}>
            <dl>
              <dt>{say('mail.from-label')}</dt>
              <dd>{mail.from}</dd>
              <dt>{say('mail.to-label')}</dt>
              <dd>{mail.to.join(', ')}</dd>
              <dt>{say('rows.when')}</dt>
              <dd>{fullTime(mail.at, locale)}</dd>
            </dl>
            {mail.ticketId && (
              <Link to="/inbox/$view/$ticketId" params={{ view: 'open', ticketId: mail.ticketId }}>
                {say('outbox.to-ticket')}
              </Link>
            )}
            {mail.html ? <MailFrame html={mail.html} files={[]} /> : <pre>{mail.text}</pre>}
            {mail.files.length > 0 && (
              <p>{mail.files.map((file) => `${file.name} (${fileSize(file.size, locale)})`).join(', ')}</p>
            )}
            {mail.links.length > 0 && (
              <>
                <h3>{say('outbox.links')}</h3>
                <ul>
                  {mail.links.map((link) => (
                    <li key={link}>
                      <a href={link} target="_blank" rel="noopener noreferrer">
                        {link}
                      </a>
                    </li>
                  ))}
                </ul>
              </>
            )}
            <details>
              <summary>{say('outbox.headers')}</summary>
              <pre>{mail.headers.map((header) => `${header.name}: ${header.value}`).join('\n')}</pre>
            </details>
          </article>
        )}
      </Loaded>
    </Drawer>
  );
}
