// Where news goes out to: other systems and Slack; and the log of what went.
import { Button, Checkbox, Group, Menu, Modal, Switch, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queryClient } from '../api/queries.js';
import { get, patch, post, remove } from '../api/request.js';
import type { components } from '../api/schema.js';
import { fullTime } from '../words/moments.js';
import { useWords } from '../words/words.js';
import { Form, Loaded, Mark, SettingsSection, Table, ToCopy, useAction, Warning } from './parts.js';
import parts from './parts.module.css';

type Hook = components['schemas']['HookView'];
type Created = components['schemas']['CreatedHook'];
type Deliveries = components['schemas']['HookDeliveriesPage'];
const EVENTS = ['case.opened', 'case.closed', 'answer.bad'] as const;
const KINDS = ['webhook', 'slack'] as const;
const hooksQuery = { queryKey: ['hooks'], queryFn: () => get<Hook[]>('/api/v1/hooks') };
const renew = () => queryClient.invalidateQueries({ queryKey: ['hooks'] });

export function HooksPage() {
  const { say } = useWords();
  const query = useQuery(hooksQuery);
  const [editing, setEditing] = useState<Hook | Hook['kind'] | null>(null);
  return (
    <SettingsSection
      title="settings.hooks"
      hint="hooks.hint"
      action={
        <Menu position="bottom-end">
          <Menu.Target>
            <Button leftSection={<IconPlus size={16} />}>{say('hooks.add')}</Button>
          </Menu.Target>
          <Menu.Dropdown>
            {KINDS.map((kind) => (
              <Menu.Item key={kind} onClick={() => setEditing(kind)}>
                {say(`hooks.kind.${kind}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      }
    >
      <Loaded query={query}>
        {(hooks) =>
          hooks.length === 0 ? (
            <p className={parts.hint}>{say('hooks.none')}</p>
          ) : (
            <>
              <Table stacked label="settings.hooks" heads={['hooks.name', 'hooks.where', 'hooks.state', null]}>
                {hooks.map((hook) => (
                  <tr key={hook.id}>
                    <td>{hook.name}</td>
                    <td>
                      {say(`hooks.kind.${hook.kind}`)} · {hook.host}
                    </td>
                    <td>
                      <Mark tone={hook.enabled ? 'good' : 'quiet'}>{say(hook.enabled ? 'hooks.on' : 'hooks.off')}</Mark>
                    </td>
                    <td>
                      <Line hook={hook} onEdit={() => setEditing(hook)} />
                    </td>
                  </tr>
                ))}
              </Table>
              <Log hooks={hooks} />
            </>
          )
        }
      </Loaded>
      {editing && (
        <HookModal
          hook={typeof editing === 'string' ? null : editing}
          kind={typeof editing === 'string' ? editing : editing.kind}
          onClose={() => setEditing(null)}
        />
      )}
    </SettingsSection>
  );
}

function Line({ hook, onEdit }: { hook: Hook; onEdit: () => void }) {
  const { say } = useWords();
  const { busy, run } = useAction();
  return (
    <Group gap={8} justify="flex-end">
      <Button
        size="xs"
        variant="default"
        loading={busy}
        onClick={() =>
          void run(async () => {
            await post(`/api/v1/hooks/${hook.id}/test`);
            await renew();
          }, 'hooks.tested')
        }
      >
        {say('hooks.test')}
      </Button>
      <Button size="xs" variant="default" onClick={onEdit}>
        {say('edit')}
      </Button>
    </Group>
  );
}

function HookModal({ hook, kind, onClose }: { hook: Hook | null; kind: Hook['kind']; onClose: () => void }) {
  const { say } = useWords();
  const [name, setName] = useState(hook?.name ?? say(`hooks.kind.${kind}`));
  const [url, setUrl] = useState('');
  const [events, setEvents] = useState<string[]>(hook?.events ?? ['case.opened', 'answer.bad']);
  const [words, setWords] = useState(hook?.words ?? false);
  const [enabled, setEnabled] = useState(hook?.enabled ?? true);
  const [secret, setSecret] = useState<string | null>(null);
  const { busy, run } = useAction();
  const save = async () => {
    let made: Created | null = null;
    const body = { name: name.trim(), events, words, enabled, ...(url.trim() ? { url: url.trim() } : {}) };
    const done = await run(async () => {
      if (hook) await patch(`/api/v1/hooks/${hook.id}`, body);
      else made = await post<Created>('/api/v1/hooks', { ...body, kind });
      await renew();
    });
    if (!done) return;
    const shown = (made as Created | null)?.secret ?? null;
    if (shown) setSecret(shown);
    else onClose();
  };
  const erase = async () => {
    const done = await run(async () => {
      await remove(`/api/v1/hooks/${hook!.id}`);
      await renew();
    }, 'deleted');
    if (done) onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={say(hook ? 'hooks.edit' : 'hooks.add')}
      closeButtonProps={{ 'aria-label': say('close') }}
      size="lg"
    >
      {secret ? (
        <>
          <Warning>{say('hooks.secret-once')}</Warning>
          <ToCopy label={say('hooks.secret')} value={secret} />
          <p className={parts.hint}>{say('hooks.secret-hint')}</p>
        </>
      ) : (
        <Form busy={busy} onSave={() => void save()} disabled={!name.trim() || events.length === 0} wide>
          <TextInput
            label={say('hooks.name')}
            required
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <TextInput
            type="url"
            label={say(hook ? 'hooks.url-new' : 'hooks.url')}
            description={say(`hooks.url-hint.${kind}`)}
            placeholder={kind === 'slack' ? 'https://hooks.slack.com/services/…' : 'https://'}
            required={!hook}
            maxLength={1000}
            value={url}
            onChange={(event) => setUrl(event.target.value)}
          />
          <Checkbox.Group label={say('hooks.events')} value={events} onChange={setEvents}>
            <Group gap={16} mt={6}>
              {EVENTS.map((each) => (
                <Checkbox key={each} size="xs" value={each} label={say(`hooks.event.${each}`)} />
              ))}
            </Group>
          </Checkbox.Group>
          <Switch
            label={say('hooks.words')}
            description={say('hooks.words-hint')}
            checked={words}
            onChange={(event) => setWords(event.target.checked)}
          />
          <Switch
            label={say('hooks.enabled')}
            checked={enabled}
            onChange={(event) => setEnabled(event.target.checked)}
          />
        </Form>
      )}
      {hook && !secret && (
        <Button variant="subtle" color="red" mt="lg" disabled={busy} onClick={() => void erase()}>
          {say('hooks.delete')}
        </Button>
      )}
    </Modal>
  );
}

/** What went out and what came of it, for thirty days. */
function Log({ hooks }: { hooks: Hook[] }) {
  const { say, locale } = useWords();
  const query = useInfiniteQuery({
    queryKey: ['hooks', 'deliveries'],
    queryFn: ({ pageParam, signal }) =>
      get<Deliveries>(`/api/v1/hooks/deliveries${pageParam ? `?before=${pageParam}` : ''}`, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: 10_000,
  });
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  if (items.length === 0) return null;
  const tone = { sent: 'good', failed: 'bad', waiting: 'quiet' } as const;
  const known = ['private-address', 'no-answer', 'unreachable', 'gone'] as const;
  const why = (one: Deliveries['items'][number]) => {
    const error = known.find((each) => each === one.error);
    return error ? say(`hooks.error.${error}`) : (one.status ?? '');
  };
  return (
    <>
      <h2>{say('hooks.log')}</h2>
      <Table label="hooks.log" heads={['hooks.time', 'hooks.name', 'hooks.what', 'hooks.state', 'hooks.answer']}>
        {items.map((one) => (
          <tr key={one.id}>
            <td>{fullTime(one.at, locale)}</td>
            <td>{hooks.find(({ id }) => id === one.hookId)?.name}</td>
            <td>{say(`hooks.event.${one.event}`)}</td>
            <td>
              <Mark tone={tone[one.state]}>{say(`hooks.sent.${one.state}`)}</Mark>
              {one.attempts > 1 && ` ${say('hooks.tries', { count: one.attempts })}`}
            </td>
            <td>{why(one)}</td>
          </tr>
        ))}
      </Table>
      {query.hasNextPage && (
        <Button
          variant="default"
          size="xs"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {say('people.more')}
        </Button>
      )}
    </>
  );
}
