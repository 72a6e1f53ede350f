// One connection: a form drawn from its kind's schema, a test, switching off, removing.
import { Alert, Button, Group, Modal, TextInput } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { queryClient } from '../api/queries.js';
import { patch, post, remove } from '../api/request.js';
import type { Connection, ConnectionKind, ConnectionTest } from '../api/shapes.js';
import { tell } from '../shell/notices.js';
import { useWords } from '../words/words.js';
import { ConfigFields } from './config-fields.js';
import { type ConfigValues, configOf, startValues } from './config-values.js';
import { connectionsQuery } from './connections-page.js';
import { Form, ToCopy, useAction } from './parts.js';
import parts from './parts.module.css';

const ChatPreview = lazy(() => import('./chat-preview.js').then((m) => ({ default: m.ChatPreview })));
const Dkim = lazy(() => import('./dkim.js').then((m) => ({ default: m.Dkim })));

interface Props {
  kind: ConnectionKind;
  connection: Connection | null;
  onClose: () => void;
}

const renew = () => queryClient.invalidateQueries({ queryKey: connectionsQuery.queryKey });

export function ConnectionEditor({ kind, connection, onClose }: Props) {
  const { say, locale } = useWords();
  const [name, setName] = useState(connection?.name ?? kind.label[locale]);
  const [values, setValues] = useState<ConfigValues>(() => startValues(kind.configSchema, connection?.config ?? {}));
  const [tested, setTested] = useState<ConnectionTest | null>(null);
  const { busy, run } = useAction();
  const save = async () => {
    const body = { name: name.trim(), config: configOf(kind.configSchema, values) };
    const done = await run(async () => {
      const saved = await (connection
        ? patch<Connection>(`/api/v1/connections/${connection.id}`, body)
        : post<Connection>('/api/v1/connections', { ...body, kind: kind.kind }));
      await renew();
      if (saved.notice) tell(saved.notice);
    });
    if (done) onClose();
  };
  const test = () =>
    run(async () => {
      setTested(await post<ConnectionTest>(`/api/v1/connections/${connection?.id}/test`));
      await renew();
    }, 'connections.tested');
  const turn = async (state: 'ok' | 'off') => {
    const done = await run(async () => {
      await patch(`/api/v1/connections/${connection?.id}`, { state });
      await renew();
    });
    if (done) onClose();
  };
  const erase = async () => {
    if (!window.confirm(say('connections.remove-sure', { name }))) return;
    const done = await run(async () => {
      await remove(`/api/v1/connections/${connection?.id}`);
      await renew();
    }, 'deleted');
    if (done) onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size={500}
      title={connection ? connection.name : kind.label[locale]}
      closeButtonProps={{ 'aria-label': say('close') }}
    >
      <Form onSave={() => void save()} busy={busy} disabled={!name.trim()}>
        <TextInput
          data-autofocus
          label={say('connections.name')}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        {kind.kind === 'chat' && (
          <Suspense>
            <ChatPreview values={values} />
          </Suspense>
        )}
        <ConfigFields schema={kind.configSchema} values={values} onChange={setValues} />
      </Form>
      {!connection && kind.configSchema.length > 0 && kind.kind !== 'email' && kind.kind !== 'chat' && (
        <p className={parts.hint} style={{ marginTop: 12 }}>
          {say('connections.guide')}
        </p>
      )}
      {connection?.hookUrl && (
        <div style={{ marginTop: 16 }}>
          <ToCopy label={say('connections.hook')} value={connection.hookUrl} />
        </div>
      )}
      {connection?.kind === 'email' && (
        <Suspense>
          <Dkim connectionId={connection.id} />
        </Suspense>
      )}
      {tested && (
        <Alert
          mt="md"
          color={tested.ok ? 'teal' : 'red'}
          title={say(tested.ok ? 'connections.works' : 'connections.fails')}
        >
          {tested.ok ? [tested.name, tested.address].filter(Boolean).join(' · ') : tested.reason}
        </Alert>
      )}
      {connection && (
        <Group mt="lg">
          <Button variant="default" loading={busy} onClick={() => void test()}>
            {say('connections.test')}
          </Button>
          <Button variant="default" onClick={() => void turn(connection.state === 'off' ? 'ok' : 'off')}>
            {say(connection.state === 'off' ? 'connections.turn-on' : 'connections.turn-off')}
          </Button>
          <Button variant="subtle" color="red" ms="auto" onClick={() => void erase()}>
            {say('connections.remove')}
          </Button>
        </Group>
      )}
    </Modal>
  );
}
