// A desk with something on it: conversations in three channels and three languages, answered, noted, solved and rated.
import { randomUUID } from 'node:crypto';
import { sendMail } from '../apps/api/test/standins/mail-standin.js';
import { type DeskCaller, MAILBOX, RunningDesk } from './running-desk.js';

export const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAGCAIAAABxZ0isAAAAD0lEQVR4nGPIwgEYBlICAHl1O6E6Ag5BAAAAAElFTkSuQmCC',
  'base64',
);
const MARIA = { name: 'Мария Иванова', address: 'maria@customer.example' };
const STOYAN = { id: 601, firstName: 'Стоян', lastName: 'Петров', username: 'stoyan', languageCode: 'bg' };

export interface FilledDesk {
  desk: RunningDesk;
  call: DeskCaller;
  /** Ticket ids by channel. */
  tickets: { mail: string; chat: string; telegram: string };
  /** Path of a survey page that nobody has answered, of one that somebody has, and of one with a bad answer. */
  surveys: { open: string; answered: string; bad: string };
  /** A visitor of the site who was answered and asked how it went: what their browser remembers. */
  visitor: { key: string; token: string };
}

interface Row {
  id: string;
  subject: string | null;
  preview: string;
  channel: string;
}

export async function fillDesk(): Promise<FilledDesk> {
  const desk = await RunningDesk.start();
  const call = await desk.signIn();
  await desk.connectTelegram(call);
  await desk.askAtOnce(call);
  await call('POST', '/api/v1/sla-policies', {
    name: 'Everyone',
    enabled: true,
    conditions: { all: [] },
    clock: 'calendar',
    firstResponseSeconds: 3600,
    nextResponseSeconds: 7200,
    resolutionSeconds: 2 * 86_400,
    warnSeconds: 900,
  });
  await mailFrom(desk, 'Разбитый чайник в заказе № 1043');
  await chat(desk, 'en', ['Hello! Do you have linden tea today?', 'I would take 200 g, if it is fresh.']);
  desk.telegram.customerWrites(STOYAN, 'Здравейте! Кога ще дойде пратката ми?');
  const rows = await settled(async () => (await rowsOf(call)).length === 3 && rowsOf(call));
  const idOf = (channel: string) => rows.find((row) => row.channel === channel)!.id;
  const tickets = { mail: idOf('email'), chat: idOf('chat'), telegram: idOf('telegram') };
  const write = (id: string, kind: 'messages' | 'notes', text: string, html: string | null = null) =>
    call('POST', `/api/v1/tickets/${id}/${kind}`, { text, html, fileIds: [] }, { 'idempotency-key': randomUUID() });
  await write(tickets.mail, 'messages', 'Простите! Новый чайник отправим сегодня.');
  await write(tickets.mail, 'notes', 'Второй раз за месяц: спросить склад про упаковку.');
  await write(
    tickets.telegram,
    'messages',
    'Утре до обяд. Следете я тук.',
    '<p><strong>Утре</strong> до обяд.</p><ul><li>Следете я <a href="https://track.example/77">тук</a></li></ul>',
  );
  const visitor = await answeredVisitor(desk, call, write);
  const surveys = {
    open: await surveyOf(desk, call, 1),
    answered: await surveyOf(desk, call, 2),
    bad: await surveyOf(desk, call, 3),
  };
  const bad = { score: '1', comment: 'Чай пришёл через две недели, и пачка была порвана.', lang: 'ru' };
  await fetch(desk.url + surveys.bad, { method: 'POST', body: new URLSearchParams(bad) });
  const comment = 'Привезли позже, чем обещали, но Анна всё быстро уладила, спасибо! Мой телефон +7 912 345-67-89.';
  const given = new URLSearchParams({ score: '5', lang: 'ru', comment });
  await fetch(desk.url + surveys.answered, { method: 'POST', body: given });
  return { desk, call, tickets, surveys, visitor };
}

