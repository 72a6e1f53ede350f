// Bad input at every door: each gets a clear answer, nothing breaks, nothing is half kept, and the next customer is served.
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readdirSync, writeSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { TicketRow, WidgetLine } from '@otklik/contract';
import { TestDesk, type Visitor } from '../desk.js';
import { doorsOf } from '../doors.js';

const MB = 1024 * 1024;
const GB = 1024 * MB;

let desk: TestDesk;
let ticket: TicketRow;
let visitor: Visitor;
beforeAll(async () => {
  desk = await TestDesk.open();
  await desk.receivesMail({ subject: 'Before', text: 'All is well.', messageId: '<before@example.com>' });
  await desk.settles();
  [ticket] = (await desk.main.owner.tickets('all')) as [TicketRow];
  visitor = await desk.visits();
}, 60_000);
afterAll(() => desk.close(), 60_000);

interface Told {
  status: number;
  type: string;
  text: string;
}

const headersOf = (person: 'owner' | 'visitor'): Record<string, string> =>
  person === 'owner' ? desk.main.owner.headers : { authorization: `Bearer ${visitor.token}` };

async function send(method: string, path: string, body?: string, headers: Record<string, string> = {}): Promise<Told> {
  const response = await fetch(desk.url + path, {
    method,
    headers: { ...headersOf('owner'), 'idempotency-key': randomUUID(), 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body }),
  });
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    text: await response.text(),
  };
}

/** A refusal that a program and a person understand. */
function expectProblem(told: Told, status: number, code: string): void {
  expect(told).toMatchObject({ status, type: expect.stringContaining('application/problem+json') });
  expect(JSON.parse(told.text)).toMatchObject({ status, code, title: expect.stringMatching(/\p{L}{2}/u) });
}

/** Pours bytes into a door until it answers; `sent`: how many it took before that. */
function pour(
  path: string,
  headers: Record<string, string>,
  pouring: { bytes: number; told: boolean; head?: string },
): Promise<Told & { sent: number }> {
  const chunk = Buffer.alloc(256 * 1024, '>');
  const head = Buffer.from(pouring.head ?? '');
  let sent = 0;
  return new Promise((resolve, reject) => {
    let answered = false;
    const length = pouring.told ? { 'content-length': String(pouring.bytes) } : {};
    const call = request(desk.url + path, { method: 'POST', headers: { ...headers, ...length } }, (response) => {
      answered = true;
      const parts: Buffer[] = [];
      const done = () => {
        const type = response.headers['content-type'] ?? '';
        resolve({ status: response.statusCode ?? 0, type, text: Buffer.concat(parts).toString(), sent });
        call.destroy();
      };
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', done);
      response.on('error', done);
    });
    call.setTimeout(20_000, () => reject(new Error(`${path} is silent after ${sent} bytes`)));
    call.on('error', (error) => answered || reject(new Error(`${path}: ${error.message} after ${sent} bytes`)));
    const more = (): void => {
      while (!answered && !call.destroyed && sent < pouring.bytes) {
        const part = chunk.subarray(0, Math.min(chunk.length, pouring.bytes - sent));
        sent += part.length;
        if (!call.write(part)) return void call.once('drain', more);
      }
      if (!answered && sent >= pouring.bytes) call.end();
    };
    if (head.length > 0) {
      sent += head.length;
      call.write(head);
    }
    more();
  });
}

/** Files that are half there. */
const leftovers = () => {
  try {
    return readdirSync(join(desk.env.dataDir, 'files', 'incoming'));
  } catch {
    return [];
  }
};
const kept = async (table: 'file' | 'raw' | 'message') => {
  const sql = `/* test */ SELECT count(*)::int AS n FROM ${table}`;
  return (await desk.database.query<{ n: number }>(sql))[0]!.n;
};

/** Whatever was tried: a customer who writes properly is served. */
afterEach(async () => {
  expect(await (await fetch(`${desk.url}/health/ready`)).json()).toEqual({ status: 'ready' });
  expect(leftovers()).toEqual([]);
});

