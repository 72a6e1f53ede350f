// Telegram and the widget come in: once and in order, forged ones not at all, and each customer sees only their own lines.
import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FileItem, WidgetBoot, WidgetEarlier, WidgetIdentified, WidgetLines, WidgetTalks } from '@otklik/contract';
import { createDesk } from '../../src/desk-server.js';
import { ReturnPass } from '../../src/outbound/letters/return-pass.js';
import { SendLetters } from '../../src/outbound/letters/send-letters.js';
import { Clock } from '../../src/platform/clock.js';
import { newId } from '../../src/platform/ids.js';
import { TestDesk, Visitor } from '../desk.js';
import { freePort } from '../free-port.js';

let desk: TestDesk;
beforeAll(async () => {
  desk = await TestDesk.open();
}, 60_000);
afterAll(() => desk.close());

const person = (id: number, firstName: string) => ({ id, firstName, languageCode: 'ru' });
const telegramTicket = async (name: string) =>
  (await desk.main.owner.tickets('all')).find((row) => row.channel === 'telegram' && row.contact.name === name)!;
const linesOf = async (ticketId: string) =>
  (await desk.main.owner.conversation(ticketId)).filter((line) => line.kind === 'customer');
const rawCount = async () => {
  const [row] = await desk.database.query<{ n: number }>('SELECT count(*)::int AS n FROM raw WHERE workspace_id = $1', [
    desk.main.workspaceId,
  ]);
  return row!.n;
};
const hook = (
  body: string,
  headers: Record<string, string> = { 'x-telegram-bot-api-secret-token': 'hook-secret-0123456789' },
  key = desk.main.telegram.key,
) =>
  fetch(`${desk.url}/hooks/telegram/${key}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
const widget = async <T>(visitor: Visitor, method: string, path: string, body?: unknown) => {
  const response = await fetch(`${desk.url}/api/widget/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${visitor.token}`,
      ...(body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: (text ? JSON.parse(text) : null) as T };
};

describe('Telegram', () => {
  it('makes one message of an update delivered three times', async () => {
    desk.telegram.customerWrites(person(101, 'Трижды'), 'Привет');
    await desk.telegramDelivers();
    const update = desk.telegram.updates.made.at(-1)!;
    for (let times = 0; times < 2; times++) expect((await hook(JSON.stringify(update))).status).toBe(200);
    await desk.settles();
    const ticket = await telegramTicket('Трижды');
    expect(await linesOf(ticket.id)).toHaveLength(1);
  }, 30_000);

  it('keeps the order of arrival, and an edit in its place', async () => {
    const customer = person(102, 'Порядок');
    const ids: number[] = [];
    for (let n = 1; n <= 12; n++) ids.push(desk.telegram.customerWrites(customer, `${n}`));
    desk.telegram.customerEdits(customer, ids[3]!, 'четыре');
    await desk.telegramDelivers();
    const lines = await linesOf((await telegramTicket('Порядок')).id);
    expect(lines.map((line) => line.text)).toEqual([
      '1',
      '2',
      '3',
      'четыре',
      '5',
      '6',
      '7',
      '8',
      '9',
      '10',
      '11',
      '12',
    ]);
    expect(lines[3]!.editedAt).not.toBeNull();
  }, 30_000);

  it('brings the photo along; one that cannot be had is named, and comes later', async () => {
    const customer = person(103, 'Фото');
    desk.telegram.customerSends(customer, 'photo', {
      content: Buffer.from('jpeg'),
      contentType: 'image/jpeg',
      caption: 'Вот',
    });
    await desk.telegramDelivers();
    desk.telegram.refuse(500, { method: 'getFile', times: 20 });
    desk.telegram.customerSends(customer, 'document', {
      content: Buffer.from('pdf'),
      name: 'счёт.pdf',
      contentType: 'application/pdf',
    });
    await desk.telegramDelivers();
    const { id } = await telegramTicket('Фото');
    const before = await linesOf(id);
    expect(before[0]).toMatchObject({ text: 'Вот', files: [{ contentType: 'image/jpeg', size: 4 }] });
    expect(before[1]!.files).toEqual([]);
    expect(before[1]!.text).toContain('счёт.pdf');
    desk.telegram.refuse(200, { method: 'never' });
    for (let times = 0; times < 25; times++)
      await fetch(`${desk.telegram.root}/bot${desk.telegram.token}/getFile?file_id=x`);
    await desk.travels(20_000);
    const after = await linesOf(id);
    expect(after[1]).toMatchObject({ text: '', files: [{ name: 'счёт.pdf', size: 3 }], editedAt: null });
  }, 60_000);

  it('lets no poisonous row stand in the way of the next', async () => {
    const { workspaceId, telegram } = desk.main;
    const id = newId();
    await desk.database.query(
      `INSERT INTO raw (workspace_id, id, connection_id, source, envelope, body_file, size, state, due_at, received_at)
       VALUES ($1, $2, $3, 'webhook', '{}', 'raw/nowhere', 15, 'received', $4, $4)`,
      [workspaceId, id, telegram.id, desk.clock.now()],
    );
    desk.telegram.customerWrites(person(104, 'Следом'), 'Я здоров');
    await desk.telegramDelivers();
    expect(await linesOf((await telegramTicket('Следом')).id)).toHaveLength(1);
    for (const seconds of [2, 11, 61, 301]) await desk.travels(seconds * 1000);
    const [row] = await desk.database.query<{ state: string }>(
      'SELECT state FROM raw WHERE workspace_id = $1 AND id = $2',
      [workspaceId, id],
    );
    expect(row!.state).toBe('failed');
  }, 30_000);

  it('flags who blocked us, and knows when they are back', async () => {
    const customer = person(105, 'Блок');
    desk.telegram.customerWrites(customer, 'Я тут');
    await desk.telegramDelivers();
    const { contact } = await telegramTicket('Блок');
    const flagged = async () =>
      (
        await desk.main.owner.does<{ identities: { unreachableAt: string | null }[] }>(
          'GET',
          `/api/v1/contacts/${contact.id}`,
        )
      ).identities[0]!.unreachableAt !== null;
    desk.telegram.customerBlocks(customer);
    await desk.telegramDelivers();
    expect(await flagged()).toBe(true);
    desk.telegram.customerBlocks(customer, false);
    await desk.telegramDelivers();
    expect(await flagged()).toBe(false);
  }, 30_000);

  it('takes the words after a rating as its comment: shown, and nothing reopens', async () => {
    const customer = person(106, 'Оценка');
    desk.telegram.customerWrites(customer, 'Помогите');
    await desk.telegramDelivers();
    const { id } = await telegramTicket('Оценка');
    await desk.main.owner.replies(id, 'Готово.');
    await desk.main.owner.solves(id);
    await desk.settles();
    const survey = desk.telegram.sentTo(customer).at(-1)!;
    desk.telegram.customerPresses(customer, survey.keyboard.flat()[0]!.text);
    await desk.telegramDelivers();
    desk.telegram.customerWrites(customer, 'Слишком долго');
    await desk.telegramDelivers();
    const ticket = await telegramTicket('Оценка');
    expect([ticket.state, ticket.rating?.comment]).toEqual(['solved', 'Слишком долго']);
    expect((await linesOf(id)).at(-1)).toMatchObject({ text: 'Слишком долго', why: 'survey-comment' });
    desk.telegram.customerWrites(customer, 'И ещё вопрос');
    await desk.telegramDelivers();
    expect((await telegramTicket('Оценка')).state).toBe('open');
  }, 30_000);
});

describe('the webhook door', () => {
  it('knows no stranger: nothing is stored of what it refuses', async () => {
    const before = await rawCount();
    expect((await hook('{}', { 'x-telegram-bot-api-secret-token': 'forged' })).status).toBe(401);
    expect((await hook('{}', {})).status).toBe(401);
    expect((await hook('{}', undefined, 'no-such-key')).status).toBe(404);
    expect((await hook('{}', undefined, desk.main.chat.key)).status).toBe(404);
    expect(
      (await fetch(`${desk.url}/hooks/nothing/${desk.main.telegram.key}`, { method: 'POST', body: '{}' })).status,
    ).toBe(404);
    expect((await hook('x'.repeat(36 * 1024 * 1024))).status).toBe(413);
    expect(await rawCount()).toBe(before);
    expect(await (await fetch(`${desk.url}/metrics`)).text()).toMatch(
      /otklik_inbound_refused_total\{[^}]*reason="signature"[^}]*\} 2/,
    );
  }, 30_000);

  it.each([
    ['{"update_id":'],
    ['[]'],
    ['"text"'],
    [''],
    ['{"update_id":7,"message":{"chat":{"id":1}}}'],
    ['\u0000\u0001'],
  ])(
    'stores what it cannot read (%p), and says why',
    async (body) => {
      expect((await hook(body)).status).toBe(200);
      await desk.settles();
      const [row] = await desk.database.query<{ state: string; reason: string; error: string | null }>(
        'SELECT state, reason, error FROM raw WHERE workspace_id = $1 ORDER BY id DESC LIMIT 1',
        [desk.main.workspaceId],
      );
      expect(['quarantined', 'dropped']).toContain(row!.state);
      expect(row!.reason).toBeTruthy();
      expect(row!.error).toBeNull();
    },
    30_000,
  );
});

describe('long polling', () => {
  it('begins within seconds when the settings say so, and stores what came before it asks for more', async () => {
    await desk.main.owner.does('PATCH', `/api/v1/connections/${desk.main.telegram.id}`, {
      config: { mode: 'polling' },
    });
    desk.telegram.updates.setWebhook({ url: '' });
    desk.telegram.customerWrites(person(107, 'Опрос'), 'Есть кто?');
    const until = Date.now() + 10_000;
    while (!(await telegramTicket('Опрос')) && Date.now() < until) await sleep(50);
    expect(await linesOf((await telegramTicket('Опрос')).id)).toHaveLength(1);
  }, 30_000);
});

describe('many processes', () => {
  it('keep the order of a conversation, and make nothing twice, though their clocks differ', async () => {
    const other = await createDesk({ ...desk.env, port: await freePort() });
    other.get(Clock).travel(-60_000);
    try {
      const customer = person(108, 'Вдвоём');
      const wanted = Array.from({ length: 40 }, (_, n) => `${n}`);
      for (const text of wanted) desk.telegram.customerWrites(customer, text);
      const until = Date.now() + 20_000;
      let lines: string[] = [];
      while (lines.length < wanted.length && Date.now() < until) {
        await sleep(100);
        const ticket = await telegramTicket('Вдвоём');
        lines = ticket ? (await linesOf(ticket.id)).map((line) => line.text) : [];
      }
      expect(lines).toEqual(wanted);
    } finally {
      await other.close();
    }
  }, 60_000);
});

describe('a broken token', () => {
  it('turns the connection red, and green again once it is mended', async () => {
    const state = async () =>
      (await desk.main.owner.does<{ state: string }>('GET', `/api/v1/connections/${desk.main.telegram.id}`)).state;
    const becomes = async (wanted: string) => {
      const until = Date.now() + 15_000;
      while ((await state()) !== wanted && Date.now() < until) await sleep(100);
      expect(await state()).toBe(wanted);
    };
    desk.telegram.revokeToken();
    desk.telegram.customerWrites(person(109, 'Потом'), 'Дойдёт');
    await becomes('broken');
    desk.telegram.revokeToken(false);
    await desk.main.owner.does('PATCH', `/api/v1/connections/${desk.main.telegram.id}`, {
      config: { botToken: desk.telegram.token, apiRoot: `${desk.telegram.root}/` },
    });
    await becomes('ok');
    const until = Date.now() + 10_000;
    while (!(await telegramTicket('Потом')) && Date.now() < until) await sleep(100);
    expect(await telegramTicket('Потом')).toBeDefined();
  }, 60_000);
});

describe('the widget', () => {
  const write = (visitor: Visitor, body: Record<string, unknown>) =>
    widget<{ ticketId: string; seq: number; code: string; text: string; files: FileItem[] }>(
      visitor,
      'POST',
      '/messages',
      { clientId: randomUUID(), text: '', fileIds: [], ...body },
    );

  it('opens with a name, a greeting and an honest promise, and not for a stranger’s key', async () => {
    const boot = (await (
      await fetch(`${desk.url}/api/widget/v1/boot?key=${desk.main.chat.key}&locale=ru-RU`)
    ).json()) as WidgetBoot;
    expect(boot).toMatchObject({ name: 'story', locale: 'ru', usualAnswerSeconds: null, agents: [{ name: 'Ольга' }] });
    expect(boot.greeting).toMatch(/[а-я]/);
    expect((await fetch(`${desk.url}/api/widget/v1/boot?key=nothing`)).status).toBe(404);
  });

  it('takes a line of another visitor whose browser gave it the same name', async () => {
    const clientId = randomUUID();
    const [anna, boris] = [await desk.visits(), await desk.visits()];
    await anna.writes('from Anna', clientId);
    await boris.writes('from Boris', clientId);
    expect((await anna.lines()).map((line) => line.text)).toEqual(['from Anna']);
    expect((await boris.lines()).map((line) => line.text)).toEqual(['from Boris']);
  });

  it('keeps one line of three posts, also when they come at once', async () => {
    const visitor = await desk.visits();
    const clientId = randomUUID();
    const lines = await Promise.all([1, 2, 3].map(() => visitor.writes('Hello', clientId)));
    expect(new Set(lines.map((line) => line.id)).size).toBe(1);
    expect(await visitor.lines()).toHaveLength(1);
  });

  it('shows a visitor their own public lines, never a note, never another’s', async () => {
    const [anna, boris] = [await desk.visits(), await desk.visits()];
    const { ticketId } = await anna.writes('Mine');
    await boris.writes('His');
    await desk.main.owner.does('POST', `/api/v1/tickets/${ticketId}/notes`, {
      text: 'secret note',
      html: null,
      fileIds: [],
    });
    await desk.main.owner.replies(ticketId, 'Answer');
    await desk.settles();
    const lines = await anna.lines();
    expect(lines.map((line) => [line.from, line.text, line.author])).toEqual([
      ['me', 'Mine', null],
      ['them', 'Answer', 'Ольга'],
    ]);
    expect((await boris.lines()).map((line) => line.text)).toEqual(['His']);
    expect((await widget(boris, 'POST', '/read', { ticketId, seq: 1 })).status).toBe(404);
    expect((await widget(anna, 'POST', '/read', { ticketId, seq: 99 })).status).toBe(204);
    expect(
      (
        await fetch(`${desk.url}/api/widget/v1/lines`, {
          headers: { authorization: 'Bearer forged-token-forged-token' },
        })
      ).status,
    ).toBe(401);
  }, 30_000);

  it('catches up from its cursor without losing or doubling a line', async () => {
    const visitor = await desk.visits();
    const after = async (cursor: string | null) =>
      (await widget<WidgetLines>(visitor, 'GET', cursor === null ? '/lines' : `/lines?after=${cursor}`)).body;
    const first = await after(null);
    expect(first.lines).toEqual([]);
    const { ticketId } = await visitor.writes('one');
    const second = await after(first.cursor);
    expect(second.lines.map((line) => line.text)).toEqual(['one']);
    await desk.main.owner.replies(ticketId, 'two');
    await visitor.writes('three');
    await desk.settles();
    const third = await after(second.cursor);
    expect(third.lines.map((line) => line.text).sort()).toEqual(['three', 'two']);
    expect((await after(third.cursor)).lines).toEqual([]);
    expect((await widget(visitor, 'GET', '/lines?after=forged')).status).toBe(400);
  }, 30_000);

  it('shows what was said before the last lines, page by page, and the earlier conversations', async () => {
    const [visitor, stranger] = [await desk.visits(), await desk.visits()];
    const { ticketId: first } = await visitor.writes('first of all');
    await desk.database.query(`/* test */ UPDATE ticket SET state = 'closed' WHERE id = $1`, [first]);
    for (let n = 1; n <= 55; n++) await visitor.writes(`line ${n}`);
    const { lines, earlier } = (await widget<WidgetLines>(visitor, 'GET', '/lines')).body;
    expect([lines.length, lines[0]!.text]).toEqual([50, 'line 6']);
    const before = (await widget<WidgetEarlier>(visitor, 'GET', `/earlier?before=${earlier}`)).body;
    expect(before.lines.map((line) => line.text)).toEqual(['first of all', ...[1, 2, 3, 4, 5].map((n) => `line ${n}`)]);
    expect(before.earlier).toBeNull();
    const { talks, next } = (await widget<WidgetTalks>(visitor, 'GET', '/talks')).body;
    expect(talks.map((talk) => [talk.words, talk.open])).toEqual([
      ['line 1', true],
      ['first of all', false],
    ]);
    expect(next).toBeNull();
    const one = await widget<WidgetEarlier>(visitor, 'GET', `/earlier?ticketId=${first}`);
    expect(one.body.lines.map((line) => line.text)).toEqual(['first of all']);
    const peep = await widget<WidgetEarlier>(stranger, 'GET', `/earlier?ticketId=${first}&before=${earlier}`);
    expect(peep.body.lines).toEqual([]);
    expect((await widget<WidgetTalks>(stranger, 'GET', '/talks')).body.talks).toEqual([]);
    expect((await widget(visitor, 'GET', '/earlier?before=forged')).status).toBe(400);
  }, 60_000);

  it('takes files, and only the visitor’s own', async () => {
    const [anna, boris] = [await desk.visits(), await desk.visits()];
    const form = new FormData();
    form.append('file', new Blob(['<script>alert(1)</script>'], { type: 'text/html' }), 'page.html');
    const { body: file, status } = await widget<FileItem>(anna, 'POST', '/files', form);
    expect(status).toBe(201);
    expect((await write(boris, { fileIds: [file.id] })).status).toBe(400);
    expect((await write(anna, { fileIds: [file.id] })).body.files).toHaveLength(1);
    const fetched = await fetch(desk.url + file.url);
    expect([fetched.status, fetched.headers.get('content-type')]).toEqual([200, 'application/octet-stream']);
    expect((await fetch(desk.url + file.url.replace(/sig=.{4}/, 'sig=AAAA'))).status).toBe(404);
    expect((await write(anna, {})).status).toBe(400);
    expect((await write(anna, { text: 'a\0b' })).body.text).toBe('ab');
  }, 30_000);

  it('knows a signed visitor in every browser; a forged word changes nothing; logging out closes', async () => {
    const identitySecret = 'a secret of the shop, long enough for anybody';
    const { key, id } = desk.main.chat;
    await desk.main.owner.does('PATCH', `/api/v1/connections/${id}`, { config: { identitySecret } });
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const sign = (claims: object, secret = identitySecret) => {
      const exp = Math.floor(desk.clock.now().getTime() / 1000) + 600;
      const said = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ exp, ...claims })}`;
      return `${said}.${createHmac('sha256', secret).update(said).digest('base64url')}`;
    };
    const identify = async (identity: string, options: { begin?: boolean; token?: string } = {}) => {
      const response = await fetch(`${desk.url}/api/widget/v1/identify`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(options.token ? { authorization: `Bearer ${options.token}` } : {}),
        },
        body: JSON.stringify({ key, identity, begin: options.begin ?? false, page: 'https://shop.test/teas' }),
      });
      return { status: response.status, ...((await response.json()) as WidgetIdentified) };
    };
    const anna = sign({ sub: '42', name: 'Анна', email: 'anna@shop.test' });
    expect(await identify(anna)).toEqual({ status: 200, token: null, visitorId: null });

    const home = await desk.visits();
    const { ticketId } = await home.writes('from home');
    // Somebody else had been here before, and was sent a way back: from now on it opens nothing.
    const before = desk.app.get(ReturnPass).make({ workspaceId: desk.main.workspaceId, visitorId: home.id });
    const comeBack = (pass = before) =>
      fetch(`${desk.url}/api/widget/v1/return`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ key, pass }),
      });
    const elsewhere = new Visitor(desk.url, ((await (await comeBack()).json()) as WidgetIdentified).token!, home.id);
    expect(await elsewhere.lines()).toHaveLength(1);
    // The link was passed on: whoever opens it reads, and owns nothing.
    expect(await identify(sign({ sub: 'other', email: 'other@shop.test' }), { token: elsewhere.token })).toMatchObject({
      token: null,
    });
    desk.clock.travel(2000);
    expect(await identify(anna, { token: home.token })).toMatchObject({ token: home.token });
    expect((await comeBack()).status).toBe(410);
    expect((await widget(elsewhere, 'GET', '/lines')).status).toBe(401);
    const row = (await desk.main.owner.tickets('all')).find((one) => one.id === ticketId)!;
    expect(row.contact.name).toBe('Анна');
    const card = await desk.main.owner.does<{ identities: { email: string }[] }>(
      'GET',
      `/api/v1/contacts/${row.contact.id}`,
    );
    expect(card.identities[0]!.email).toBe('anna@shop.test');
    expect(await desk.main.owner.does('GET', `/api/v1/contacts/${row.contact.id}/visit`)).toMatchObject({
      page: 'https://shop.test/',
    });

    const phone = await identify(anna);
    expect([phone.visitorId, phone.token === home.token]).toEqual([home.id, false]);
    const onPhone = new Visitor(desk.url, phone.token!, phone.visitorId!);
    expect((await onPhone.lines()).map((line) => line.text)).toEqual(['from home']);
    await onPhone.writes('from the phone');
    expect((await home.lines()).map((line) => line.text)).toEqual(['from home', 'from the phone']);
    expect(await identify(anna, { token: phone.token! })).toMatchObject({ token: phone.token });

    // The site says that the address that was given is theirs: it is theirs alone, for anybody may give any address.
    const given = await desk.visits();
    await given.writes('who am I?');
    await widget(given, 'POST', '/about', { name: null, email: 'boris@shop.test' });
    const boris = sign({ sub: 'boris', email: 'Boris@shop.test' });
    const pass = desk.app.get(ReturnPass).make({ workspaceId: desk.main.workspaceId, visitorId: given.id });
    const byLink = (await (await comeBack(pass)).json()) as WidgetIdentified;
    desk.clock.travel(2000);
    expect(await identify(boris, { token: byLink.token! })).toMatchObject({ token: byLink.token, visitorId: given.id });
    expect(await new Visitor(desk.url, byLink.token!, given.id).lines()).toHaveLength(1);
    expect([(await widget(given, 'GET', '/lines')).status, (await comeBack(pass)).status]).toEqual([401, 410]);

    const stranger = await desk.visits();
    for (const word of [sign({ sub: '42' }, `${identitySecret}!`), sign({ sub: '42', exp: 1 }), 'x.y.z'])
      expect((await identify(word, { token: stranger.token })).status).toBe(403);
    expect(await stranger.lines()).toEqual([]);

    const [one, two] = await Promise.all([1, 2].map(() => identify(sign({ sub: 'new' }), { begin: true })));
    expect(one!.visitorId).toBe(two!.visitorId);
    expect((await widget(onPhone, 'POST', '/sign-off')).status).toBe(204);
    expect((await widget(onPhone, 'GET', '/lines')).status).toBe(401);
    expect((await widget(home, 'POST', '/sign-off')).status).toBe(204);
    expect((await widget(home, 'GET', '/lines')).status).toBe(401);
    expect((await widget(stranger, 'POST', '/sign-off')).status).toBe(204);
    expect((await widget(stranger, 'GET', '/lines')).status).toBe(200);
  }, 60_000);

  it('shows the faces and the logo that people gave, and nothing that is no picture', async () => {
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    const upload = async (path: string, content: Buffer, name = 'me.png') => {
      const form = new FormData();
      form.append('file', new Blob([content], { type: 'image/png' }), name);
      const { headers } = desk.main.owner;
      const answer = await fetch(desk.url + path, { method: 'POST', headers, body: form });
      return { status: answer.status, file: (await answer.json()) as FileItem };
    };
    const boot = async () =>
      (await (await fetch(`${desk.url}/api/widget/v1/boot?key=${desk.main.chat.key}`)).json()) as WidgetBoot;
    expect((await upload('/api/v1/me/picture', Buffer.from('<svg onload="alert(1)"/>'))).status).toBe(415);
    expect((await upload('/api/v1/me/picture', Buffer.concat([png, Buffer.alloc(1024 * 1024)]))).status).toBe(413);
    expect((await boot()).agents[0]!.picture).toBeNull();
    expect((await upload('/api/v1/me/picture', png, '../../evil.html')).status).toBe(201);
    const { picture } = (await boot()).agents[0]!;
    const fetched = await fetch(desk.url + picture!);
    expect([
      fetched.status,
      fetched.headers.get('content-type'),
      fetched.headers.get('x-content-type-options'),
    ]).toEqual([200, 'image/png', 'nosniff']);
    expect((await fetch(desk.url + picture!.replace(/sig=.{4}/, 'sig=AAAA'))).status).toBe(404);
    const visitor = await desk.visits();
    const { ticketId } = await visitor.writes('Who is there?');
    await desk.main.owner.replies(ticketId, 'I am.');
    await desk.settles();
    expect((await visitor.lines()).at(-1)!.picture).toBe(picture);
    const { file } = await upload('/api/v1/pictures', png, 'logo.png');
    const config = (logo: string) => ({ config: { face: 'logo', logo } });
    await desk.main.owner.does('PATCH', `/api/v1/connections/${desk.main.chat.id}`, config(file.id));
    expect(await boot()).toMatchObject({ face: 'logo', logo: expect.stringContaining(file.id) });
    // A file of another kind, or of another workspace, is nobody's logo.
    const form = new FormData();
    form.append('file', new Blob(['secret'], { type: 'text/plain' }), 'secret.txt');
    const { headers } = desk.main.owner;
    const secret = (await (
      await fetch(`${desk.url}/api/v1/files`, { method: 'POST', headers, body: form })
    ).json()) as FileItem;
    await desk.main.owner.does('PATCH', `/api/v1/connections/${desk.main.chat.id}`, config(secret.id));
    expect((await boot()).logo).toBeNull();
    await desk.main.owner.does('DELETE', '/api/v1/me/picture');
    expect((await boot()).agents[0]!.picture).toBeNull();
  }, 60_000);

  it('learns who a visitor is when they say so', async () => {
    const visitor = await desk.visits();
    const { ticketId } = await visitor.writes('Call me');
    expect((await widget(visitor, 'POST', '/about', { name: 'Boris', email: 'boris@mail.test' })).status).toBe(204);
    expect((await widget(visitor, 'POST', '/about', { email: 'nonsense' })).status).toBe(400);
    const row = (await desk.main.owner.tickets('all')).find((one) => one.id === ticketId)!;
    expect(row.contact.name).toBe('Boris');
  });

  it('takes no answer with a forged token', async () => {
    const visitor = await desk.visits();
    expect((await widget(visitor, 'POST', '/answers', { token: 'forged', score: 5 })).status).toBe(404);
  });
});

