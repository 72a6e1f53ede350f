// Story: nothing typed is lost. Drafts follow their agent, replies wait for their time, macros are a start, mentions are told.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TicketRow } from '@otklik/contract';
import { PassingNews } from '../../src/platform/events/passing-news.js';
import { Jobs } from '../../src/platform/jobs/jobs.js';
import { DropOldDraftsJob } from '../../src/tickets/writing/drop-old-drafts.job.js';
import { type Person, TestDesk, type Visitor } from '../desk.js';

interface Part {
  version: number;
  key: string;
  text: string;
  html: string;
  files: { id: string }[];
  aside: { device: string; text: string; files: { id: string }[] }[];
}
interface Drafts {
  reply: Part | null;
  note: Part | null;
}

const HOUR = 3_600_000;

describe('the composer', () => {
  let desk: TestDesk;
  let anna: Person;
  let tom: Person;
  let visitor: Visitor;
  let ticket: TicketRow;

  beforeAll(async () => {
    desk = await TestDesk.open();
    anna = desk.main.owner;
    tom = await desk.hires('Tom');
    visitor = await desk.visits();
    await visitor.writes('Where is my parcel?');
    await desk.settles();
    ticket = (await anna.tickets('open'))[0]!;
    await anna.does('PATCH', `/api/v1/contacts/${ticket.contact.id}`, { name: 'Maria Ivanova' });
  });
  afterAll(() => desk.close());

  const words = (text: string, more: Record<string, unknown> = {}) => ({
    base: 0,
    device: 'desk',
    key: randomUUID(),
    text,
    html: `<p>${text}</p>`,
    fileIds: [],
    more: {},
    ...more,
  });
  const keep = (who: Person, body: unknown, mode = 'reply') =>
    who.call<{ version: number; code: string }>('PUT', `/api/v1/tickets/${ticket.id}/draft/${mode}`, body);
  const drafts = (who: Person) => who.does<Drafts>('GET', `/api/v1/tickets/${ticket.id}/draft`);

  it('keeps a draft that another device goes on with, and loses neither of two', async () => {
    const first = await keep(anna, words('Hello Maria'));
    expect(first.status).toBe(200);
    const there = await drafts(anna);
    expect(there.reply).toMatchObject({ text: 'Hello Maria', version: first.body.version, aside: [] });
    expect((await drafts(tom)).reply).toBeNull();

    const phone = await keep(anna, words('Hello Maria, sorry', { base: first.body.version, device: 'phone' }));
    expect(phone.status).toBe(200);
    const late = await keep(anna, words('Something else', { base: first.body.version }));
    expect(late).toMatchObject({ status: 409, body: { code: 'draft-newer' } });
    const leaving = await keep(anna, words('Something else', { base: first.body.version, leaving: true }));
    expect(leaving.status).toBe(200);
    const both = (await drafts(anna)).reply!;
    expect(both.text).toBe('Hello Maria, sorry');
    expect(both.aside.map((one) => one.text)).toEqual(['Something else']);
    expect(await desk.main.owner.does('GET', '/api/v1/drafts/tickets')).toEqual({ ticketIds: [ticket.id] });
    const { items } = await anna.does<{ items: unknown[] }>('GET', '/api/v1/drafts');
    expect(items).toMatchObject([{ ticketId: ticket.id, text: 'Hello Maria, sorry', contact: 'Maria Ivanova' }]);
    const chosen = { base: both.version, device: 'phone', key: both.key, aside: [] };
    await keep(anna, words('Hello Maria, sorry', chosen));
    expect((await drafts(anna)).reply!.aside).toEqual([]);
  });

  it('two first saves at once are two, not one', async () => {
    const answers = await Promise.all([
      keep(tom, words('from the desk', { leaving: true }), 'note'),
      keep(tom, words('from the phone', { device: 'phone', leaving: true }), 'note'),
    ]);
    expect(answers.map((one) => one.status)).toEqual([200, 200]);
    const { note } = await drafts(tom);
    expect([note!.text, ...note!.aside.map((one) => one.text)].sort()).toEqual(['from the desk', 'from the phone']);
    await keep(tom, words('', { base: note!.version, device: 'phone', aside: [] }), 'note');
    expect((await drafts(tom)).note).toBeNull();
  });

  it('a colleague may look, and only a colleague', async () => {
    const path = `/api/v1/tickets/${ticket.id}/draft/of/${anna.id}`;
    expect((await tom.does<Drafts>('GET', path)).reply!.text).toBe('Hello Maria, sorry');
    expect((await desk.twin.owner.call('GET', path)).status).toBe(404);
  });

  it('and whoever looks is told of to its author, as by the socket; looking at one’s own is nobody’s news', async () => {
    const looks: object[] = [];
    desk.app.get(PassingNews).onDraftRead((look) => looks.push(look));
    const path = `/api/v1/tickets/${ticket.id}/draft/of/${anna.id}`;
    await anna.does<Drafts>('GET', path);
    expect(looks).toEqual([]);
    await tom.does<Drafts>('GET', path);
    const { workspaceId } = desk.main;
    expect(looks).toEqual([{ workspaceId, ticketId: ticket.id, agentId: anna.id, readerId: tom.id }]);
  });

  it('is gone with the message, and a late save does not bring it back', async () => {
    const { reply } = await drafts(anna);
    const sent = await anna.call(
      'POST',
      `/api/v1/tickets/${ticket.id}/messages`,
      { text: reply!.text },
      {
        'idempotency-key': reply!.key,
      },
    );
    expect(sent.status).toBe(200);
    expect((await drafts(anna)).reply).toBeNull();
    const late = await keep(anna, words(reply!.text, { key: reply!.key, base: reply!.version }));
    expect(late).toMatchObject({ status: 409, body: { code: 'draft-sent' } });
    expect((await drafts(anna)).reply).toBeNull();
  });

  it('refuses once a reply whose writer has not seen a colleague’s', async () => {
    await desk.settles();
    const lines = await anna.conversation(ticket.id);
    const theirs = lines.find((one) => one.kind === 'agent')!;
    const post = (seenSeq: number) =>
      tom.call<{ code: string; name: string; seq: number }>(
        'POST',
        `/api/v1/tickets/${ticket.id}/messages`,
        { text: 'Mine too', seenSeq },
        { 'idempotency-key': randomUUID() },
      );
    const refused = await post(theirs.seq - 1);
    expect(refused).toMatchObject({ status: 409, body: { code: 'reply-crossed', seq: theirs.seq, agentId: anna.id } });
    expect((await anna.conversation(ticket.id)).filter((one) => one.kind === 'agent')).toHaveLength(1);
    expect((await post(refused.body.seq)).status).toBe(200);
  });

  it('tells of mentions by ids, and names nobody of another workspace', async () => {
    const note = (body: Record<string, unknown>) =>
      anna.call<{ item: { mentions: unknown } }>('POST', `/api/v1/tickets/${ticket.id}/notes`, body);
    const answer = await note({ text: '@Tom please look', mentionedAgentIds: [tom.id] });
    expect(answer.body.item.mentions).toEqual({ agents: [tom.id], teams: [] });
    const facts = await desk.database.query<{ payload: unknown }>(
      `SELECT payload FROM fact WHERE workspace_id = $1 AND ticket_id = $2 AND type = 'note.mentioned'`,
      [desk.main.workspaceId, ticket.id],
    );
    expect(facts).toMatchObject([{ payload: { agentIds: [tom.id], teamIds: [] } }]);
    expect((await note({ text: '@Other', mentionedAgentIds: [desk.twin.owner.id] })).status).toBe(400);
  });

  it('renders a macro for the ticket, does its actions with the message, and counts it', async () => {
    const shared = {
      name: 'Late parcel',
      scope: 'shared',
      text: 'Hello {{customer.first_name|there}}, order {{field.order}}. {{agent.first_name}}',
      html: '<p>Hello {{customer.first_name|there}}, order {{field.order}}. {{agent.first_name}}</p>',
      variants: { ru: { text: 'Здравствуйте!', html: '<p>Здравствуйте!</p>' } },
      actions: [
        { do: 'priority', priority: 2 },
        { do: 'add-tags', names: ['late'] },
      ],
    };
    expect((await tom.call('POST', '/api/v1/macros', shared)).status).toBe(403);
    const { id } = await anna.does<{ id: string }>('POST', '/api/v1/macros', shared);
    expect((await tom.call('POST', '/api/v1/macros', { ...shared, scope: 'personal', name: 'Mine' })).status).toBe(200);
    const names = async (who: Person) =>
      (await who.does<{ name: string }[]>('GET', '/api/v1/macros')).map((one) => one.name);
    expect(await names(anna)).toEqual(['Late parcel']);
    expect(await names(tom)).toEqual(['Late parcel', 'Mine']);
    expect(await names(desk.twin.owner)).toEqual([]);
    const rendered = await tom.does('POST', `/api/v1/macros/${id}/render`, { ticketId: ticket.id });
    expect(rendered).toMatchObject({ text: 'Hello Maria, order …. Tom', missing: ['field.order'] });
    await tom.replies(ticket.id, 'On its way', { actions: shared.actions, macroIds: [id] });
    await desk.settles();
    const [row] = await tom.tickets('all');
    expect(row).toMatchObject({ priority: 2 });
    expect(row!.tags).toHaveLength(1);
    const [counted] = await anna.does<{ uses: number }[]>('GET', '/api/v1/macros?uses=true');
    expect(counted!.uses).toBe(1);
    const rows = [
      { name: 'late parcel', text: 'x' },
      { name: 'Thanks', text: 'Thank you\n<b>!' },
    ];
    expect(await anna.does('POST', '/api/v1/macros/import', { scope: 'shared', rows })).toEqual({ made: 1, known: 1 });
  });

  it('a macro speaks of own fields in the customer’s language, fills some, and puts to sleep until a day', async () => {
    const field = (body: object) => anna.does('POST', '/api/v1/fields', { required: false, ...body });
    const choices = [{ label: 'Золотой' }, { label: 'Простой' }];
    await field({ of: 'ticket', label: 'Тариф', type: 'choice', choices });
    await field({ of: 'ticket', label: 'Дата заезда', type: 'date' });
    await field({ of: 'contact', label: 'Питомец', type: 'flag' });
    await field({ of: 'company', label: 'Договор', type: 'text' });
    await anna.does('POST', `/api/v1/tickets/${ticket.id}/fields`, {
      values: { tarif: 'zolotoy', data_zaezda: '2026-12-05' },
    });
    const text = '{{field.tarif}}, {{field.data_zaezda}}, {{contact.field.pitomets}}, {{company.field.dogovor}}';
    const kept = { name: 'Fields', scope: 'shared', text, html: `<p>${text}</p>`, actions: [] };
    const wrong = { ...kept, actions: [{ do: 'set-fields', values: { tarif: 'серебряный' } }] };
    expect((await anna.call('POST', '/api/v1/macros', wrong)).status).toBe(400);
    const actions = [
      { do: 'set-fields', values: { tarif: 'prostoy' } },
      { do: 'snooze', day: 'monday', time: '09:00' },
    ];
    const { id } = await anna.does<{ id: string }>('POST', '/api/v1/macros', { ...kept, actions });
    const rendered = await tom.does('POST', `/api/v1/macros/${id}/render`, { ticketId: ticket.id });
    expect(rendered).toMatchObject({
      text: 'Золотой, December 5, 2026, …, …',
      missing: ['Питомец', 'Договор'],
      actions,
    });
    await tom.replies(ticket.id, 'Until Monday', { actions, macroIds: [id] });
    await desk.settles();
    const row = await tom.does<{ fields: object; snoozedUntil: string }>('GET', `/api/v1/tickets/${ticket.id}`);
    expect(row.fields).toMatchObject({ tarif: 'prostoy' });
    const zone = (await anna.does<{ timeZone: string }>('GET', '/api/v1/workspace')).timeZone;
    const wakes = new Intl.DateTimeFormat('en', { timeZone: zone, weekday: 'long', hour: '2-digit', hourCycle: 'h23' });
    expect(wakes.format(new Date(row.snoozedUntil))).toBe('Monday, 09');
    await anna.does('POST', `/api/v1/tickets/${ticket.id}/snooze`, { until: null });
  });

  describe('a reply for later', () => {
    const path = () => `/api/v1/tickets/${ticket.id}/scheduled`;
    const later = (text: string, ms: number, key: string = randomUUID()) => {
      const at = new Date(desk.clock.now().getTime() + ms).toISOString();
      return tom.call<{ id: string; code: string }>('POST', path(), { text, at }, { 'idempotency-key': key });
    };
    const list = () => tom.does<{ id: string; state: string; why: string; text: string }[]>('GET', path());
    const said = async () => (await tom.conversation(ticket.id)).filter((one) => one.kind === 'agent');

    it('goes out at its time, once, after replies that were written later', async () => {
      const key = randomUUID();
      const first = await later('Tomorrow then', HOUR, key);
      expect(first.status).toBe(200);
      expect((await later('Tomorrow then', HOUR, key)).body.id).toBe(first.body.id);
      expect((await later('Yesterday', -HOUR)).body.code).toBe('too-soon');
      await tom.replies(ticket.id, 'Meanwhile');
      await desk.settles();
      expect((await list()).map((one) => one.state)).toEqual(['waiting']);
      await desk.travels(HOUR + 1000);
      expect(await list()).toEqual([]);
      expect((await said()).slice(-2).map((one) => one.text)).toEqual(['Meanwhile', 'Tomorrow then']);
      expect((await visitor.lines()).at(-1)!.text).toBe('Tomorrow then');
    });

    it('is held back when the customer writes first, and goes when its agent says so', async () => {
      const { body } = await later('Just to remind you', HOUR);
      await visitor.writes('It has come!');
      await desk.settles();
      expect(await list()).toMatchObject([{ state: 'paused', why: 'customer-wrote' }]);
      await desk.travels(HOUR + 1000);
      expect(await list()).toHaveLength(1);
      await tom.does('POST', `${path()}/${body.id}/send`);
      expect((await said()).at(-1)!.text).toBe('Just to remind you');
      expect(await list()).toEqual([]);
    });

    it('gives its words back when it is taken up again', async () => {
      const { body } = await later('Not like this', HOUR);
      const back = await tom.does('POST', `${path()}/${body.id}/cancel`, { toEdit: true });
      expect(back).toMatchObject({ text: 'Not like this' });
      expect((await tom.call('POST', `${path()}/${body.id}/send`)).status).toBe(404);
    });
  });

  it('lets go of drafts that nobody came back to', async () => {
    await keep(anna, words('For ever'));
    await desk.travels(91 * 24 * HOUR);
    await desk.app.get(Jobs).enqueue(DropOldDraftsJob.order({}, 'test') as never);
    await desk.settles();
    const left = await desk.database.query(`SELECT 1 FROM draft WHERE workspace_id = $1`, [desk.main.workspaceId]);
    expect(left).toEqual([]);
  });
});