describe('JSON', () => {
  const path = () => `/api/v1/tickets/${ticket.id}/notes`;
  it.each([
    ['cut short', '{"text": "half', 400, 'bad-request'],
    ['empty', '', 400, 'validation-failed'],
    ['null', 'null', 400, 'validation-failed'],
    ['a list', '[]', 400, 'validation-failed'],
    ['a word', '"text"', 400, 'validation-failed'],
    ['a number for words', '{"text": 5}', 400, 'validation-failed'],
    ['an object for words', '{"text": {"a": 1}}', 400, 'validation-failed'],
    ['a field nobody knows', '{"text": "x", "admin": true}', 400, 'validation-failed'],
    ['a prototype', '{"text": "x", "__proto__": {"admin": true}}', 400, 'bad-request'],
    ['a hundred thousand brackets', '['.repeat(100_000), 400, 'bad-request'],
    ['not UTF-8 at all', '\u0000\u0001\u0002', 400, 'bad-request'],
  ])('%s is refused and named', async (_, body, status, code) => {
    const before = await kept('message');
    expectProblem(await send('POST', path(), body), status, code);
    expect(await kept('message')).toBe(before);
  });

  it('ten megabytes of > are too much for a program, an agent and a visitor, and each is told so', async () => {
    const body = JSON.stringify({ text: '>'.repeat(10 * MB), clientId: randomUUID() });
    expectProblem(await send('POST', path(), body), 413, 'body-too-large');
    expectProblem(await send('POST', '/api/widget/v1/messages', body, headersOf('visitor')), 413, 'body-too-large');
    const angles = { text: '>'.repeat(199_000) };
    expect((await send('POST', path(), JSON.stringify(angles))).status).toBe(200);
  }, 30_000);

  it('that calls itself something else is not read', async () => {
    expectProblem(
      await send('POST', path(), '<text>x</text>', { 'content-type': 'application/xml' }),
      415,
      'unsupported-media',
    );
  });
});

describe('NUL characters', () => {
  const NUL = 'a\0b';
  it.each<[string, string, () => string, unknown]>([
    ['a reply', 'POST', () => `/api/v1/tickets/${ticket.id}/messages`, { text: NUL }],
    [
      'the HTML of a reply',
      'POST',
      () => `/api/v1/tickets/${ticket.id}/messages`,
      { text: 'x', html: `<p>${NUL}</p>` },
    ],
    ['a note', 'POST', () => `/api/v1/tickets/${ticket.id}/notes`, { text: NUL }],
    ['a tag', 'POST', () => `/api/v1/tickets/${ticket.id}/tags`, { names: [NUL] }],
    ['a name', 'PATCH', () => `/api/v1/contacts/${ticket.contact.id}`, { name: NUL }],
    ['a team', 'POST', () => '/api/v1/teams', { name: NUL }],
    ['an agent', 'POST', () => '/api/v1/agents', { email: 'nul@team.test', name: NUL, role: 'agent' }],
    ['a password', 'POST', () => '/api/v1/sign-in', { email: 'owner@team.test', password: NUL }],
    ['an address', 'POST', () => '/api/v1/sign-in', { email: `owner${NUL}@team.test`, password: 'x' }],
    ['a connection', 'POST', () => '/api/v1/connections', { kind: 'email', name: NUL, config: { address: NUL } }],
    ['my preferences', 'PATCH', () => '/api/v1/me', { preferences: { theme: NUL } }],
    ['what I look for', 'GET', () => '/api/v1/tickets?q=a%00b', undefined],
    ['a cursor', 'GET', () => '/api/v1/tickets?cursor=a%00b', undefined],
    ['what I look for in the ledger', 'GET', () => '/api/v1/ledger?q=a%00b', undefined],
  ])('in %s are refused, or gone', async (_, method, path, body) => {
    const told = await send(method, path(), body === undefined ? undefined : JSON.stringify(body));
    if (told.status >= 300) expect(told.type).toContain('application/problem+json');
    expect(told.status).toBeLessThan(500);
    expect(told.text).not.toContain('\\u0000');
  });

  it('in the name of a file are taken out', async () => {
    const boundary = 'x'.repeat(20);
    const body = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a\0b.txt"\r\nContent-Type: text/plain\r\n\r\nhello\r\n--${boundary}--\r\n`;
    for (const [path, person] of [
      ['/api/v1/files', 'owner'],
      ['/api/widget/v1/files', 'visitor'],
    ] as const) {
      const told = await send('POST', path, body, {
        ...headersOf(person),
        'content-type': `multipart/form-data; boundary=${boundary}`,
      });
      expect([path, told.status]).toEqual([path, 201]);
      expect((JSON.parse(told.text) as { name: string }).name).toMatch(/^a.?b\.txt$/);
    }
  });
});

