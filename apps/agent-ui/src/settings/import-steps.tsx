// One import: what its columns mean, what a try-out says, and how far it has gone.
import { Button, Group, Progress, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { queryClient } from '../api/queries.js';
import { get, post, put } from '../api/request.js';
import { fieldsQuery } from '../customer/field-queries.js';
import { takeAnswer } from '../live/take-news.js';
import { useWords, type Word } from '../words/words.js';
import type { Import } from './imports-page.js';
import styles from './imports-page.module.css';
import { Loaded, SettingsSection, Table, useAction, Warning } from './parts.js';

const BUSY = ['checking', 'running'];

export function ImportSteps({ id, onClose }: { id: string; onClose: () => void }) {
  const { say } = useWords();
  const query = useQuery({
    queryKey: ['import', id],
    queryFn: () => get<Import>(`/api/v1/imports/${id}`),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data && BUSY.includes(state.data.state) ? 700 : false),
  });
  const close = () => {
    void queryClient.invalidateQueries({ queryKey: ['imports'] });
    onClose();
  };
  return (
    <SettingsSection
      title="imports.title"
      action={
        <Button variant="default" onClick={close}>
          {say('back')}
        </Button>
      }
    >
      <Loaded query={query}>{(one) => <Steps one={one} />}</Loaded>
    </SettingsSection>
  );
}

function Steps({ one }: { one: Import }) {
  const { say } = useWords();
  const { busy, run } = useAction();
  const active = BUSY.includes(one.state);
  const [currency, setCurrency] = useState(one.currency ?? '');
  const keep = async (step: Promise<Import>) => takeAnswer(['import', one.id], await step);
  const step = (name: 'check' | 'run' | 'stop', done: Word) =>
    void run(() => keep(post<Import>(`/api/v1/imports/${one.id}/${name}`)), done);
  const map = (mapping: string[], money = currency) =>
    void run(
      () => keep(put<Import>(`/api/v1/imports/${one.id}/mapping`, { mapping, currency: money || null })),
      'imports.mapped',
    );
  return (
    <div className={styles.steps} data-testid="import" data-state={one.state}>
      <h2>
        {one.name} <small>{say(`import-of.${one.of as 'orders' | 'contacts'}`)}</small>
      </h2>
      <Columns one={one} disabled={active || busy} onMap={(mapping) => map(mapping)} />
      {one.of === 'orders' && !one.mapping.includes('currency') && (
        <TextInput
          w={220}
          label={say('imports.currency')}
          value={currency}
          maxLength={3}
          disabled={active}
          onChange={(event) => setCurrency(event.target.value.toUpperCase())}
          onBlur={() => currency.length === 3 && currency !== one.currency && map(one.mapping, currency)}
        />
      )}
      {one.needed.length > 0 && (
        <Warning>
          {say('imports.needed', {
            columns: one.needed.map((target) => say(`import-target.${target}` as Word)).join(', '),
          })}
        </Warning>
      )}
      <Outcome one={one} />
      <Group gap="xs">
        {active ? (
          <Button variant="default" onClick={() => step('stop', 'imports.stopped')}>
            {say('imports.stop')}
          </Button>
        ) : (
          <>
            <Button
              variant="default"
              loading={busy}
              disabled={one.needed.length > 0}
              onClick={() => step('check', 'imports.trying')}
            >
              {say('imports.try')}
            </Button>
            <Button loading={busy} disabled={one.needed.length > 0} onClick={() => step('run', 'imports.begun')}>
              {say(one.state === 'stopped' ? 'imports.go-on' : one.state === 'done' ? 'imports.again' : 'imports.run')}
            </Button>
          </>
        )}
      </Group>
      {one.faults.length > 0 && <Faults one={one} />}
    </div>
  );
}

interface ColumnsProps {
  one: Import;
  disabled: boolean;
  onMap: (mapping: string[]) => void;
}
function Columns({ one, disabled, onMap }: ColumnsProps) {
  const { say } = useWords();
  const target = useTargetWords();
  return (
    <Table label="imports.columns" heads={['imports.column', 'imports.means', 'imports.sample']}>
      {one.columns.map((column, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
        <tr key={index}>
          <td>{column || '—'}</td>
          <td>
            <Select
              size="xs"
              w={210}
              aria-label={say('imports.means-of', { column })}
              placeholder={say('imports.left-out')}
              data={one.targets
                .filter((each) => each === one.mapping[index] || !one.mapping.includes(each))
                .map((each) => ({ value: each, label: target(each) }))}
              value={one.mapping[index] || null}
              clearable
              disabled={disabled}
              onChange={(next) => onMap(one.mapping.map((each, at) => (at === index ? (next ?? '') : each)))}
            />
          </td>
          <td className={styles.sample}>
            {one.sample
              .slice(0, 3)
              .map((row) => row.cells[index])
              .filter(Boolean)
              .join(' · ')}
          </td>
        </tr>
      ))}
    </Table>
  );
}

function useTargetWords(): (target: string) => string {
  const { say } = useWords();
  const fields = useQuery(fieldsQuery).data ?? [];
  return (target) => {
    const own = fields.find((one) => one.of === 'contact' && `field.${one.key}` === target);
    return own?.label ?? (target.startsWith('field.') ? target : say(`import-target.${target}` as Word));
  };
}

function Outcome({ one }: { one: Import }) {
  const { say } = useWords();
  const { state, rowsDone, rowsTotal, createdRows, changedRows, sameRows, refusedRows } = one;
  if (state === 'ready') return null;
  const good = rowsDone - refusedRows;
  const parts: ReactNode[] =
    state === 'checking' || state === 'checked'
      ? [say('imports.good', { count: good })]
      : [
          say('imports.created', { count: createdRows }),
          say('imports.changed', { count: changedRows }),
          say('imports.same', { count: sameRows }),
        ];
  return (
    <div className={styles.outcome} role="status" data-testid="import-outcome">
      <strong>{say(`import-state.${state}`)}</strong>
      {BUSY.includes(state) && (
        <Progress
          value={rowsTotal ? Math.min(100, (100 * rowsDone) / rowsTotal) : 100}
          animated
          striped={!rowsTotal}
          aria-label={say('imports.progress')}
        />
      )}
      <p>
        {[...parts, refusedRows > 0 ? say('imports.refused', { count: refusedRows }) : null]
          .filter((part) => part !== null)
          .join(' · ')}
      </p>
    </div>
  );
}

function Faults({ one }: { one: Import }) {
  const { say } = useWords();
  const target = useTargetWords();
  return (
    <Table label="imports.faults" heads={['imports.line', 'imports.column', 'imports.fault']}>
      {one.faults.slice(0, 50).map((fault) => (
        <tr key={`${fault.line} ${fault.target}`}>
          <td>{fault.line}</td>
          <td>{target(fault.target)}</td>
          <td>
            {say(`import-fault.${fault.why}`)} {fault.value && <q>{fault.value}</q>}
          </td>
        </tr>
      ))}
    </Table>
  );
}
