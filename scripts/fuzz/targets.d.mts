// The types of targets.mjs, for the test that runs a little of the fuzz run.
import type { Harness } from '../../libs/channels/src/harness.js';
import type { Channel, Config } from '../../libs/channels/src/index.js';

export interface Target {
  name: string;
  channel: Channel;
  config: Config;
  ownAddress: string | null;
  isMail: boolean;
  fixtures: Buffer[];
}

export function targetsOf(settings: {
  registry: Record<string, Channel>;
  harnessOf: (kind: string) => Promise<Harness>;
  sources: string;
  only?: string | null;
}): Promise<Target[]>;