describe('a wrong id', () => {
  /** Doors that people open in a browser: they are told on a page. */
  const PAGES = ['/s/', '/q/', '/you-said/', '/chat/', '/unsubscribe/'];
  const WRONG = ['no-id', '00000000-0000-0000-0000-000000000000', '%00', '..%2f..%2fsecret', '%D1%84', '1e9', '%ff'];
  it('finds nothing at any door, and says so', async () => {
    const faults: string[] = [];
    for (const door of doorsOf(desk.app).filter((one) => one.path.includes(':') && one.method !== 'ALL')) {
      for (const wrong of WRONG) {
        const path = door.path.replace(/:\w+/g, wrong).replace('/*', '/x');
        const told = await send(door.method, path, door.method === 'GET' ? undefined : '{}');
        const page = PAGES.some((each) => door.path.startsWith(each));
        const clear = page ? /text\/html|problem/.test(told.type) : told.type.includes('application/problem+json');
        if (told.status < 400 || told.status >= 500 || !clear)
          faults.push(`${door.method} ${path}: ${told.status} ${told.type} ${told.text.slice(0, 100)}`);
      }
    }
    expect(faults).toEqual([]);
  }, 60_000);

  it('a name of spaces alone is none', async () => {
    const { owner } = desk.main;
    for (const [path, body] of [
      ['/api/v1/surveys', { kind: 'csat', name: ' \u00a0 ' }],
      ['/api/v1/teams', { name: '   ' }],
    ] as const) {
      const told = await owner.call('POST', path, body);
      expect([path, told.status, told.body]).toEqual([
        path,
        400,
        expect.objectContaining({ code: 'validation-failed' }),
      ]);
    }
  });

  it('of an address that is no door at all is told in the reader’s words', async () => {
    expectProblem(await send('GET', '/api/v1/nothing', undefined, { 'accept-language': 'bg' }), 404, 'not-found');
    expectProblem(await send('DELETE', '/api/v1/tickets', '{}'), 404, 'not-found');
  });
});

