// What another system is told of a case or a bad answer by a link: JSON with a signature, or words for Slack. Pure.
import { createHmac } from 'node:crypto';
import { say } from '../../platform/words/words.js';

export interface CaseNews {
  /** Of the delivery: the same at every try, so that the receiver can tell a repeat. */
  id: string;
  event: 'case.opened' | 'case.closed';
  at: string;
  workspace: { id: string; name: string };
  case: {
    id: string;
    state: string;
    url: string;
    ticket: { id: string; number: number | null; subject: string | null };
    survey: { id: string; name: string; kind: string };
    score: number;
    scaleMax: number;
    /** Absent: the words of the customer stay here. */
    comment?: string | null;
    owner: { id: string; name: string } | null;
    dueAt: string;
    outcome: string | null;
  };
}

export interface AnswerNews {
  id: string;
  event: 'answer.bad';
  at: string;
  workspace: { id: string; name: string };
  answer: {
    id: string;
    url: string;
    link: { id: string; name: string };
    survey: { id: string; name: string; kind: string };
    /** Null: nobody knows who it was. */
    person: { id: string; name: string | null } | null;
    score: number;
    scaleMax: number;
    /** Absent: the words of the customer stay here. */
    comment?: string | null;
  };
}

/** `t=<seconds>,v1=<hex>`: HMAC-SHA256 of `<seconds>.<body>`, so that an old request cannot be sent again as a new one. */
export function signatureOf(secret: string, body: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000);
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
}

const LONGEST = 500;
/** Slack's own marks in somebody else's words would mention everybody, or show a link as another one. */
const plain = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

const quoted = (text: string) => `>${plain(text).slice(0, LONGEST).replaceAll('\n', '\n>')}`;

export function slackWords(news: CaseNews, locale: string): { text: string } {
  const one = news.case;
  const title = plain(`${say(locale, 'ticket.sign')}${one.ticket.number ?? ''} ${one.ticket.subject ?? ''}`.trim());
  const params = { score: one.score, max: one.scaleMax, name: one.owner?.name ?? '' };
  const lines = [
    `*${say(locale, `hook.${news.event}`, params)}*  <${one.url}|${title.replaceAll('|', '¦') || one.id}>`,
    ...(one.comment ? [quoted(one.comment)] : []),
    ...(news.event === 'case.opened' && one.owner ? [plain(say(locale, 'hook.owner', params))] : []),
    ...(news.event === 'case.closed' && one.outcome ? [say(locale, `hook.outcome.${one.outcome as 'recovered'}`)] : []),
  ];
  return { text: lines.join('\n') };
}

export function slackWordsOfAnswer({ answer, event }: AnswerNews, locale: string): { text: string } {
  const { score, scaleMax: max, link, url, person, comment } = answer;
  const lines = [
    `*${say(locale, `hook.${event}`, { score, max })}*  <${url}|${plain(link.name).replaceAll('|', '¦') || link.id}>`,
    ...(comment ? [quoted(comment)] : []),
    ...(person?.name ? [plain(person.name)] : []),
  ];
  return { text: lines.join('\n') };
}

/** When to try again after so many tries, in seconds; null: no more. Together about two hours. */
const WAITS = [5, 30, 120, 600, 1800, 3600] as const;
export const waitAfter = (attempts: number): number | null => WAITS[attempts - 1] ?? null;

/** Whether what was answered may be different another time: they are busy, or broken. */
export const mayPass = (status: number): boolean => status >= 500 || status === 408 || status === 425 || status === 429;
