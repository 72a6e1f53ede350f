// How long what came in is kept: its content, and the entry that says what became of it.
import { NumberInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get, put } from '../api/request.js';
import type { Retention } from '../api/shapes.js';
import { takeAnswer } from '../live/take-news.js';
import { useWords } from '../words/words.js';
import styles from './mail-list.module.css';
import { Form, useAction } from './parts.js';

const KEY = ['ledger', 'retention'];

export function LedgerRetention() {
  const { say } = useWords();
  const kept = useQuery({ queryKey: KEY, queryFn: () => get<Retention>('/api/v1/ledger/retention') }).data;
  if (!kept) return null;
  return (
    <details className={styles.retention}>
      <summary>{say('retention.title')}</summary>
      <RetentionForm key={`${kept.bodyDays} ${kept.rowDays}`} kept={kept} />
    </details>
  );
}

function RetentionForm({ kept }: { kept: Retention }) {
  const { say } = useWords();
  const { busy, run } = useAction();
  const [bodyDays, setBodyDays] = useState<number | string>(kept.bodyDays);
  const [rowDays, setRowDays] = useState<number | string>(kept.rowDays ?? '');
  const save = () =>
    run(async () => {
      const body = { bodyDays: Number(bodyDays), rowDays: rowDays === '' ? null : Number(rowDays) };
      takeAnswer(KEY, await put<Retention>('/api/v1/ledger/retention', body));
    });
  return (
    <Form onSave={() => void save()} busy={busy} disabled={bodyDays === ''}>
      <NumberInput
        label={say('retention.body')}
        description={say('retention.body-hint')}
        min={7}
        value={bodyDays}
        onChange={setBodyDays}
      />
      <NumberInput
        label={say('retention.row')}
        description={say('retention.row-hint')}
        min={7}
        value={rowDays}
        onChange={setRowDays}
      />
    </Form>
  );
}
