// The doors of queue, composer, customers, rules and bells are tried by those for whom they are not: other tenants, colleagues, servers.
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AskPatiently } from '../../src/platform/database/ask-patiently.js';
import { type Person, TestDesk } from '../desk.js';
import { PushStandin } from '../standins/push-standin.js';

let desk: TestDesk;
let owner: Person;
let anna: Person;
let oleg: Person;
/** A ticket of ours, its customer, and one of the twin. */
let ticketId: string;
let contactId: string;
let theirs: string;

beforeAll(async () => {
  desk = await TestDesk.open();
  owner = desk.main.owner;
  [anna, oleg] = [await desk.hires('Anna'), await desk.hires('Oleg')];
  ({ ticketId } = await (await desk.visits()).writes('ours'));
  ({ ticketId: theirs } = await (await desk.visits({ workspace: desk.twin })).writes('theirs'));
  await desk.settles();
  contactId = (await owner.tickets())[0]!.contact.id;
}, 60_000);
afterAll(() => desk.close());

const key = () => ({ 'idempotency-key': randomUUID() });
const everything = { all: [] };
const view = (who: Person, more: object = {}) =>
  who.does<{ id: string }>('POST', '/api/v1/views', {
    scope: 'personal',
    name: 'Mine',
    condition: everything,
    ...more,
  });
const macro = (who: Person, html = '<p>secret</p>') =>
  who.does<{ id: string }>('POST', '/api/v1/macros', { name: 'Mine', scope: 'personal', text: 'secret', html });