describe('a gigabyte', () => {
  const FILE = '--x\r\nContent-Disposition: form-data; name="file"; filename="big.bin"\r\n\r\n';
  const FIELD = '--x\r\nContent-Disposition: form-data; name="words"\r\n\r\n';
  const multipart = { 'content-type': 'multipart/form-data; boundary=x' };

  it.each([
    ['a file of an agent', '/api/v1/files', 'owner', FILE, 413],
    ['a file of a visitor', '/api/widget/v1/files', 'visitor', FILE, 413],
    ['a field instead of a file', '/api/v1/files', 'owner', FIELD, 400],
  ] as const)(
    'as %s is refused before it has come, announced or not',
    async (_, path, person, head, status) => {
      const files = await kept('file');
      const headers = { ...headersOf(person), ...multipart };
      const announced = await pour(path, headers, { bytes: GB, told: true, head });
      expect(announced.status).toBe(413);
      expectProblem(announced, 413, 'file-too-large');
      expect(announced.sent).toBeLessThan(20 * MB);
      const before = process.memoryUsage().rss;
      const poured = await pour(path, headers, { bytes: GB, told: false, head });
      expect(poured).toMatchObject({ status, type: expect.stringContaining('application/problem+json') });
      expect(poured.sent).toBeLessThan(200 * MB);
      expect(process.memoryUsage().rss - before).toBeLessThan(300 * MB);
      expect(await kept('file')).toBe(files);
    },
    60_000,
  );

  it.each([
    ['JSON', '/api/v1/tickets/x/notes', 'application/json'],
    ['a webhook', '/hooks/telegram/key', 'application/json'],
    ['a rating', '/s/token', 'application/x-www-form-urlencoded'],
  ])(
    'as %s is refused before it has come, announced or not',
    async (_, path, type) => {
      const to = path.replace('/key', `/${desk.main.telegram.key}`);
      for (const told of [true, false]) {
        const poured = await pour(to, { ...headersOf('owner'), 'content-type': type }, { bytes: GB, told });
        expectProblem(poured, 413, 'body-too-large');
        expect(poured.sent).toBeLessThan(100 * MB);
      }
    },
    60_000,
  );

  it('announced as a mail is refused before it is sent', async () => {
    const answers = await smtp(['EHLO test', `MAIL FROM:<anna@example.com> SIZE=${GB}`, 'QUIT']);
    expect(answers[1]).toMatch(/^552/);
  });
});

/** Says lines to the SMTP listener one by one; answers what it said to each. */
function smtp(lines: string[]): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const answers: string[] = [];
    const socket = connect(desk.smtpPort, '127.0.0.1');
    socket.setTimeout(10_000, () => reject(new Error(`SMTP is silent after ${answers.at(-1)}`)));
    socket.on('error', reject);
    socket.on('close', () => resolve(answers.slice(1)));
    let said = '';
    socket.on('data', (chunk) => {
      said += chunk.toString();
      const last = said.split('\r\n').find((line) => /^\d{3} /.test(line));
      if (!last) return;
      answers.push(last);
      said = '';
      const next = lines.shift();
      if (next === undefined) socket.end();
      else socket.write(`${next}\r\n`);
    });
  });
}

describe('SMTP', () => {
  it.each([
    ['no such mailbox', ['EHLO x', 'MAIL FROM:<a@b.example>', 'RCPT TO:<nobody@elsewhere.example>', 'QUIT'], 2, /^550/],
    ['mail before a sender', ['EHLO x', 'DATA', 'QUIT'], 1, /^503/],
    ['an address with a NUL', ['EHLO x', 'MAIL FROM:<a@b.example>', 'RCPT TO:<sup\0port@desk.test>', 'QUIT'], 2, /^5/],
    ['words it does not know', ['EHLO x', 'GIVE ME', 'QUIT'], 1, /^5/],
    ['a line without end', [`EHLO ${'x'.repeat(100_000)}`, 'QUIT'], 0, /^[245]/],
  ])('%s: a clear answer', async (_, lines, at, answer) => {
    expect((await smtp([...lines]))[at]).toMatch(answer);
  });

  it('a client that goes away in the middle of its mail leaves nothing, and is no mail', async () => {
    const before = await kept('raw');
    await new Promise<void>((resolve) => {
      const socket = connect(desk.smtpPort, '127.0.0.1', () => {
        socket.write('EHLO x\r\n');
        const lines = ['MAIL FROM:<a@b.example>', 'RCPT TO:<support@desk.test>', 'DATA'];
        socket.on('data', () => {
          const next = lines.shift();
          if (next) return void socket.write(`${next}\r\n`);
          socket.write('Subject: Half\r\n\r\nThis is only the beg');
          setTimeout(() => socket.destroy(), 50);
        });
      });
      socket.on('close', () => resolve());
    });
    await desk.settles();
    expect(await kept('raw')).toBe(before);
  }, 20_000);
});

