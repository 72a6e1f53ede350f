// API keys: made for one program each, shown whole once.
import { Button, Modal, Select, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queryClient } from '../api/queries.js';
import { get, post, remove } from '../api/request.js';
import type { ApiKey, NewApiKey, Role } from '../api/shapes.js';
import { shortDay } from '../words/moments.js';
import { useWords } from '../words/words.js';
import { Form, Loaded, SettingsSection, Table, ToCopy, useAction, Warning } from './parts.js';
import parts from './parts.module.css';

const keysQuery = queryOptions({ queryKey: ['api-keys'], queryFn: () => get<ApiKey[]>('/api/v1/api-keys') });
const renew = () => queryClient.invalidateQueries({ queryKey: keysQuery.queryKey });

export function KeysPage() {
  const { say, locale } = useWords();
  const query = useQuery(keysQuery);
  const [adding, setAdding] = useState(false);
  const { busy, run } = useAction();
  const revoke = (key: ApiKey) => {
    if (!window.confirm(say('keys-page.revoke-sure', { name: key.name }))) return;
    void run(async () => {
      await remove(`/api/v1/api-keys/${key.id}`);
      await renew();
    }, 'deleted');
  };
  return (
    <SettingsSection
      title="settings.keys"
      hint="keys-page.hint"
      action={
        <Button leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
          {say('keys-page.add')}
        </Button>
      }
    >
      <Loaded query={query}>
        {(keys) =>
          keys.length === 0 ? (
            <p className={parts.hint}>{say('keys-page.none')}</p>
          ) : (
            <Table
              label="settings.keys"
              heads={['keys-page.name', 'agents.role', 'keys-page.made', 'keys-page.used', null]}
            >
              {keys.map((key) => (
                <tr key={key.id}>
                  <td>{key.name}</td>
                  <td>{say(`role.${key.role}`)}</td>
                  <td>{shortDay(key.createdAt, locale)}</td>
                  <td>{key.usedAt ? shortDay(key.usedAt, locale) : say('keys-page.never')}</td>
                  <td>
                    <Button size="xs" variant="default" disabled={busy} onClick={() => revoke(key)}>
                      {say('keys-page.revoke')}
                    </Button>
                  </td>
                </tr>
              ))}
            </Table>
          )
        }
      </Loaded>
      {adding && <AddKey onClose={() => setAdding(false)} />}
    </SettingsSection>
  );
}

function AddKey({ onClose }: { onClose: () => void }) {
  const { say } = useWords();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('agent');
  const [made, setMade] = useState<NewApiKey | null>(null);
  const { busy, run } = useAction();
  const save = () =>
    run(async () => {
      setMade(await post<NewApiKey>('/api/v1/api-keys', { name: name.trim(), role }));
      await renew();
    });
  return (
    <Modal opened onClose={onClose} title={say('keys-page.add')} closeButtonProps={{ 'aria-label': say('close') }}>
      {made ? (
        <>
          <Warning>{say('keys-page.once')}</Warning>
          <ToCopy label={made.name} value={made.key} />
          <Button mt="md" onClick={onClose}>
            {say('close')}
          </Button>
        </>
      ) : (
        <Form onSave={() => void save()} busy={busy} label="keys-page.add" disabled={!name.trim()}>
          <TextInput
            data-autofocus
            label={say('keys-page.name')}
            description={say('keys-page.name-hint')}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <Select
            label={say('agents.role')}
            allowDeselect={false}
            value={role}
            data={(['agent', 'lead', 'owner'] as const).map((each) => ({ value: each, label: say(`role.${each}`) }))}
            onChange={(next) => next && setRole(next as Role)}
          />
        </Form>
      )}
    </Modal>
  );
}
