// For the tests: a messenger's world as data, written once in its folder, run by the contract here and by the desk's own stories.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Config, WebhookRequest } from './channel.js';

/** How the vendor's server may answer a send. `silent`: it took the message, and its answer never came. */
export type Outcome = 'ok' | 'slow-down' | 'who-are-you' | 'gone' | 'silent';

/** A request that our client made. */
export interface MadeRequest {
  method: string;
  /** With its query. */
  path: string;
  headers: Record<string, string>;
  body: Buffer;
}

/** What the customer saw because of one request. */
export interface Seen {
  text: string;
  /** `data` is null for a button that only opens a page. */
  buttons: { label: string; data: string | null }[];
  /** How many files came with it. */
  files: number;
}

export interface Answer {
  status: number;
  headers?: Record<string, string>;
  /** Anything but bytes and text is sent as JSON. */
  body: unknown;
}

export interface Harness {
  /** Settings that are complete, without an address of the vendor's server. */
  config: Config;
  /** Our own address there, as the desk knows it after `connect`; null when it has none. */
  ownAddress: string | null;
  /** At least so many fixtures: deleting one is noticed. */
  fixtures: number;
  /** The customer's chat as `conversation` of what we send; the bodies below come from it. */
  conversation: string;
  /** Null: nobody calls us. */
  webhook: null | {
    /** What a genuine call looks like. `url` is our address as the vendor was told. */
    sign(body: Uint8Array, config: Config, url: string, now: Date): Partial<WebhookRequest>;
    /** False where the secret is not mixed with the body: a changed body cannot be told. */
    signsBody: boolean;
    /** Calls answered at once and not stored, with a part of the answer. */
    handshakes?: { request: Partial<WebhookRequest>; answer: string }[];
    /** Genuine ones otherwise: each must be refused. */
    forged?: Partial<WebhookRequest>[];
  };
  /** The vendor's webhook body (or polled update) for a deed. `id` is the vendor's own name for the message, made from the number given. */
  customer: {
    writes(n: number, text: string, at: Date): unknown;
    /** A picture of four bytes. `url`: where the vendor's server is. */
    sendsPicture?(n: number, at: Date, url: string): unknown;
    /** Presses a button that carries `data`. */
    presses?(n: number, data: string, at: Date): unknown;
    reacts?(n: number, emoji: string, externalId: string, at: Date): unknown;
    edits?(n: number, text: string, at: Date): unknown;
    deletes?(n: number, at: Date): unknown;
    blocks?(at: Date): unknown;
    /** The vendor tells what became of our message. */
    receipt?(externalId: string, status: 'delivered' | 'read' | 'failed', at: Date): unknown;
    /** Our own message, told back to us. */
    echoes?(externalId: string, text: string, at: Date): unknown;
  };
  outside:
    | null
    | {
        /** Settings that lead to the vendor's server at `url`. */
        settings(url: string): Config;
        /** Outcomes that this vendor has no answer for. */
        lacks?: Outcome[];
        /** The answer to a request; only sends obey the outcome, and files are served whatever it is. */
        answer(outcome: Exclude<Outcome, 'silent'>, request: MadeRequest, n: number, url: string): Answer;
        /** What the customer saw; null for calls that show nothing (looking up a file, asking who we are). */
        seen(request: MadeRequest): Seen | null;
      }
    /** A world that is no web server. */
    | { start(outcome: Outcome): Promise<{ config: Config; stop(): Promise<void> }>; lacks?: Outcome[] };
}

/** A vendor's server that runs; `outcome` may be changed at any time. */
export interface Outside {
  url: string;
  outcome: Outcome;
  /** Every request, in order of arrival. */
  requests: MadeRequest[];
  /** What the customer has seen, in order. */
  seen: Seen[];
  stop(): Promise<void>;
}

/** Starts the vendor's server of a harness on a free port of 127.0.0.1. */
export async function startOutside(harness: Harness, first: Outcome = 'ok'): Promise<Outside> {
  const vendor = harness.outside;
  if (!vendor || 'start' in vendor) throw new Error('This channel has no web server outside.');
  const outside: Outside = { url: '', outcome: first, requests: [], seen: [], stop: async () => undefined };
  const server: Server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const headers = Object.fromEntries(
        Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
      );
      const { method = 'GET', url: path = '/' } = incoming;
      const request: MadeRequest = { method, path, headers, body: Buffer.concat(chunks) };
      outside.requests.push(request);
      const seen = vendor.seen(request);
      const { outcome } = outside;
      const silent = outcome === 'silent';
      if (seen && (silent || outcome === 'ok')) outside.seen.push(seen);
      if (seen && silent) return void incoming.socket.destroy();
      const answer = vendor.answer(silent ? 'ok' : outcome, request, outside.requests.length, outside.url);
      const raw = typeof answer.body === 'string' || answer.body instanceof Uint8Array;
      const type = raw ? {} : { 'content-type': 'application/json' };
      response.writeHead(answer.status, { ...type, ...answer.headers });
      response.end(raw ? (answer.body as string | Uint8Array) : JSON.stringify(answer.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  outside.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  outside.stop = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(() => resolve()));
  };
  return outside;
}

/** The bytes of a body as the vendor sends it: text as it is, anything else as JSON. */
export function bytesOf(body: unknown): Uint8Array {
  if (body instanceof Uint8Array) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}
