// The types of run.mjs, for the test that runs a little of it.
import type { InspectedMail } from '../../libs/channels/src/index.js';
import type { Target } from './targets.mjs';

export interface FuzzResult {
  cases: number;
  byKind: Record<string, number>;
  slowest: { ms: number; kind: string; body: string };
  heap: { first: number; last: number };
  failure: null | { kind: string; why: string; seed: number; path: string; body: string };
}

export function fuzz(settings: {
  targets: Target[];
  inspectMail: (bytes: Uint8Array, fileName: string) => InspectedMail;
  cases: number;
  seed: number;
  collect?: (() => void) | null;
  say?: (result: FuzzResult) => void;
}): Promise<FuzzResult>;
