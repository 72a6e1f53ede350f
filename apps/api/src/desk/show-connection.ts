// How a connection is shown: its links, its settings, and of its secrets only whether they are there. Pure.
import type { Channel } from '@otklik/channels';
import { hookUrlOf, snippetOf } from './connection-links.js';
import type { ConnectionView } from './connections.requests.js';
import type { ConnectionRow } from './connections.store.js';
import { tellReason } from './state-reason.js';

/** `secretNames`: those that have a value. */
export function showConnection(
  row: ConnectionRow,
  channel: Channel,
  secretNames: string[],
  publicUrl: string,
  locale: string,
  notice: string | null = null,
): ConnectionView {
  const config: Record<string, unknown> = { ...row.config };
  for (const field of channel.configSchema) {
    if (field.type === 'secret') config[field.name] = { set: secretNames.includes(field.name) };
  }
  // A channel is called by its vendor, unless its settings say otherwise.
  const way = channel.configSchema.find((field) => field.choices?.includes('webhook'));
  const called = !channel.abilities.own && (!way || (row.config[way.name] ?? way.default) === 'webhook');
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    key: row.key,
    address: row.address,
    state: row.state,
    stateReason: row.stateReason && tellReason(locale, row.stateReason),
    config,
    hookUrl: called ? hookUrlOf(publicUrl, row.kind, row.key) : null,
    snippet: channel.abilities.own ? snippetOf(publicUrl, row.key) : null,
    notice,
    createdAt: row.createdAt.toISOString(),
  };
}
