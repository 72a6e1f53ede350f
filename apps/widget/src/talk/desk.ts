// The widget's door to the desk: its HTTP calls, same origin, each with a time-out; a lost answer is status 0, never a throw.
import type {
  FileItem,
  WidgetBoot,
  WidgetEarlier,
  WidgetIdentified,
  WidgetLine,
  WidgetLines,
  WidgetMailAddress,
  WidgetTalks,
  WidgetVisitor,
} from '@otklik/contract';

export interface Answer<T> {
  /** HTTP status; 0: no answer. */
  status: number;
  body: T | null;
}

const ROOT = '/api/widget/v1';
const PATIENCE_MS = 20_000;

async function call<T>(method: 'GET' | 'POST', path: string, token: string | null, body?: unknown): Promise<Answer<T>> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE_MS);
  try {
    const response = await fetch(ROOT + path, {
      method,
      credentials: 'omit',
      signal: stop.signal,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, body: response.ok && text ? (JSON.parse(text) as T) : null };
  } catch {
    return { status: 0, body: null };
  } finally {
    clearTimeout(timer);
  }
}

export const readBoot = (key: string, locale: string): Promise<Answer<WidgetBoot>> =>
  call('GET', `/boot?key=${encodeURIComponent(key)}&locale=${locale}`, null);

export interface Newcomer {
  key: string;
  locale: string;
  page: string;
  referrer: string;
}
export const createVisitor = (body: Newcomer): Promise<Answer<WidgetVisitor>> => call('POST', '/visitors', null, body);

export const postIdentity = (
  token: string | null,
  body: Newcomer & { identity: string; begin: boolean },
): Promise<Answer<WidgetIdentified>> => call('POST', '/identify', token, body);

export const postSignOff = (token: string): Promise<Answer<unknown>> => call('POST', '/sign-off', token);

export const postAbout = (
  token: string,
  about: { name: string | null; email: string | null },
): Promise<Answer<unknown>> => call('POST', '/about', token, about);

/** The way back from a mail. */
export const postReturn = (
  token: string | null,
  body: { key: string; pass: string },
): Promise<Answer<WidgetIdentified>> => call('POST', '/return', token, body);

export const readMailAddress = (token: string): Promise<Answer<WidgetMailAddress>> => call('GET', '/transcript', token);

export const postTranscript = (
  token: string,
  body: { email: string; locale: string },
): Promise<Answer<{ id: string }>> => call('POST', '/transcript', token, body);

export const readTranscript = (token: string, id: string): Promise<Answer<{ state: 'waiting' | 'sent' | 'failed' }>> =>
  call('GET', `/transcript/${id}`, token);

export const readLines = (token: string, after: string | null): Promise<Answer<WidgetLines>> =>
  call('GET', after === null ? '/lines' : `/lines?after=${encodeURIComponent(after)}`, token);

/** What was said before `before` (null: the newest), of one ticket if it is named. */
export const readEarlier = (
  token: string,
  before: string | null,
  ticketId: string | null,
): Promise<Answer<WidgetEarlier>> => call('GET', `/earlier?${queryOf({ before, ticketId })}`, token);

export const readTalks = (token: string, before: string | null): Promise<Answer<WidgetTalks>> =>
  call('GET', `/talks?${queryOf({ before })}`, token);

const queryOf = (wishes: Record<string, string | null>): URLSearchParams =>
  new URLSearchParams(Object.entries(wishes).filter((wish): wish is [string, string] => wish[1] !== null));

export interface Post {
  clientId: string;
  text: string;
  fileIds: string[];
  page: string;
  locale: string;
}
export const postMessage = (token: string, post: Post): Promise<Answer<WidgetLine>> =>
  call('POST', '/messages', token, post);

export const postRead = (token: string, mark: { ticketId: string; seq: number }): Promise<Answer<unknown>> =>
  call('POST', '/read', token, mark);

/** What may come with a score; what is absent stays as it was. */
export interface RatingMore {
  comment?: string;
  reasons?: string[];
  more?: Record<string, number>;
}

export const postAnswer = (
  token: string,
  answer: { token: string; score: number } & RatingMore,
): Promise<Answer<unknown>> => call('POST', '/answers', token, answer);

/** Sends one file; `progress` is told the share sent, 0–1. `cancel` ends it. */
export function uploadFile(
  token: string,
  file: File,
  progress: (share: number) => void,
): { done: Promise<Answer<FileItem>>; cancel: () => void } {
  const request = new XMLHttpRequest();
  const done = new Promise<Answer<FileItem>>((resolve) => {
    request.open('POST', `${ROOT}/files`);
    request.setRequestHeader('authorization', `Bearer ${token}`);
    request.responseType = 'json';
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) progress(event.loaded / event.total);
    };
    request.onload = () => {
      const ok = request.status >= 200 && request.status < 300;
      resolve({ status: request.status, body: ok ? (request.response as FileItem) : null });
    };
    request.onerror = () => resolve({ status: 0, body: null });
    request.onabort = () => resolve({ status: 0, body: null });
    const form = new FormData();
    form.append('file', file, file.name);
    request.send(form);
  });
  return { done, cancel: () => request.abort() };
}
