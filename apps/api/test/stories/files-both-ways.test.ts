// Files travel both ways on every channel: whole, inside the words where they stood there, and named where they cannot come.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FileItem, MessageItem } from '@otklik/contract';
import { TestDesk } from '../desk.js';

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

let desk: TestDesk;
beforeAll(async () => {
  desk = await TestDesk.open();
}, 60_000);
afterAll(() => desk.close(), 60_000);

async function upload(name: string, type: string, content: Buffer): Promise<FileItem> {
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(content)], { type }), name);
  const headers = desk.main.owner.headers;
  const response = await fetch(`${desk.url}/api/v1/files`, { method: 'POST', body: form, headers });
  expect(response.status).toBe(201);
  return (await response.json()) as FileItem;
}

const ticketOf = async (channel: string, name: string) =>
  (await desk.main.owner.tickets('all')).find(
    (row) => row.channel === channel && [row.contact.name, row.contact.address, row.preview].includes(name),
  )!;
const lastLine = async (ticketId: string): Promise<MessageItem> =>
  (await desk.main.owner.conversation(ticketId)).at(-1)!;

/** What an agent's browser gets of a file of a message. */
async function fetched(file: FileItem): Promise<Buffer> {
  const response = await fetch(desk.url + file.url, { headers: desk.main.owner.headers });
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
}

describe('by mail', () => {
  it('a picture inside the words and a document beside them, there and back', async () => {
    const document = Buffer.from('%PDF-1.4 счёт');
    await desk.receivesMail({
      from: 'Inna <inna@example.com>',
      subject: 'Картинка',
      text: 'Смотрите',
      html: '<p>Смотрите: <img src="cid:one@example.com"></p>',
      messageId: '<inline@example.com>',
      attachments: [
        { filename: 'экран.png', content: PNG, contentType: 'image/png', cid: 'one@example.com' },
        { filename: 'счёт.pdf', content: document, contentType: 'application/pdf' },
      ],
    });
    await desk.settles();
    const ticket = await ticketOf('email', 'inna@example.com');
    const came = await lastLine(ticket.id);
    const picture = came.files.find((file) => file.contentId === 'one@example.com')!;
    expect(await fetched(picture)).toEqual(PNG);
    expect(await fetched(came.files.find((file) => file.name === 'счёт.pdf')!)).toEqual(document);
    expect(came.html).toContain('cid:one@example.com');

    const drawn = await upload('ответ.png', 'image/png', PNG);
    const guide = await upload('guide.pdf', 'application/pdf', document);
    await desk.main.owner.replies(ticket.id, 'Вот так:', {
      html: '<p>Вот так: <img src="cid:drawn"></p>',
      fileIds: [drawn.id, guide.id],
      contentIds: { [drawn.id]: 'drawn' },
    });
    await desk.settles();
    expect(await lastLine(ticket.id)).toMatchObject({ state: 'sent', remedy: null });
    const [mail] = await desk.relay.mailsTo('inna@example.com');
    const inside = mail!.files.find((file) => file.name === 'ответ.png')!;
    expect(inside).toMatchObject({ contentType: 'image/png', size: PNG.length, inline: true });
    expect(mail!.html).toContain(`cid:${inside.contentId}`);
    expect(mail!.files.find((file) => file.name === 'guide.pdf')).toMatchObject({
      size: document.length,
      inline: false,
    });
  }, 30_000);

  it('content ids that are no words are refused', async () => {
    const ticket = await ticketOf('email', 'inna@example.com');
    const { id } = await upload('x.png', 'image/png', PNG);
    for (const contentIds of [{ [id]: { a: 1 } }, { [id]: 5 }, { [id]: 'a\r\nX: y' }, { [id]: 'x'.repeat(5000) }, []]) {
      const { status } = await desk.main.owner.call(
        'POST',
        `/api/v1/tickets/${ticket.id}/messages`,
        { text: 'x', fileIds: [id], contentIds },
        { 'idempotency-key': JSON.stringify(contentIds).slice(0, 100) },
      );
      expect([contentIds, status]).toEqual([contentIds, 400]);
    }
  }, 30_000);
});

