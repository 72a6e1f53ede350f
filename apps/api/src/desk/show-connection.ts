// How a connection is shown: its links, its settings, and of its secrets only whether they are there. Pure.
import type { Channel } from '@otklik/channels';
import { hookUrlOf, snippetOf } from './connection-links.js';
import type { ConnectionView } from './connections.requests.js';
import type { ConnectionRow } from './connections.store.js';

/** `secretNames`: those that have a value. */
export function showConnection(
  row: ConnectionRow,
  channel: Channel,
  secretNames: string[],
  publicUrl: string,
  notice: string | null = null,
): ConnectionView {
  const config: Record<string, unknown> = { ...row.config };
  for (const field of channel.configSchema) {
    if (field.type === 'secret') config[field.name] = { set: secretNames.includes(field.name) };
  }
  const mode = channel.configSchema.find((field) => field.name === 'mode');
  const called = !channel.abilities.own && mode !== undefined && row.config.mode === 'webhook';
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    key: row.key,
    address: row.address,
    state: row.state,
    stateReason: row.stateReason,
    config,
    hookUrl: called ? hookUrlOf(publicUrl, row.kind, row.key) : null,
    snippet: channel.abilities.own ? snippetOf(publicUrl, row.key) : null,
    notice,
    createdAt: row.createdAt.toISOString(),
  };
}