describe('another tenant', () => {
  it('finds nothing behind any door, whatever it knows', async () => {
    const other = await (await desk.visits()).writes('second');
    const [saved, words] = [await view(owner, { scope: 'shared' }), await macro(owner)];
    const company = await owner.does<{ id: string }>('POST', '/api/v1/companies', { name: 'Acme' });
    const note = await owner.does<{ id: string }>('POST', `/api/v1/contacts/${contactId}/notes`, { text: 'secret' });
    const field = await owner.does<{ id: string }>('POST', '/api/v1/fields', {
      of: 'ticket',
      label: 'Day',
      type: 'date',
    });
    const segment = await owner.does<{ id: string }>('POST', '/api/v1/segments', {
      name: 'All',
      condition: { field: 'blocked', op: 'is', value: false },
    });
    const later = await owner.does<{ id: string }>(
      'POST',
      `/api/v1/tickets/${ticketId}/scheduled`,
      { text: 'later', at: new Date(desk.clock.now().getTime() + 3_600_000).toISOString() },
      key(),
    );
    await owner.does('PUT', `/api/v1/tickets/${ticketId}/draft/reply`, draft('mine', 'k1'));
    const bulk = await owner.does<{ undoId: string }>('POST', '/api/v1/tickets/bulk', {
      ticketIds: [ticketId],
      action: { do: 'priority', priority: 3 },
    });
    const t = `/api/v1/tickets/${ticketId}`;
    const spy = desk.twin.owner;
    const doors: [string, string, unknown?][] = [
      ['GET', `/api/v1/views/${saved.id}`],
      ['PATCH', `/api/v1/views/${saved.id}`, { name: 'x' }],
      ['PUT', '/api/v1/views/order', { ids: [saved.id] }],
      ['DELETE', `/api/v1/views/${saved.id}`],
      ['GET', `/api/v1/tickets?view=${saved.id}`],
      ['POST', '/api/v1/tickets/bulk', { view: saved.id, action: { do: 'priority', priority: 0 } }],
      ['POST', `/api/v1/tickets/bulk/${bulk.undoId}/undo`],
      ['PUT', `/api/v1/macros/${words.id}`, { name: 'x', scope: 'personal', text: 'x', html: 'x' }],
      ['DELETE', `/api/v1/macros/${words.id}`],
      ['POST', `/api/v1/macros/${words.id}/render`, { ticketId: theirs }],
      ['GET', `${t}/draft`],
      ['GET', `${t}/draft/of/${owner.id}`],
      ['PUT', `${t}/draft/reply`, draft('x', 'k2')],
      ['GET', `${t}/scheduled`],
      ['POST', `${t}/scheduled/${later.id}/cancel`, {}],
      ['POST', `${t}/scheduled/${later.id}/send`],
      ['POST', `/api/v1/tickets/${theirs}/scheduled/${later.id}/send`],
      ['POST', `/api/v1/tickets/${theirs}/scheduled/${later.id}/cancel`, {}],
      ['POST', `${t}/snooze`, { until: null }],
      ['POST', `${t}/merge`, { ticketIds: [theirs] }],
      ['POST', `/api/v1/tickets/${theirs}/merge`, { ticketIds: [ticketId] }],
      ['POST', `${t}/unmerge`],
      ['GET', `${t}/alike`],
      ['POST', `/api/v1/tickets/${theirs}/apart`, { otherId: ticketId }],
      ['POST', `${t}/follow-up`],
      ['POST', `/api/v1/tickets/${theirs}/links`, { otherId: ticketId, kind: 'related' }],
      ['DELETE', `/api/v1/tickets/${theirs}/links/${ticketId}`],
      ['POST', `${t}/trash`],
      ['POST', `${t}/restore`],
      ['GET', `${t}/export.html`],
      ['GET', `${t}/export.json`],
      ['POST', `${t}/fields`, { values: {} }],
      ['GET', `${t}/watchers`],
      ['PUT', `${t}/watchers/me`, { watching: true }],
      ['GET', `/api/v1/messages/${other.id}/original`],
      ['GET', `/api/v1/companies/${company.id}`],
      ['PATCH', `/api/v1/companies/${company.id}`, { name: 'x' }],
      ['DELETE', `/api/v1/companies/${company.id}`],
      ['GET', `/api/v1/companies/${company.id}/notes`],
      ['POST', `/api/v1/companies/${company.id}/notes`, { text: 'x' }],
      ['GET', `/api/v1/companies/${company.id}/tickets`],
      ['GET', `/api/v1/contacts/${contactId}/notes`],
      ['POST', `/api/v1/contacts/${contactId}/notes`, { text: 'x' }],
      ['PATCH', `/api/v1/person-notes/${note.id}`, { text: 'x' }],
      ['DELETE', `/api/v1/person-notes/${note.id}`],
      ['GET', `/api/v1/contacts/${contactId}/orders`],
      ['GET', `/api/v1/contacts/${contactId}/history`],
      ['GET', `/api/v1/contacts/${contactId}/ways`],
      ['PATCH', `/api/v1/fields/${field.id}`, { label: 'x' }],
      ['PATCH', `/api/v1/segments/${segment.id}`, { name: 'x' }],
      ['DELETE', `/api/v1/segments/${segment.id}`],
      ['GET', `/api/v1/people?segmentId=${segment.id}`],
      ['PUT', `/api/v1/acknowledgements/${desk.main.chat.id}`, { enabled: true, wording: {}, quietMinutes: 10 }],
      ['PUT', `/api/v1/agents/${anna.id}/duty`, { skills: [], capacity: {}, schedule: null }],
      [
        'POST',
        '/api/v1/conversations',
        { connectionId: desk.main.mail.id, email: 'x@y.example', subject: 'x', text: 'x' },
      ],
    ];
    const open: string[] = [];
    for (const [method, path, body] of doors) {
      const { status, body: said } = await spy.call(method, path, body ?? (method === 'POST' ? {} : undefined), key());
      if (status < 400 || status >= 500) open.push(`${method} ${path} ${status} ${JSON.stringify(said)}`);
    }
    expect(open.filter((one) => !one.startsWith(`DELETE /api/v1/tickets/${theirs}/links`))).toEqual([]);
    const refused = await spy.does<{ failed: { code: string }[] }>('POST', '/api/v1/tickets/bulk', {
      ticketIds: [ticketId],
      action: { do: 'note', text: 'x' },
    });
    expect(refused.failed.map(({ code }) => code)).toEqual(['not-found']);
    const after = await owner.does<{ priority: number; links?: unknown[] }>('GET', t);
    expect(after.priority).toBe(3);
    expect(JSON.stringify(await owner.conversation(ticketId))).not.toContain('"x"');
  });
});

const draft = (text: string, draftKey: string, more: object = {}) => ({
  base: 0,
  device: 'desk',
  key: draftKey,
  text,
  html: `<p>${text}</p>`,
  fileIds: [],
  more: {},
  ...more,
});

