// Every HTTP call of the app goes through here: JSON both ways, the CSRF token on writes, refusals as one error class.

/** A request that was not fulfilled. `code` is the desk's own, or `offline` when no answer came at all. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    words: string,
    readonly details: Record<string, unknown> = {},
  ) {
    super(words);
  }
  /** Worth trying again by itself: nothing came back, or the desk was not able to answer just now. */
  get passing(): boolean {
    return this.code === 'offline' || this.status >= 502 || this.status === 429;
  }
}

/** A write that waits longer goes as it is, and the desk says what is wrong. */
const TOKEN_MS = 15_000;
let csrf = '';
let onSignedOut: () => void = () => {};

let tokenComing: Promise<void> | null = null;
let tokenCame: () => void = () => {};

/** Called with each `Me`: writes carry its token. */
export function takeToken(token: string): void {
  csrf = token;
  tokenComing = null;
  tokenCame();
}
/** The screens are there before the token: writes wait for it. */
export function awaitToken(): void {
  tokenComing = new Promise((resolve) => {
    tokenCame = resolve;
    setTimeout(resolve, TOKEN_MS);
  });
}
/** Called when an answer says that the session is over. */
export function whenSignedOut(action: () => void): void {
  onSignedOut = action;
}

interface Options {
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** Goes on while the page is left. */
  keepalive?: boolean;
}

/** Calls the desk. @throws Refusal */
export async function request<T>(method: string, path: string, options: Options = {}): Promise<T> {
  const headers: Record<string, string> = { accept: 'application/json', ...options.headers };
  if (options.body !== undefined) headers['content-type'] = 'application/json';
  if (method !== 'GET') {
    if (tokenComing && !path.startsWith('/api/v1/sign-in')) await tokenComing;
    headers['x-csrf-token'] = csrf;
  }
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers,
      credentials: 'same-origin',
      body: options.body === undefined ? undefined : JSON.stringify(options.body),
      signal: options.signal,
      keepalive: options.keepalive,
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Refusal(0, 'offline', '');
  }
  if (response.ok) {
    if (response.status === 204) return undefined as T;
    const text = await response.text();
    return (text ? JSON.parse(text) : undefined) as T;
  }
  throw await refusalOf(response);
}

async function refusalOf(response: Response): Promise<Refusal> {
  const problem = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  const code = typeof problem.code === 'string' ? problem.code : `http-${response.status}`;
  if (response.status === 401 && code === 'sign-in-needed') onSignedOut();
  const words =
    typeof problem.detail === 'string' ? problem.detail : typeof problem.title === 'string' ? problem.title : '';
  return new Refusal(response.status, code, words, problem);
}

export const get = <T>(path: string, signal?: AbortSignal) => request<T>('GET', path, { signal });
export const post = <T>(path: string, body: unknown = {}, headers?: Record<string, string>) =>
  request<T>('POST', path, { body, headers });
export const patch = <T>(path: string, body: unknown) => request<T>('PATCH', path, { body });
export const put = <T>(path: string, body: unknown) => request<T>('PUT', path, { body });
export const remove = (path: string) => request<void>('DELETE', path);

/** Uploads one file with progress from 0 to 1. @throws Refusal */
export function upload<T>(
  path: string,
  file: File,
  onProgress: (share: number) => void,
  signal?: AbortSignal,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    call.open('POST', path);
    call.setRequestHeader('x-csrf-token', csrf);
    call.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    call.onerror = () => reject(new Refusal(0, 'offline', ''));
    call.onabort = () => reject(new DOMException('aborted', 'AbortError'));
    call.onload = () => {
      if (call.status >= 200 && call.status < 300) return resolve(JSON.parse(call.responseText) as T);
      const answer = new Response(call.responseText || '{}', { status: Math.max(call.status, 400) });
      refusalOf(answer).then(reject, reject);
    };
    signal?.addEventListener('abort', () => call.abort());
    const form = new FormData();
    form.append('file', file, file.name);
    call.send(form);
  });
}
