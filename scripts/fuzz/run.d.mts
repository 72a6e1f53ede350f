// The types of run.mjs, for the test that runs a little of it.
import type { Channel, Config, InspectedMail } from '../../libs/channels/src/index.js';

export interface FuzzResult {
  cases: number;
  byKind: Record<string, number>;
  slowest: { ms: number; kind: string; body: string };
  heap: { first: number; last: number };
  failure: null | { kind: string; why: string; seed: number; path: string; body: string };
}

export function fuzz(settings: {
  channels: { channel: Channel; config: Config; ownAddress: string | null; fixtures: Buffer[] }[];
  inspectMail: (bytes: Uint8Array, fileName: string) => InspectedMail;
  cases: number;
  seed: number;
  collect?: (() => void) | null;
  say?: (result: FuzzResult) => void;
}): Promise<FuzzResult>;
