// One entry of the ledger: what it was, what became of it, what was said about it, and the ways on.
import { Button, Drawer, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { get, post } from '../api/request.js';
import type { LedgerWhole } from '../api/shapes.js';
import { fileSize, fullTime, shortDay } from '../words/moments.js';
import { useWords } from '../words/words.js';
import { LedgerState, renewLedger } from './ledger-state.js';
import styles from './mail-list.module.css';
import { Loaded, useAction } from './parts.js';

const REPLAYABLE = ['failed', 'quarantined', 'dropped'];

export function LedgerEntry({ id, onClose }: { id: string; onClose: () => void }) {
  const { say, locale } = useWords();
  const { busy, run } = useAction();
  const query = useQuery({
    queryKey: ['ledger', 'one', id],
    queryFn: () => get<LedgerWhole>(`/api/v1/ledger/${id}`),
    staleTime: 0,
  });
  const replay = () =>
    run(async () => {
      await post(`/api/v1/ledger/${id}/replay`);
      await renewLedger();
    }, 'ledger.replayed');
  const dismiss = async () => {
    const done = await run(async () => {
      await post(`/api/v1/ledger/${id}/dismiss`);
      await renewLedger();
    }, 'ledger.dismissed');
    if (done) onClose();
  };
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={640}
      title={say('ledger.entry')}
      closeButtonProps={{ 'aria-label': say('close') }}
    >
      <Loaded query={query}>
        {(item) => (
          <article className={styles.mail}>
            <dl>
              <dt>{say('mail.from-label')}</dt>
              <dd>{item.summary?.from || '—'}</dd>
              <dt>{say('mail.subject-label')}</dt>
              <dd>{item.summary?.subject || '—'}</dd>
              <dt>{say('rows.when')}</dt>
              <dd>
                {fullTime(item.receivedAt, locale)} · {item.source} · {fileSize(item.size, locale)}
              </dd>
              <dt>{say('ledger.state')}</dt>
              <dd>
                <LedgerState item={item} /> {item.reason}
              </dd>
              {item.attempts > 1 && (
                <>
                  <dt>{say('ledger.tried')}</dt>
                  <dd>
                    {item.dueAt
                      ? say('ledger.again-at', { count: item.attempts, time: fullTime(item.dueAt, locale) })
                      : item.attempts}
                  </dd>
                </>
              )}
              {item.error && (
                <>
                  <dt>{say('ledger.error')}</dt>
                  <dd>{item.error}</dd>
                </>
              )}
            </dl>
            {item.bodyDroppedAt && (
              <p className={styles.gone}>{say('ledger.gone', { day: shortDay(item.bodyDroppedAt, locale) })}</p>
            )}
            <Group gap="xs" my="sm">
              {!item.bodyDroppedAt && REPLAYABLE.includes(item.state) && (
                <Button size="xs" loading={busy} onClick={() => void replay()}>
                  {say('ledger.replay')}
                </Button>
              )}
              {(item.state === 'failed' || item.state === 'quarantined') && (
                <Button size="xs" variant="default" loading={busy} onClick={() => void dismiss()}>
                  {say('ledger.dismiss')}
                </Button>
              )}
              {!item.bodyDroppedAt && (
                <>
                  <Button size="xs" variant="default" component="a" href={`/api/v1/ledger/${item.id}/raw`} download>
                    {say('file.download')}
                  </Button>
                  <a href={`/api/v1/ledger/${item.id}/raw?as=text`} target="_blank" rel="noreferrer">
                    {say('ledger.as-text')}
                  </a>
                </>
              )}
              {item.ticketId && (
                <Link to="/inbox/$view/$ticketId" params={{ view: 'open', ticketId: item.ticketId }}>
                  {say('outbox.to-ticket')}
                </Link>
              )}
            </Group>
            <pre>
              {item.headers}
              {'\n\n'}
              {item.text}
              {!item.whole && `\n…`}
            </pre>
          </article>
        )}
      </Loaded>
    </Drawer>
  );
}
