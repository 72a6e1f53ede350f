// Channel connections: what is connected and whether it works; a new one starts with its kind.
import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get } from '../api/request.js';
import type { Connection, ConnectionKind } from '../api/shapes.js';
import { ChannelMark } from '../shell/channel-mark.js';
import { useMe } from '../shell/people-names.js';
import { useWords } from '../words/words.js';
import { ConnectionEditor } from './connection-editor.js';
import { Loaded, Mark, SettingsSection, ToCopy } from './parts.js';
import styles from './parts.module.css';

export const connectionsQuery = queryOptions({
  queryKey: ['connections'],
  queryFn: () => get<Connection[]>('/api/v1/connections'),
});
const kindsQuery = queryOptions({
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
            <Menu.Dropdown>
              {kinds.map((kind) => (
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
