// Channel connections: what is connected and whether it works; a new one starts with its kind.
import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queryClient } from '../api/queries.js';
import { get, post } from '../api/request.js';
import type { Connection, ConnectionKind, ConnectionTest } from '../api/shapes.js';
import { ChannelMark } from '../shell/channel-mark.js';
import { tell, tellRefusal } from '../shell/notices.js';
import { useMe } from '../shell/people-names.js';
import { useWords } from '../words/words.js';
import { ConnectionEditor } from './connection-editor.js';
import { Loaded, Mark, SettingsSection, ToCopy } from './parts.js';
import styles from './parts.module.css';

export const connectionsQuery = queryOptions({
  queryKey: ['connections'],
  queryFn: () => get<Connection[]>('/api/v1/connections'),
});
export const kindsQuery = queryOptions({
  queryKey: ['connection-kinds'],
  queryFn: () => get<ConnectionKind[]>('/api/v1/connection-kinds'),
});

export function ConnectionsPage() {
  const { say, locale } = useWords();
  const owner = useMe().agent.role === 'owner';
  const query = useQuery(connectionsQuery);
  const kinds = useQuery(kindsQuery).data ?? [];
  const [editing, setEditing] = useState<{ kind: ConnectionKind; connection: Connection | null } | null>(null);
  const kindOf = (connection: Connection) => kinds.find((kind) => kind.kind === connection.kind);
  return (
    <SettingsSection
      title="settings.connections"
      hint="connections.hint"
      action={
        owner && (
          <Menu position="bottom-end">
            <Menu.Target>
              <Button rightSection={<IconChevronDown size={16} />}>{say('connections.add')}</Button>
            </Menu.Target>
            <Menu.Dropdown mah="70vh" style={{ overflowY: 'auto' }}>
              {inOrder(kinds).map((kind) => (
                <Menu.Item
                  key={kind.kind}
                  leftSection={<ChannelMark kind={kind.kind} />}
                  onClick={() => setEditing({ kind, connection: null })}
                >
                  {kind.label[locale]}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )
      }
    >
      <Loaded query={query}>
        {(connections) => (
          <div className={styles.cards}>
            {connections.length === 0 && <p className={styles.hint}>{say('connections.none')}</p>}
            {connections.map((connection) => {
              const kind = kindOf(connection);
              return (
                <section key={connection.id} className={styles.card} aria-label={connection.name}>
                  <div className={styles.cardHead}>
                    <ChannelMark kind={connection.kind} size={20} />
                    <h2>{connection.name}</h2>
                    <small>{connection.address}</small>
                    <Mark tone={connection.state === 'ok' ? 'good' : connection.state === 'broken' ? 'bad' : 'quiet'}>
                      {say(`connection.${connection.state}`)}
                    </Mark>
                    {owner && !kind?.abilities.own && <TestButton connection={connection} />}
                    {owner && kind && (
                      <Button size="xs" variant="default" onClick={() => setEditing({ kind, connection })}>
                        {say('edit')}
                      </Button>
                    )}
                  </div>
                  {connection.stateReason && <p className={styles.trouble}>{connection.stateReason}</p>}
                  {(connection.snippet || connection.hookUrl) && (
                    <div className={styles.stack} style={{ marginTop: 12 }}>
                      {connection.snippet && <ToCopy label={say('connections.snippet')} value={connection.snippet} />}
                      {connection.hookUrl && <ToCopy label={say('connections.hook')} value={connection.hookUrl} />}
                    </div>
                  )}
                </section>
              );
            })}
          </div>
        )}
      </Loaded>
      {editing && (
        <ConnectionEditor kind={editing.kind} connection={editing.connection} onClose={() => setEditing(null)} />
      )}
    </SettingsSection>
  );
}

/** What every shop has, then the messengers by name, then what programmers need. */
const FIRST = ['email', 'chat'];
const LAST = ['api'];
const place = (kind: string) => (FIRST.includes(kind) ? FIRST.indexOf(kind) - 9 : LAST.includes(kind) ? 1 : 0);
const inOrder = (kinds: ConnectionKind[]) =>
  kinds.toSorted((a, b) => place(a.kind) - place(b.kind) || a.label.en.localeCompare(b.label.en));

/** Asks the other side whether the settings work; the card beside it then says so. */
function TestButton({ connection }: { connection: Connection }) {
  const { say } = useWords();
  const [busy, setBusy] = useState(false);
  const test = async () => {
    setBusy(true);
    try {
      const { ok, reason } = await post<ConnectionTest>(`/api/v1/connections/${connection.id}/test`);
      if (ok) tell(say('connections.state-ok'));
      else tell(`${say('connections.fails')}: ${reason ?? ''}`, true);
      await queryClient.invalidateQueries({ queryKey: connectionsQuery.queryKey });
    } catch (error) {
      tellRefusal(error);
    }
    setBusy(false);
  };
  return (
    <Button size="xs" variant="subtle" color="gray" loading={busy} onClick={() => void test()}>
      {say('connections.test')}
    </Button>
  );
}