describe('by Telegram', () => {
  const customer = { id: 301, firstName: 'Файлы' };

  it('photo, document and voice come in, photo and document go out', async () => {
    desk.telegram.customerSends(customer, 'photo', { content: PNG, contentType: 'image/jpeg', caption: 'Экран' });
    desk.telegram.customerSends(customer, 'document', { content: Buffer.from('doc'), name: 'договор.txt' });
    desk.telegram.customerSends(customer, 'voice', { content: Buffer.from('ogg'), contentType: 'audio/ogg' });
    await desk.telegramDelivers();
    const ticket = await ticketOf('telegram', 'Файлы');
    const came = (await desk.main.owner.conversation(ticket.id)).map((line) => line.files);
    expect(came.map((files) => files.length)).toEqual([1, 1, 1]);
    expect(await Promise.all(came.map(([file]) => fetched(file!)))).toEqual([
      PNG,
      Buffer.from('doc'),
      Buffer.from('ogg'),
    ]);
    expect(came[1]![0]!.name).toBe('договор.txt');

    const photo = await upload('схема.png', 'image/png', PNG);
    const document = await upload('guide.pdf', 'application/pdf', Buffer.from('%PDF'));
    await desk.main.owner.replies(ticket.id, 'Смотрите', { fileIds: [photo.id, document.id] });
    await desk.settles();
    expect(await lastLine(ticket.id)).toMatchObject({ state: 'sent', remedy: null });
    const sent = desk.telegram.sentTo(customer);
    expect(sent.map((message) => message.file?.kind).filter(Boolean)).toEqual(['photo', 'document']);
    expect(sent.some((message) => message.text.includes('Смотрите'))).toBe(true);
  }, 30_000);

  it('a file that Telegram no longer has is named for good, and the words are there', async () => {
    desk.telegram.refuse(400, { method: 'getFile', times: 50, description: 'Bad Request: wrong file_id' });
    const other = { id: 302, firstName: 'Пропажа' };
    desk.telegram.customerSends(other, 'document', {
      content: Buffer.from('x'),
      name: 'пропал.pdf',
      contentType: 'application/pdf',
    });
    await desk.telegramDelivers();
    const ticket = await ticketOf('telegram', 'Пропажа');
    const line = await lastLine(ticket.id);
    expect([line.files, line.text.includes('пропал.pdf')]).toEqual([[], true]);
    await desk.travels(3600_000);
    expect(await lastLine(ticket.id)).toMatchObject({ text: line.text, files: [] });
    const [late] = await desk.database.query<{ n: number }>(`/* test */ SELECT count(*)::int AS n FROM late_file`);
    expect(late!.n).toBe(0);
  }, 30_000);
});

describe('in the widget', () => {
  it('a visitor’s file reaches the agent, and an agent’s the visitor, by a link that opens without a session', async () => {
    const visitor = await desk.visits();
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(PNG)], { type: 'image/png' }), 'мой.png');
    const response = await fetch(`${desk.url}/api/widget/v1/files`, {
      method: 'POST',
      body: form,
      headers: { authorization: `Bearer ${visitor.token}` },
    });
    const mine = (await response.json()) as FileItem;
    await visitor.writes('widget-files', undefined, [mine.id]);
    await desk.settles();
    const ticket = await ticketOf('chat', 'widget-files');
    expect(await fetched((await lastLine(ticket.id)).files[0]!)).toEqual(PNG);

    const { id } = await upload('схема.png', 'image/png', PNG);
    await desk.main.owner.replies(ticket.id, 'Вот', { fileIds: [id] });
    await desk.settles();
    const [file] = (await visitor.lines()).at(-1)!.files;
    expect(file).toMatchObject({ name: 'схема.png', size: PNG.length });
    const opened = await fetch(desk.url + file!.url);
    expect([opened.status, Buffer.from(await opened.arrayBuffer())]).toEqual([200, PNG]);
  }, 30_000);
});