describe('a survey’s token', () => {
  interface Asked {
    visitor: Visitor;
    ticketId: string;
    token: string;
  }
  async function asked(): Promise<Asked> {
    const someone = await desk.visits();
    const { ticketId } = (await someone.writes('Help')) as WidgetLine & { ticketId: string };
    await desk.main.owner.replies(ticketId, 'Done.');
    await desk.main.owner.solves(ticketId);
    await desk.settles();
    const card = (await someone.lines()).find((line) => line.card)!.card!;
    return { visitor: someone, ticketId, token: card.token! };
  }
  const ratingOf = async (ticketId: string) =>
    (await desk.main.owner.tickets('all')).find((row) => row.id === ticketId)!.rating;
  const answer = (who: Visitor, token: string, score = 1) =>
    send('POST', '/api/widget/v1/answers', JSON.stringify({ token, score }), { authorization: `Bearer ${who.token}` });

  it('rates its own ticket only: not another visitor’s, not in another workspace, not by a piece of it', async () => {
    const [anna, boris] = [await asked(), await asked()];
    const stranger = await desk.visits({ workspace: desk.twin });
    expectProblem(await answer(boris.visitor, anna.token), 404, 'link-wrong');
    expectProblem(await answer(stranger, anna.token), 404, 'link-wrong');
    const [head, tail] = anna.token.split('.');
    const [otherHead] = boris.token.split('.');
    for (const forged of [`${otherHead}.${tail}`, `${head}.${'A'.repeat(22)}`, head!, `${anna.token}x`, ''])
      expect((await answer(anna.visitor, forged)).status).toBeGreaterThanOrEqual(400);
    expect([await ratingOf(anna.ticketId), await ratingOf(boris.ticketId)]).toEqual([null, null]);
    expect((await answer(anna.visitor, anna.token, 5)).status).toBe(204);
    await desk.settles();
    expect(await ratingOf(anna.ticketId)).toMatchObject({ score: 5 });
    expect(await ratingOf(boris.ticketId)).toBeNull();
  }, 30_000);

  it('whose time is over answers so, and changes nothing', async () => {
    const anna = await asked();
    desk.clock.travel(15 * 24 * 3600 * 1000);
    try {
      expectProblem(await answer(anna.visitor, anna.token), 410, 'link-expired');
    } finally {
      desk.clock.travel(-15 * 24 * 3600 * 1000);
    }
    expect(await ratingOf(anna.ticketId)).toBeNull();
  }, 30_000);

  it('of one person in Telegram rates nothing when another presses it', async () => {
    const [anna, boris] = [
      { id: 901, firstName: 'Anna' },
      { id: 902, firstName: 'Boris' },
    ];
    for (const person of [anna, boris]) desk.telegram.customerWrites(person, 'Help');
    await desk.telegramDelivers();
    const rows = (await desk.main.owner.tickets('all')).filter((row) => row.channel === 'telegram');
    const ticketOf = (name: string) => rows.find((row) => row.contact.name === name)!.id;
    await desk.main.owner.solves(ticketOf('Anna'));
    await desk.settles();
    const button = desk.telegram.sentTo(anna).at(-1)!.keyboard.flat()[0]!.callback_data;
    const from = { id: boris.id, is_bot: false, first_name: 'Boris' };
    const message = { message_id: 5, chat: { id: boris.id, type: 'private' }, date: 1, text: 'x' };
    const update = {
      update_id: 77_001,
      callback_query: { id: '77001', from, chat_instance: '1', data: button, message },
    };
    const told = await send('POST', `/hooks/telegram/${desk.main.telegram.key}`, JSON.stringify(update), {
      'x-telegram-bot-api-secret-token': 'hook-secret-0123456789',
    });
    expect(told.status).toBe(200);
    await desk.settles();
    expect([await ratingOf(ticketOf('Anna')), await ratingOf(ticketOf('Boris'))]).toEqual([null, null]);
  }, 30_000);
});

