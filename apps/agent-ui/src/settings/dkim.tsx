// Signing the mail of a mailbox: a pair of keys made by the desk, and the record that belongs into DNS.
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { get, post, Refusal } from '../api/request.js';
import type { DkimRecord } from '../api/shapes.js';
import { takeAnswer } from '../live/take-news.js';
import { useWords } from '../words/words.js';
import { ToCopy, useAction } from './parts.js';
import styles from './parts.module.css';

export function Dkim({ connectionId }: { connectionId: string }) {
  const { say } = useWords();
  const { busy, run } = useAction();
  const path = `/api/v1/connections/${connectionId}/dkim`;
  const key = ['dkim', connectionId];
  const query = useQuery({
    queryKey: key,
    // None is set: that is an answer, too.
    queryFn: () =>
      get<DkimRecord>(path).catch((error: unknown) => {
        if (error instanceof Refusal && error.status === 404) return null;
        throw error;
      }),
  });
  const found = query.data;
  if (found === undefined) return null;
  const make = () => {
    if (found && !window.confirm(say('dkim.again-sure'))) return;
    void run(async () => takeAnswer(key, await post<DkimRecord>(path)));
  };
  return (
    <section className={styles.stack} style={{ marginTop: 20 }} aria-label={say('dkim.title')}>
      <strong>{say('dkim.title')}</strong>
      <p className={styles.hint}>{found ? say('dkim.hint', { domain: found.domain }) : say('dkim.none')}</p>
      {found && (
        <>
          <ToCopy label={say('dkim.name')} value={found.record.name} />
          <ToCopy label={say('dkim.value')} value={found.record.value} />
        </>
      )}
      <div>
        <Button size="xs" variant="default" loading={busy} onClick={make}>
          {say(found ? 'dkim.again' : 'dkim.make')}
        </Button>
      </div>
    </section>
  );
}