describe('a colleague', () => {
  it('sees nothing of what is somebody’s own', async () => {
    const [saved, words] = [await view(anna), await macro(anna)];
    const note = await anna.does<{ id: string }>('POST', `/api/v1/contacts/${contactId}/notes`, { text: 'mine' });
    const doors: [string, string, unknown, number][] = [
      ['GET', `/api/v1/views/${saved.id}`, undefined, 404],
      ['GET', `/api/v1/tickets?view=${saved.id}`, undefined, 404],
      ['PATCH', `/api/v1/views/${saved.id}`, { scope: 'personal' }, 404],
      ['DELETE', `/api/v1/views/${saved.id}`, undefined, 404],
      ['PUT', '/api/v1/views/order', { ids: [saved.id] }, 404],
      ['POST', '/api/v1/tickets/bulk', { view: saved.id, action: { do: 'priority', priority: 0 } }, 404],
      ['POST', `/api/v1/macros/${words.id}/render`, { ticketId }, 404],
      ['PUT', `/api/v1/macros/${words.id}`, { name: 'x', scope: 'personal', text: 'x', html: 'x' }, 403],
      ['DELETE', `/api/v1/macros/${words.id}`, undefined, 403],
      ['PATCH', `/api/v1/person-notes/${note.id}`, { text: 'x' }, 403],
      ['POST', '/api/v1/views', { scope: 'shared', name: 'x', condition: everything }, 403],
      ['POST', `/api/v1/tickets/${ticketId}/trash`, {}, 403],
      ['GET', '/api/v1/imports', undefined, 403],
    ];
    for (const [method, path, body, status] of doors)
      expect([path, (await oleg.call(method, path, body)).status]).toEqual([path, status]);
  });

  it('may look at a draft, and cannot send in its writer’s place', async () => {
    await anna.does('PUT', `/api/v1/tickets/${ticketId}/draft/reply`, draft('half a', 'anna-key'));
    const seen = await oleg.does<{ reply: { text: string; key: string } }>(
      'GET',
      `/api/v1/tickets/${ticketId}/draft/of/${anna.id}`,
    );
    expect(seen.reply).toMatchObject({ text: 'half a', key: '' });
  });

  it('whose questions are slow keeps nobody waiting', async () => {
    const patient = desk.app.get(AskPatiently, { strict: false });
    await expect(patient.query('SELECT pg_sleep(5)', [], 100)).rejects.toMatchObject({ code: 'search-too-broad' });
    const slow = Array.from({ length: 40 }, () => patient.query('SELECT pg_sleep(0.3)', []));
    const began = performance.now();
    await owner.tickets('open');
    expect(performance.now() - began).toBeLessThan(1_000);
    await Promise.all(slow);
  });
});

describe('what makes no sense', () => {
  it('is refused by the desk, not stumbled over', async () => {
    const dashes = '-'.repeat(36);
    const cursor = (words: string) => Buffer.from(words).toString('base64url');
    for (const path of [
      `/api/v1/drafts?cursor=2026_${dashes}`,
      `/api/v1/drafts?cursor=1_${randomUUID()}`,
      `/api/v1/notifications?cursor=${cursor(`2026-99-99T99:99Z|${randomUUID()}`)}`,
      `/api/v1/tickets?view=open&cursor=${cursor(`0|2026-99-99T99:99Z|${dashes}`)}`,
      `/api/v1/trash?cursor=${cursor(`2026-13-01T00:00Z|${dashes}`)}`,
      `/api/v1/contacts/${contactId}/orders?cursor=${cursor(JSON.stringify(['2026', dashes]))}`,
    ])
      expect([path, (await owner.call('GET', path)).status]).toEqual([path, 400]);
    const [field] = await owner.does<{ key: string }[]>('GET', '/api/v1/fields?of=ticket');
    const values = { [field!.key]: '0000-01-01' };
    expect((await owner.call('POST', `/api/v1/tickets/${ticketId}/fields`, { values })).status).toBe(400);
  });
});

describe('others’ words and servers', () => {
  it('a customer’s name fills a macro’s gap as a name, never as an address that runs', async () => {
    await owner.does('PATCH', `/api/v1/contacts/${contactId}`, { name: 'javascript:alert(1)' });
    const { id } = await macro(owner, '<p><a href="{{customer.name}}">{{customer.name}}</a></p>');
    const { html } = await owner.does<{ html: string }>('POST', `/api/v1/macros/${id}/render`, { ticketId });
    expect(html).not.toMatch(/href="javascript/i);
  });

  it('a push service that never stops speaking is not listened to', async () => {
    let speaking: ServerResponse | null = null;
    let closed = false;
    const server = createServer((request, response) => {
      request.resume();
      speaking = response;
      response.on('close', () => {
        closed = true;
      });
      response.writeHead(201);
      const on = () => {
        while (!closed && response.write(Buffer.alloc(65_536)));
        if (!closed) response.once('drain', on);
      };
      on();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const push = new PushStandin();
    await push.start();
    try {
      const { p256dh, auth } = push.subscribe('endless');
      const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/endless`;
      const browser = { endpoint, p256dh, auth, label: 'x' };
      const { id } = await anna.does<{ id: string }>('POST', '/api/v1/push/browsers', browser);
      await anna.does('POST', '/api/v1/push/test', { id });
      for (const end = Date.now() + 4_000; Date.now() < end && !closed; )
        await new Promise((resolve) => setTimeout(resolve, 20));
      expect([speaking !== null, closed]).toEqual([true, true]);
      await desk.settles();
    } finally {
      server.closeAllConnections();
      server.close();
      await push.stop();
    }
  }, 30_000);
});