describe('an answer that nobody reads in the chat', () => {
  const MINUTES = 60_000;
  const left = async (email: string | null, words = 'Do you deliver to Varna?') => {
    const visitor = await desk.visits();
    const { ticketId } = await visitor.writes(words);
    if (email) await widget(visitor, 'POST', '/about', { name: 'Vera', email });
    return { visitor, ticketId };
  };
  /** And it stands in the chat. */
  const answers = async (ticketId: string, text: string) => {
    await desk.main.owner.replies(ticketId, text);
    await desk.settles();
  };
  const mailsTo = (address: string) => desk.relay.mails.filter((mail) => mail.recipients.includes(address));
  const mailed = async (ticketId: string) =>
    (await desk.main.owner.conversation(ticketId)).filter((line) => line.kind === 'agent').map((line) => line.mailed);

  it('goes by mail once, in one letter, and the way back opens the chat', async () => {
    const { visitor, ticketId } = await left('vera@mail.test');
    await answers(ticketId, 'Yes, every Friday.');
    await answers(ticketId, 'It costs 5 lev.');
    await desk.travels(4 * MINUTES);
    expect(mailsTo('vera@mail.test')).toEqual([]);
    await desk.travels(2 * MINUTES);
    await desk.travels(30 * MINUTES);
    const [mail, ...more] = mailsTo('vera@mail.test');
    expect(more).toEqual([]);
    expect(mail!.text).toMatch(/Yes, every Friday\.[\s\S]*It costs 5 lev\.[\s\S]*Do you deliver to Varna\?/);
    expect([mail!.from.name, mail!.subject]).toEqual(['Ольга', 'An answer from story: Do you deliver to Varna?']);
    expect(mail!.html).not.toContain('Орлова');
    expect(await mailed(ticketId)).toEqual(
      [1, 2].map(() => expect.objectContaining({ state: 'sent', to: 'vera@mail.test' })),
    );

    const back = /\S+\/chat\/([\w.-]+)/.exec(mail!.text)!;
    const opened = await fetch(back[0], { redirect: 'manual' });
    // No site is named in the settings: a page that anybody may have made up is not where our mail leads.
    expect([opened.status, opened.headers.get('location')]).toEqual([
      303,
      `${desk.url}/widget/?key=${desk.main.chat.key}#otklik=${back[1]}`,
    ]);
    const comeBack = async (pass: string, key = desk.main.chat.key, token?: string) => {
      const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
      const body = JSON.stringify({ key, pass });
      const answer = await fetch(`${desk.url}/api/widget/v1/return`, { method: 'POST', headers, body });
      return { status: answer.status, ...((await answer.json()) as WidgetIdentified) };
    };
    const phone = await comeBack(back[1]!);
    expect([phone.status, phone.visitorId]).toEqual([200, visitor.id]);
    expect((await new Visitor(desk.url, phone.token!, visitor.id).lines()).map((line) => line.text)).toEqual([
      'Do you deliver to Varna?',
      'Yes, every Friday.',
      'It costs 5 lev.',
    ]);
    expect((await comeBack(back[1]!, desk.main.chat.key, visitor.token)).token).toBe(visitor.token);
    expect((await comeBack(back[1]!.replace(/.$/, '!'))).status).toBe(404);
    expect((await comeBack(back[1]!, desk.twin.chat.key)).status).toBe(404);
    desk.clock.travel(15 * 24 * 60 * MINUTES);
    expect((await comeBack(back[1]!)).status).toBe(410);
    expect((await fetch(back[0], { redirect: 'manual' })).status).toBe(410);
    desk.clock.travel(-15 * 24 * 60 * MINUTES);
  }, 60_000);

  it('is not mailed to who has read it, has left no address, is blocked, or wants no mail', async () => {
    const reads = await left('reads@mail.test');
    const silent = await left(null);
    const blocked = await left('blocked@mail.test');
    const stops = await left('stops@mail.test');
    const ours = await left('support@desk.test');
    for (const { ticketId } of [reads, silent, blocked, stops, ours]) await answers(ticketId, 'Yes.');
    await desk.settles();
    const [, answer] = await reads.visitor.lines();
    await widget(reads.visitor, 'POST', '/read', { ticketId: reads.ticketId, seq: answer!.seq });
    const { contact } = (await desk.main.owner.tickets('all')).find((one) => one.id === blocked.ticketId)!;
    await desk.main.owner.does('PATCH', `/api/v1/contacts/${contact.id}`, { blocked: true });
    await desk.travels(6 * MINUTES);
    const [mail] = mailsTo('stops@mail.test');
    const stop = /\S+\/chat\/[\w.-]+\/stop/.exec(mail!.text)![0];
    expect(await (await fetch(stop)).text()).toContain('<form method="post"');
    await answers(stops.ticketId, 'And more.');
    await desk.travels(6 * MINUTES);
    // Opening the link has changed nothing; pressing the button does.
    expect(mailsTo('stops@mail.test')).toHaveLength(2);
    expect((await fetch(stop, { method: 'POST' })).status).toBe(200);
    await answers(stops.ticketId, 'Nobody hears this by mail.');
    await desk.travels(6 * MINUTES);
    expect(mailsTo('stops@mail.test')).toHaveLength(2);
    expect(['reads', 'blocked'].flatMap((name) => mailsTo(`${name}@mail.test`))).toEqual([]);
    expect(mailsTo('support@desk.test')).toEqual([]);
    expect(await mailed(reads.ticketId)).toEqual([null]);
  }, 60_000);

  it('comes back into the same conversation when it is answered, and the next answer goes by mail soon', async () => {
    const { visitor, ticketId } = await left('lena@mail.test');
    await answers(ticketId, 'On Friday.');
    await desk.travels(6 * MINUTES);
    const [mail] = mailsTo('lena@mail.test');
    const answer = { subject: `Re: ${mail!.subject}`, text: 'Friday is fine.\n\n> On Friday.' };
    await desk.receivesMail({ ...answer, from: 'lena@mail.test', to: mail!.replyTo! });
    await desk.settles();
    const lines = (await desk.main.owner.conversation(ticketId)).map((line) => [line.kind, line.text]);
    expect(lines.at(-1)).toEqual(['customer', 'Friday is fine.']);
    expect((await visitor.lines()).at(-1)).toMatchObject({ from: 'me', text: 'Friday is fine.' });
    await answers(ticketId, 'See you then.');
    await desk.travels(MINUTES);
    const [, next] = mailsTo('lena@mail.test');
    expect([next!.text.includes('See you then.'), next!.text.includes('On Friday.')]).toEqual([true, false]);
    expect(next!.references).toContain(mail!.messageId);
    // Our mail was passed on: a stranger gets a ticket of their own, and nothing of theirs is shown in the chat.
    await desk.receivesMail({ ...answer, text: 'Who is this?', from: 'stranger@mail.test', to: mail!.replyTo! });
    await desk.settles();
    expect((await visitor.lines()).some((line) => line.text === 'Who is this?')).toBe(false);
  }, 60_000);

  it('is told as not arrived when it comes back, and a dead address gets no more', async () => {
    const { ticketId } = await left('gone@mail.test');
    await answers(ticketId, 'Yes.');
    desk.relay.refuse(550);
    await desk.travels(6 * MINUTES);
    expect(await mailed(ticketId)).toEqual([expect.objectContaining({ state: 'failed' })]);
    await answers(ticketId, 'Anybody there?');
    await desk.travels(6 * MINUTES);
    expect(mailsTo('gone@mail.test')).toEqual([]);
    const late = await left('late@mail.test');
    await answers(late.ticketId, 'Yes.');
    await desk.travels(6 * MINUTES);
    const [mail] = mailsTo('late@mail.test');
    await desk.receivesMail({
      raw: bounceOf('late@mail.test', mail!.messageId!),
      envelope: { from: '', to: mail!.sender },
    });
    await desk.settles();
    expect(await mailed(late.ticketId)).toEqual([
      expect.objectContaining({ state: 'failed', reason: 'bounced 5.1.1' }),
    ]);
  }, 60_000);

  it('carries no answer twice, also when one letter is tried again and another comes due meanwhile', async () => {
    const { ticketId } = await left('twice@mail.test');
    await answers(ticketId, 'Yes.');
    desk.relay.refuse(451);
    await desk.travels(6 * MINUTES);
    await answers(ticketId, 'It is blue.');
    await desk.database.query(
      `/* test */ UPDATE letter SET due_at = due_at + interval '1 hour' WHERE ticket_id = $1 AND message_ids IS NOT NULL`,
      [ticketId],
    );
    await desk.travels(10 * MINUTES);
    await desk.travels(60 * MINUTES);
    const said = mailsTo('twice@mail.test').map((mail) => mail.text);
    expect(said.map((text) => [text.includes('Yes.'), text.includes('It is blue.')])).toEqual([
      [false, true],
      [true, false],
    ]);
  }, 60_000);

  it('survives a crash and goes out once, whichever worker comes first', async () => {
    const { ticketId } = await left('once@mail.test');
    await answers(ticketId, 'Yes.');
    await desk.settles();
    const other = await createDesk({ ...desk.env, port: await freePort() });
    try {
      await desk.database.query(`/* test */ DELETE FROM bullmq.bullmq_job`).catch(() => undefined);
      desk.clock.travel(6 * MINUTES);
      other.get(Clock).travel(desk.clock.now().getTime() - other.get(Clock).now().getTime());
      const [row] = await desk.database.query<{ id: string }>('/* test */ SELECT id FROM letter WHERE ticket_id = $1', [
        ticketId,
      ]);
      const order = { workspaceId: desk.main.workspaceId, letterId: row!.id };
      await Promise.all([desk.app, other, desk.app, other].map((app) => app.get(SendLetters).run(order)));
      await desk.settles();
      expect(mailsTo('once@mail.test')).toHaveLength(1);
    } finally {
      await other.close();
    }
  }, 60_000);

  it('asks nobody for a whole conversation that nobody has answered, and mails it to who asks', async () => {
    const { visitor, ticketId } = await left(null, 'Is the green one back?');
    const ask = (email: string) => widget<{ id: string }>(visitor, 'POST', '/transcript', { email });
    expect((await ask('me@mail.test')).status).toBe(403);
    await desk.main.owner.does('POST', `/api/v1/tickets/${ticketId}/notes`, {
      text: 'secret',
      html: null,
      fileIds: [],
    });
    await answers(ticketId, 'On Monday.');
    await desk.settles();
    const asked = await ask('me@mail.test');
    await desk.settles();
    const [mail] = mailsTo('me@mail.test');
    expect(mail!.text).toMatch(/You, [\s\S]*Is the green one back\?[\s\S]*Ольга, [\s\S]*On Monday\./);
    expect(mail!.text).not.toContain('secret');
    const told = await widget<{ state: string }>(visitor, 'GET', `/transcript/${asked.body.id}`);
    expect(told.body).toEqual({ state: 'sent' });
    const stranger = await desk.visits();
    expect((await widget(stranger, 'GET', `/transcript/${asked.body.id}`)).status).toBe(404);
    expect((await ask('support@desk.test')).status).toBe(400);
    expect([(await ask('a@mail.test')).status, (await ask('b@mail.test')).status]).toContain(429);
    const path = `/api/v1/tickets/${ticketId}/transcript`;
    expect((await desk.main.owner.call('POST', path, {})).status).toBe(400);
    await desk.main.owner.does('POST', path, { address: 'book@keeper.test' });
    await desk.settles();
    const [copy, ...more] = mailsTo('book@keeper.test');
    expect([more, copy!.text.includes('On Monday.')]).toEqual([[], true]);
    // A way back opens the chat and speaks for its visitor: it is not for whom an agent sends a copy.
    expect(copy!.text + copy!.html).not.toContain('/chat/');
    expect(mail!.text).toContain('/chat/');
    const { items } = await desk.main.owner.does<{ items: { event?: string }[] }>(
      'GET',
      `/api/v1/tickets/${ticketId}/conversation?limit=100`,
    );
    expect(items.filter((one) => one.event === 'transcript.mailed').length).toBeGreaterThanOrEqual(2);
  }, 60_000);
});