describe('a full disk', () => {
  let mounted = false;
  const unmount = () => {
    if (mounted) execFileSync('umount', [desk.env.dataDir]);
    mounted = false;
  };
  beforeAll(() => {
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', desk.env.dataDir], { stdio: 'ignore' });
      mounted = true;
    } catch {
      process.stderr.write('SKIPPED: a full disk: only root on Linux may mount the small disk that it takes.\n');
    }
  });
  afterAll(unmount);

  const mail = (subject: string, bytes: number) => ({
    subject,
    text: 'See the file.',
    messageId: `<${subject}@example.com>`,
    attachments: [{ filename: 'f.bin', content: Buffer.alloc(bytes, 7) }],
  });
  const large = () => new Blob([new Uint8Array(3 * MB)]);
  const secret = { 'x-telegram-bot-api-secret-token': 'hook-secret-0123456789' };
  const hook = () => {
    const chat = { id: 903, type: 'private', first_name: 'Wide' };
    const message = { message_id: 1, from: { ...chat, is_bot: false }, chat, date: 1, text: '>'.repeat(2 * MB) };
    const body = JSON.stringify({ update_id: 88_001, message });
    return send('POST', `/hooks/telegram/${desk.main.telegram.key}`, body, secret);
  };
  const upload = async (path: string, person: 'owner' | 'visitor') => {
    const form = new FormData();
    form.append('file', large(), 'large.bin');
    const response = await fetch(desk.url + path, { method: 'POST', headers: headersOf(person), body: form });
    const type = response.headers.get('content-type') ?? '';
    return { status: response.status, type, text: await response.text() };
  };
  const ledger = async (q: string) =>
    (
      await desk.main.owner.does<{ items: { state: string; error: string | null; ticketId: string | null }[] }>(
        'GET',
        `/api/v1/ledger?q=${q}`,
      )
    ).items;

  it('refuses what it cannot keep in words, lets wait what it took, and loses nothing once there is room', async () => {
    if (!mounted) return;
    const [files, rows] = [await kept('file'), await kept('raw')];
    expectProblem(await upload('/api/v1/files', 'owner'), 507, 'disk-full');
    expectProblem(await upload('/api/widget/v1/files', 'visitor'), 507, 'disk-full');
    await expect(desk.receivesMail(mail('disk-large', 3 * MB))).rejects.toThrow(/45[12]/);
    expectProblem(await hook(), 507, 'disk-full');
    expect([await kept('file'), await kept('raw')]).toEqual([files, rows]);

    // Small enough to be taken into the database; then its file finds no room, so it waits and says why.
    fillUp(join(desk.env.dataDir, 'full'));
    await desk.receivesMail(mail('disk-small', 100_000));
    for (const end = Date.now() + 20_000; Date.now() < end; await sleep(50)) {
      const [row] = await desk.database.query<{ error: string }>(
        `/* test */ SELECT error FROM raw WHERE state = 'received' AND error IS NOT NULL`,
      );
      if (row) break;
    }
    const waiting = await desk.main.owner.does<{ items: { error: string }[] }>('GET', '/api/v1/ledger?state=received');
    expect(waiting.items.map((row) => row.error)).toEqual([expect.stringContaining('ENOSPC')]);
    // Meanwhile words that need no disk are served.
    await visitor.writes('Still there?');

    unmount();
    await desk.receivesMail(mail('disk-large', 3 * MB));
    expect((await hook()).status).toBe(200);
    await desk.settles(30_000);
    for (const subject of ['disk-small', 'disk-large']) {
      const [row] = await ledger(subject);
      expect(row).toMatchObject({ state: 'accepted', error: null });
      expect((await desk.main.owner.conversation(row!.ticketId!))[0]!.files).toHaveLength(1);
    }
    expect((await upload('/api/v1/files', 'owner')).status).toBe(201);
  }, 90_000);
});

function fillUp(path: string): void {
  const file = openSync(path, 'w');
  try {
    for (;;) writeSync(file, Buffer.alloc(4096));
  } catch {
    closeSync(file);
  }
}
