// Part of every messenger's client (path B): one call of a vendor's web API, its answer read, its refusal named by the remedy.
import { ChannelError, type ClientContext } from './channel.js';
import { fieldsOf, parseExactly, textOf } from './exact-json.js';
import { networkReason, whenItFailed } from './network-fault.js';

export interface VendorCall {
  url: string;
  /** Default: POST where there is a body, else GET. */
  method?: string;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  json?: unknown;
  /** Sent as a form. */
  form?: Record<string, string>;
  /** Anything else, with its own content-type in `headers`. */
  body?: Uint8Array<ArrayBuffer>;
  /** Doing it twice harms nobody, so that no failure of it is `unknown`. */
  repeatable?: boolean;
}

export interface VendorAnswer {
  status: number;
  headers: Headers;
  /** The JSON of the answer, ids with every digit; null where it is no JSON object or list. */
  body: unknown;
  text: string;
}

const MOST_HOPS = 4;

/** Finds the fault in an answer, if there is one. */
export type Judge = (answer: VendorAnswer) => ChannelError | null;

/**
 * @throws ChannelError: `unknown` when the request was written and no answer came, or a proxy answered in the vendor's place
 * with a 5xx page; otherwise as `judge` says (by default: by status).
 */
export async function callVendor(
  context: ClientContext,
  call: VendorCall,
  judge: Judge = byStatus,
): Promise<VendorAnswer> {
  if (context.signal.aborted) throw new ChannelError('retry', 'the desk is stopping');
  const given = bodyOf(call);
  let answer: VendorAnswer;
  try {
    const response = await context.fetch(call.url, {
      method: call.method ?? (given.body === undefined ? 'GET' : 'POST'),
      headers: { accept: 'application/json', ...given.headers, ...call.headers },
      ...(given.body === undefined ? {} : { body: given.body }),
      signal: context.signal,
    });
    const text = await response.text();
    answer = { status: response.status, headers: response.headers, body: jsonOf(text), text };
  } catch (fault) {
    if (fault instanceof ChannelError) throw fault;
    const sure = call.repeatable || whenItFailed(fault) === 'before';
    throw new ChannelError(sure ? 'retry' : 'unknown', networkReason(fault));
  }
  const fault = judge(answer);
  if (!fault) return answer;
  throw fault.remedy === 'unknown' && call.repeatable ? new ChannelError('retry', fault.reason) : fault;
}

/** By the status alone: 2xx is well, 429 waits, 401 and 403 need the owner, another 4xx never arrives, 5xx by who said it. */
export function byStatus(answer: VendorAnswer): ChannelError | null {
  const { status } = answer;
  if (status >= 200 && status < 300) return null;
  const reason = wordsOf(answer);
  if (status === 429) return new ChannelError('retry', reason, retryAfterOf(answer.headers) ?? 5);
  if (status === 401 || status === 403) return new ChannelError('reconnect', reason);
  if (status === 503 && answer.headers.has('retry-after'))
    return new ChannelError('retry', reason, retryAfterOf(answer.headers));
  // The vendor's own refusal is sure; a page in its place may hide that the message was taken.
  if (status >= 500) return new ChannelError(fieldsOf(answer.body) ? 'retry' : 'unknown', reason);
  if (status === 408) return new ChannelError('unknown', reason);
  return new ChannelError('drop', reason);
}

/** Seconds; from seconds or an HTTP date. Null: not said. */
export function retryAfterOf(headers: Headers): number | null {
  const given = headers.get('retry-after');
  if (!given) return null;
  if (/^\d+(\.\d+)?$/.test(given.trim())) return Math.ceil(Number(given));
  const at = Date.parse(given);
  return Number.isNaN(at) ? null : Math.max(1, Math.ceil((at - Date.now()) / 1000));
}

/** A few words on a refusal, for agents and owners. */
export function wordsOf({ status, body }: VendorAnswer): string {
  const fields = fieldsOf(body);
  const error = fieldsOf(fields?.error);
  const words = [error?.message, fields?.message, fields?.description, fields?.error, fields?.status_message]
    .map(textOf)
    .find((each) => each !== null);
  return `HTTP ${status}${words ? `: ${words.slice(0, 300)}` : ''}`;
}

/**
 * A file that the vendor keeps. Redirects are followed by hand, so that each hop passes the desk's guard, and another host
 * never sees our `headers`.
 * @throws ChannelError `retry` when it may be there later, `drop` when it is gone
 */
export async function fetchKept(
  context: ClientContext,
  url: string,
  headers: Record<string, string> = {},
): Promise<{ body: ReadableStream<Uint8Array>; contentType: string | null; name: string | null }> {
  const response = await followed(context, url, headers);
  if (!response.ok || !response.body) {
    await response.body?.cancel();
    const later = response.status >= 500 || [401, 408, 425, 429].includes(response.status);
    throw new ChannelError(later ? 'retry' : 'drop', `file: HTTP ${response.status}`);
  }
  const name = /filename="?([^";]+)"?/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? null;
  return { body: response.body, contentType: response.headers.get('content-type'), name };
}

async function followed(context: ClientContext, from: string, headers: Record<string, string>): Promise<Response> {
  try {
    let url = from;
    for (let hop = 0; ; hop++) {
      const own = new URL(url).origin === new URL(from).origin;
      const asked = { headers: own ? headers : {}, signal: context.signal, redirect: 'manual' as const };
      const response = await context.fetch(url, asked);
      const next = response.headers.get('location');
      if (response.status < 300 || response.status >= 400 || !next || hop === MOST_HOPS) return response;
      await response.body?.cancel();
      url = new URL(next, url).href;
    }
  } catch (fault) {
    throw fault instanceof ChannelError ? fault : new ChannelError('retry', networkReason(fault));
  }
}

function bodyOf(call: VendorCall): { body?: string | Uint8Array<ArrayBuffer>; headers: Record<string, string> } {
  if (call.json !== undefined)
    return { body: JSON.stringify(call.json), headers: { 'content-type': 'application/json' } };
  if (call.form) {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    return { body: new URLSearchParams(call.form).toString(), headers };
  }
  return call.body ? { body: call.body, headers: {} } : { headers: {} };
}

function jsonOf(text: string): unknown {
  try {
    return parseExactly(text);
  } catch {
    return null;
  }
}