/** A mail of another customer, solved at once: the path of its survey page. */
async function surveyOf(desk: RunningDesk, call: DeskCaller, n: number): Promise<string> {
  const from = { name: `Анна ${n}`, address: `anna${n}@customer.example` };
  const subject = `Где мой чай? ${n}`;
  await sendMail(desk.smtpPort, { from, to: MAILBOX, subject, text: 'Жду третий день.' });
  const row = await settled(async () => (await rowsOf(call)).find((one) => one.subject === subject));
  await call('POST', `/api/v1/tickets/${row.id}/state`, { state: 'solved' });
  const [mail] = await desk.mail.mailsTo(from.address, 1, 30_000);
  const link = /https?:\/\/[^"\s<>]*(\/s\/[^"?\s<>]+)/.exec(mail!.html)?.[1];
  if (!link) throw new Error(`No link to a survey in:\n${mail!.html}`);
  return link;
}

const rowsOf = async (call: DeskCaller) => (await call<{ items: Row[] }>('GET', '/api/v1/tickets?view=all')).items;

const mailFrom = (desk: RunningDesk, subject: string) =>
  sendMail(desk.smtpPort, {
    from: MARIA,
    to: MAILBOX,
    subject,
    html: '<p>Здравствуйте! Чайник пришёл <b>разбитым</b>, фото внутри.</p><p><img src="cid:photo@customer" alt="фото" width="240" height="180"></p>',
    attachments: [
      { filename: 'накладная.pdf', content: Buffer.from('%PDF-1.4'), contentType: 'application/pdf' },
      { filename: 'photo.png', content: PICTURE, cid: 'photo@customer', contentType: 'image/png' },
    ],
  });

async function chat(desk: RunningDesk, locale: string, lines: string[]): Promise<{ key: string; token: string }> {
  const page = await (await fetch(`${desk.url}/demo`)).text();
  const key = /widget\.js\?key=([^"]+)"/.exec(page)![1]!;
  const post = async <T>(path: string, body: unknown, token?: string) => {
    const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
    const request = { method: 'POST', headers, body: JSON.stringify(body) };
    const response = await fetch(`${desk.url}/api/widget/v1/${path}`, request);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
  const where = { page: `${desk.url}/demo`, locale };
  const { token } = await post<{ token: string }>('visitors', { key, ...where });
  for (const text of lines) await post('messages', { clientId: randomUUID(), text, fileIds: [], ...where }, token);
  return { key, token };
}

type Write = (id: string, kind: 'messages', text: string, html: string | null) => Promise<unknown>;

async function answeredVisitor(
  desk: RunningDesk,
  call: DeskCaller,
  write: Write,
): Promise<{ key: string; token: string }> {
  const question = 'My teapot came with a crack. What now?';
  const visitor = await chat(desk, 'en', [question]);
  const row = await settled(async () => (await rowsOf(call)).find((one) => one.preview === question));
  const html =
    '<p>I am so sorry! A new one leaves <strong>today</strong>:</p><ul><li>keep the old one</li><li>follow it <a href="https://track.example/78">here</a></li></ul>';
  await write(row.id, 'messages', 'I am so sorry! A new one leaves today.', html);
  const headers = { authorization: `Bearer ${visitor.token}` };
  const lines = async () => {
    const answer = await fetch(`${desk.url}/api/widget/v1/lines`, { headers });
    return ((await answer.json()) as { lines: { card: unknown }[] }).lines;
  };
  await settled(async () => (await lines()).length === 2);
  await call('POST', `/api/v1/tickets/${row.id}/state`, { state: 'solved' });
  await settled(async () => (await lines()).some((line) => line.card));
  return visitor;
}

export async function settled<T>(look: () => Promise<T | false | null | undefined>): Promise<T> {
  for (const end = Date.now() + 20_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 100))) {
    const found = await look();
    if (found) return found;
  }
  throw new Error('The desk never came to what was waited for.');
}
