// Path A, step 2 as one pure call: the channel understands the raw bytes, and the result is cleaned. Runs here or in a worker.
import { type Config, channelOf, type InboundEvent, type RawInput } from '@otklik/channels';
import { cleanEvent } from './clean-event.js';

export interface ToUnderstand extends RawInput {
  kind: string;
  config: Config;
  /** Our own addresses on this connection, lower case. */
  ownAddresses: string[];
}

export interface Understood {
  event: InboundEvent;
  /** What was changed to make it storable: `nul-removed`, `text-cut`… */
  notes: string[];
}

/** @throws only for a channel we do not have; whatever else cannot be read comes back as an event that says so. */
export async function understand(raw: ToUnderstand): Promise<Understood[]> {
  const channel = channelOf(raw.kind);
  if (!channel) throw new Error(`No channel of the kind ${raw.kind}.`);
  const { config, ownAddresses } = raw;
  const events = await channel.normalise({ body: raw.body, envelope: raw.envelope }, { config, ownAddresses });
  return events.map(cleanEvent);
}
