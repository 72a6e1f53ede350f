// The types of bridge.mjs, which itself is kept as plain as its readers will write theirs.
import type { Server } from 'node:http';

export function startBridge<Event>(settings: {
  secret: string;
  deliver: (event: Event) => string | Promise<string>;
  hookUrl?: string | null;
}): { server: Server; tell: (event: object, moment?: number) => Promise<number> };