/** A mail server's word that a mail could not be delivered (RFC 3464). */
const bounceOf = (address: string, messageId: string) =>
  [
    'From: Mail Delivery System <mailer-daemon@mail.test>',
    'To: support@desk.test',
    'Subject: Undelivered Mail Returned to Sender',
    `Message-ID: <${randomUUID()}@mail.test>`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'User unknown.',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mail.test',
    '',
    `Final-Recipient: rfc822; ${address}`,
    'Action: failed',
    'Status: 5.1.1',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: <${messageId.replace(/^<|>$/g, '')}>`,
    '--b--',
    '',
  ].join('\r\n');

describe('the widget’s pages', () => {
  it('may be framed where the settings allow it, and nothing else may be', async () => {
    const policy = async (path: string) => (await fetch(desk.url + path)).headers.get('content-security-policy') ?? '';
    const frame = await fetch(`${desk.url}/widget/?key=${desk.main.chat.key}`);
    expect([frame.status, frame.headers.get('x-frame-options')]).toEqual([200, null]);
    expect(frame.headers.get('content-security-policy')).toMatch(/frame-ancestors \*$/);
    await desk.main.owner.does('PATCH', `/api/v1/connections/${desk.main.chat.id}`, {
      config: { origins: ['https://shop.test'] },
    });
    expect(await policy(`/widget/?key=${desk.main.chat.key}`)).toMatch(/frame-ancestors 'self' https:\/\/shop\.test$/);
    expect(await policy('/demo')).toContain("frame-ancestors 'none'");
    expect(await (await fetch(`${desk.url}/demo/`)).text()).toContain(desk.main.chat.key);
    await desk.main.owner.does('PATCH', `/api/v1/connections/${desk.main.chat.id}`, {
      config: { side: 'left', colour: '#7c2d92', invites: ['/teas* 20 Need help?'] },
    });
    expect(await (await fetch(`${desk.url}/widget.js?key=${desk.main.chat.key}`)).text()).toMatch(
      /^window\.otklikLook=\{"colour":"#7c2d92","side":"left".*"path":"\/teas\*"/,
    );
    const invite = await fetch(`${desk.url}/widget/invite.js`);
    expect([invite.status, invite.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
    const loader = await fetch(`${desk.url}/widget.js?key=nobody`);
    expect([loader.status, loader.headers.get('cross-origin-resource-policy')]).toEqual([200, 'cross-origin']);
    for (const path of ['/widget/../package.json', '/widget/%2e%2e/%2e%2e/package.json', '/widget/nothing.js']) {
      expect((await fetch(desk.url + path)).status).toBe(404);
    }
  });
});
