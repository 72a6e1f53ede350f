// Who the customer is: fields of the workspace's own, companies, notes, orders and segments, kept by agents and by programs.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GoThroughImport } from '../../src/integrations/go-through-import.js';
import { type Condition, checkCondition } from '../../src/platform/conditions/condition.js';
import { conditionSql } from '../../src/platform/conditions/condition-sql.js';
import { meets } from '../../src/platform/conditions/meets.js';
import { ReadTicketFields } from '../../src/tickets/read-ticket-fields.js';
import { ReadTicketSubject } from '../../src/tickets/read-ticket-subject.js';
import { type Person, TestDesk } from '../desk.js';

let desk: TestDesk;
let owner: Person;
beforeAll(async () => {
  desk = await TestDesk.open();
  owner = desk.main.owner;
});
afterAll(() => desk.close());

interface Card {
  id: string;
  name: string | null;
  company: { id: string; name: string } | null;
  companyByDomain: boolean;
  fields: Record<string, unknown>;
  identities: { id: string; kind: string; address: string }[];
}
const cardOf = (id: string) => owner.does<Card>('GET', `/api/v1/contacts/${id}`);
async function writes(from: string, subject: string): Promise<{ ticketId: string; contactId: string }> {
  await desk.receivesMail({ from, subject, text: 'Hello' });
  await desk.settles();
  const ticket = (await owner.tickets()).find((one) => one.subject === subject)!;
  return { ticketId: ticket.id, contactId: ticket.contact.id };
}

describe('fields of a ticket', () => {
  it('are checked, kept and told without their words', async () => {
    const { ticketId } = await writes('Anna <anna@acme.test>', 'Lamp');
    const field = (body: object) => owner.does<{ id: string; key: string }>('POST', '/api/v1/fields', body);
    const reason = await field({
      of: 'ticket',
      label: 'Причина обращения',
      type: 'choice',
      required: true,
      choices: [{ label: 'Возврат' }, { label: 'Доставка' }],
    });
    expect(reason.key).toBe('prichina_obrashcheniya'.replace('shch', 'sht'));
    await field({ of: 'ticket', label: 'Serial', type: 'text', pattern: 'AA-9999' });
    await field({ of: 'ticket', label: 'Weight', type: 'number', min: 0, max: 100 });
    const set = (values: object) =>
      owner.call<Record<string, unknown>>('POST', `/api/v1/tickets/${ticketId}/fields`, { values });
    expect(await set({ weight: 101 })).toMatchObject({
      status: 400,
      body: { code: 'field-too-large', label: 'Weight', fields: ['fields.weight'] },
    });
    expect(await set({ serial: 'x' })).toMatchObject({ status: 400, body: { code: 'field-pattern' } });
    expect(await set({ nobody: 1 })).toMatchObject({ status: 400, body: { code: 'field-unknown' } });

    const solve = () =>
      owner.call<Record<string, unknown>>('POST', `/api/v1/tickets/${ticketId}/state`, { state: 'solved' });
    expect(await solve()).toMatchObject({
      status: 409,
      body: { code: 'fields-needed', fields: [`fields.${reason.key}`] },
    });
    await expect(owner.replies(ticketId, 'Done', { thenState: 'solved' })).rejects.toThrow('fields-needed');
    expect((await owner.conversation(ticketId)).filter((one) => one.kind === 'agent')).toEqual([]);

    expect(await set({ [reason.key]: 'доставка', serial: 'AB-1234', weight: '2,5' })).toMatchObject({
      status: 200,
      body: { fields: { [reason.key]: 'dostavka', serial: 'AB-1234', weight: 2.5 } },
    });
    const facts = await desk.database.query<{ payload: { fields: object[] } }>(
      `SELECT payload FROM fact WHERE workspace_id = $1 AND ticket_id = $2 AND type = 'ticket.fields-set'`,
      [desk.main.workspaceId, ticketId],
    );
    expect(facts).toHaveLength(1);
    expect(JSON.stringify(facts)).not.toContain('AB-1234');
    expect(facts[0]!.payload.fields).toContainEqual({ id: reason.id, to: 'dostavka' });
    expect((await solve()).status).toBe(204);
    expect((await owner.does<{ fields: object }>('GET', `/api/v1/tickets/${ticketId}`)).fields).toMatchObject({
      weight: 2.5,
    });
  });
});

describe('a company', () => {
  it('gathers whoever writes from its domain, unless somebody has said otherwise', async () => {
    const early = await writes('Boris <boris@globex.test>', 'Early');
    const { id } = await owner.does<{ id: string }>('POST', '/api/v1/companies', {
      name: 'Globex',
      domains: ['https://Globex.test/'],
    });
    expect(await cardOf(early.contactId)).toMatchObject({ company: { id, name: 'Globex' }, companyByDomain: true });
    const late = await writes('Clara <clara@globex.test>', 'Late');
    expect((await cardOf(late.contactId)).company).toMatchObject({ id });
    await owner.does('PATCH', `/api/v1/contacts/${late.contactId}`, { companyId: null });
    await owner.does('PATCH', `/api/v1/companies/${id}`, { domains: ['globex.test', 'globex.example'] });
    expect((await cardOf(late.contactId)).company).toBeNull();

    const page = await owner.does<{ items: object[] }>('GET', '/api/v1/companies?q=glob');
    expect(page.items).toMatchObject([{ id, people: 1, domains: ['globex.example', 'globex.test'] }]);
    const tickets = await owner.does<{ items: { subject: string }[] }>('GET', `/api/v1/companies/${id}/tickets`);
    expect(tickets.items.map((one) => one.subject)).toEqual(['Early']);
    expect(await owner.call('POST', '/api/v1/companies', { name: 'Everybody', domains: ['gmail.com'] })).toMatchObject({
      status: 409,
      body: { code: 'domain-public' },
    });
    expect(await owner.call('POST', '/api/v1/companies', { name: 'Other', domains: ['globex.test'] })).toMatchObject({
      status: 409,
      body: { code: 'domain-taken', name: 'Globex' },
    });
    expect(await owner.call('POST', '/api/v1/companies', { name: 'globex' })).toMatchObject({
      status: 409,
      body: { code: 'name-taken' },
    });
    await owner.does('DELETE', `/api/v1/companies/${id}`);
    expect((await cardOf(early.contactId)).company).toBeNull();
  });
});

describe('what colleagues note', () => {
  it('belongs to its author, and to the person after a merge and after its undo', async () => {
    const ivan = await desk.hires('Ivan');
    const one = await writes('Dora <dora@note.test>', 'Dora');
    const two = await writes('Dora P <dora.p@note.test>', 'Dora again');
    const note = await ivan.does<{ id: string }>('POST', `/api/v1/contacts/${two.contactId}/notes`, {
      text: 'Prefers calls',
    });
    const petar = await desk.hires('Petar');
    expect((await petar.call('PATCH', `/api/v1/person-notes/${note.id}`, { text: 'x' })).status).toBe(403);
    const { mergeId } = await owner.does<{ mergeId: string }>('POST', `/api/v1/contacts/${one.contactId}/merge`, {
      otherId: two.contactId,
      keep: 'this',
    });
    const notes = (id: string) => owner.does<{ items: { text: string }[] }>('GET', `/api/v1/contacts/${id}/notes`);
    expect((await notes(one.contactId)).items).toMatchObject([{ text: 'Prefers calls', agentId: ivan.id }]);
    await owner.does('POST', `/api/v1/contacts/merges/${mergeId}/undo`);
    expect((await notes(one.contactId)).items).toEqual([]);
    expect((await notes(two.contactId)).items).toHaveLength(1);
    await ivan.does('DELETE', `/api/v1/person-notes/${note.id}`);
    expect((await notes(two.contactId)).items).toEqual([]);
  });
});

describe('orders', () => {
  const order = (externalId: string, more: object = {}) => ({
    externalId,
    status: 'paid',
    amount: 10.5,
    currency: 'eur',
    placedAt: '2026-05-01T10:00:00Z',
    email: 'Elena@shop.test',
    customerId: '42',
    ...more,
  });
  it('are one each, however often they are told, and follow their person', async () => {
    const { contactId } = await writes('Elena <elena@shop.test>', 'Elena');
    const put = (orders: object[]) => owner.call<object>('PUT', '/api/v1/orders', { orders });
    expect(
      await put([
        order('1'),
        order('2', { amount: 20, placedAt: '2026-06-01T10:00:00Z' }),
        order('3', { email: 'new@shop.test', customerId: null, name: 'New One' }),
      ]),
    ).toMatchObject({ status: 200, body: { created: 3, changed: 0, same: 0 } });
    expect(
      (await put([order('1'), order('2', { amount: 20, status: 'shipped', placedAt: '2026-06-01T10:00:00Z' })])).body,
    ).toEqual({ created: 0, changed: 1, same: 1 });
    expect((await put([order('4', { email: null }), order('4', { email: null, status: 'sent' })])).body).toEqual({
      created: 1,
      changed: 0,
      same: 1,
    });
    const page = await owner.does<{ items: { externalId: string }[]; next: string; sums: object[] }>(
      'GET',
      `/api/v1/contacts/${contactId}/orders?limit=2`,
    );
    expect(page).toMatchObject({
      items: [{ externalId: '2', status: 'shipped' }, {}],
      sums: [{ currency: 'EUR', count: 3, amount: 41 }],
    });
    const rest = await owner.does<{ items: object[] }>(
      'GET',
      `/api/v1/contacts/${contactId}/orders?limit=2&cursor=${page.next}`,
    );
    expect(rest.items).toHaveLength(1);
    expect((await cardOf(contactId)).identities).toContainEqual(
      expect.objectContaining({ kind: 'external', address: '42' }),
    );
    expect(await put([order('9', { amount: 'x' })])).toMatchObject({
      status: 400,
      body: { fields: ['orders.0.amount'] },
    });
    expect(await put([order('9', { email: null, customerId: null })])).toMatchObject({
      status: 400,
      body: { fields: ['orders.0.email'] },
    });
    const [made] = await owner.does<Card[]>('GET', '/api/v1/contacts?q=New%20One');
    expect(made!.identities).toMatchObject([{ kind: 'email', address: 'new@shop.test' }]);
  });
});

describe('addresses', () => {
  it('are added by hand, and leave with what was written from them', async () => {
    const { contactId, ticketId } = await writes('Fedor <fedor@addr.test>', 'Fedor');
    const added = await owner.does<Card>('POST', `/api/v1/contacts/${contactId}/identities`, {
      kind: 'phone',
      address: '+359 888 123 456',
    });
    const phone = added.identities.find((one) => one.kind === 'phone')!;
    expect(phone.address).toBe('+359888123456');
    const other = await writes('Gleb <gleb@addr.test>', 'Gleb');
    expect(
      await owner.call('POST', `/api/v1/contacts/${other.contactId}/identities`, {
        kind: 'email',
        address: 'fedor@addr.test',
      }),
    ).toMatchObject({ status: 409, body: { code: 'identity-taken', contactId } });
    const part = (id: string) =>
      owner.call<{ contactId: string | null }>('DELETE', `/api/v1/contacts/${contactId}/identities/${id}`);
    const mail = added.identities.find((one) => one.kind === 'email')!;
    const parted = await part(mail.id);
    expect(parted.body.contactId).not.toBeNull();
    expect((await owner.tickets()).find((one) => one.id === ticketId)!.contact.id).toBe(parted.body.contactId);
    expect(await part(phone.id)).toMatchObject({ status: 409, body: { code: 'identity-last' } });
    const history = await owner.does<object>('GET', `/api/v1/contacts/${parted.body.contactId}/history`);
    expect(history).toMatchObject({ tickets: 1, open: 1, rated: 0, satisfaction: null });
  });
});

describe('segments', () => {
  it('hold whoever fits at this moment, by page, and speak of fields, companies and orders', async () => {
    await owner.does('POST', '/api/v1/fields', {
      of: 'contact',
      label: 'Plan',
      type: 'choice',
      choices: [{ label: 'Gold' }, { label: 'Free' }],
    });
    const people = [];
    for (const name of ['Sara', 'Sofia', 'Stefan']) {
      const { contactId } = await writes(`${name} <${name.toLowerCase()}@seg.test>`, `${name} writes`);
      await owner.does('PATCH', `/api/v1/contacts/${contactId}`, {
        fields: { plan: name === 'Stefan' ? 'free' : 'gold' },
      });
      people.push(contactId);
    }
    const make = (name: string, condition: object) =>
      owner.call<{ id: string }>('POST', '/api/v1/segments', { name, condition });
    const gold = (await make('Gold', { all: [{ field: 'field.plan', op: 'in', value: ['gold'] }] })).body.id;
    const buyers = (
      await make('Buyers', {
        all: [
          { field: 'orders', op: 'more', value: 1 },
          { field: 'spent.EUR', op: 'more', value: 40 },
        ],
      })
    ).body.id;
    const lists = (query: string) =>
      owner.does<{ items: { id: string; name: string }[]; next: string | null }>('GET', `/api/v1/people?${query}`);
    const first = await lists(`segmentId=${gold}&limit=1`);
    expect(first.items.map((one) => one.name)).toEqual(['Sofia']);
    expect((await lists(`segmentId=${gold}&limit=1&before=${first.next}`)).items.map((one) => one.name)).toEqual([
      'Sara',
    ]);
    expect((await lists(`segmentId=${buyers}`)).items.map((one) => one.name)).toEqual(['Elena']);
    expect((await lists(`segmentId=${gold}&q=sar`)).items.map((one) => one.name)).toEqual(['Sara']);
    expect(await owner.does('GET', `/api/v1/people/count?segmentId=${gold}`)).toEqual({ count: 2 });
    await owner.does('PATCH', `/api/v1/contacts/${people[0]}`, { fields: { plan: null } });
    expect((await lists(`segmentId=${gold}`)).items.map((one) => one.name)).toEqual(['Sofia']);

    expect(await make('Nobody', { all: [{ field: 'field.none', op: 'set' }] })).toMatchObject({
      status: 400,
      body: { fields: ['condition.all.0.field'] },
    });
    expect(await make('gold', { all: [{ field: 'name', op: 'set' }] })).toMatchObject({ status: 409 });
    const asked = {
      not: {
        any: [
          { field: 'field.plan', op: 'in', value: ['gold', 'free'] },
          { field: 'channel', op: 'lacks', value: ['email'] },
        ],
      },
    };
    const preview = await owner.does<{ count: number; items: object[] }>('POST', '/api/v1/segments/preview', {
      condition: asked,
    });
    expect(preview.count).toBeGreaterThan(2);
    const fields = await owner.does<{ name: string; label: string | null; values: object[] | null }[]>(
      'GET',
      '/api/v1/contact-fields',
    );
    expect(fields).toContainEqual(
      expect.objectContaining({
        name: 'field.plan',
        label: 'Plan',
        values: [
          { value: 'gold', label: 'Gold' },
          { value: 'free', label: 'Free' },
        ],
      }),
    );
    expect(fields.map((one) => one.name)).toContain('spent.EUR');
  });

  it('are fields of tickets in views, as companies and own fields are, by SQL and by what rules read', async () => {
    const [{ id: gold } = { id: '' }] = (
      await owner.does<{ id: string; name: string }[]>('GET', '/api/v1/segments')
    ).filter((one) => one.name === 'Gold');
    const sofia = (await owner.tickets()).find((one) => one.subject === 'Sofia writes')!;
    await owner.does('POST', `/api/v1/tickets/${sofia.id}/fields`, { values: { weight: 7 } });
    const { id: company } = await owner.does<{ id: string }>('POST', '/api/v1/companies', {
      name: 'Seg',
      domains: ['seg.test'],
    });
    const fields = await desk.app.get(ReadTicketFields).run(desk.main.workspaceId);
    const subjects = await desk.app.get(ReadTicketSubject).run(
      desk.database,
      desk.main.workspaceId,
      (await owner.tickets()).map((one) => one.id),
    );
    const meeting = async (condition: Condition) => {
      expect(checkCondition(condition, fields)).toEqual([]);
      const params: unknown[] = [desk.main.workspaceId];
      const sql = conditionSql(condition, fields, (value) => `$${params.push(value)}`, desk.clock.now());
      const rows = await desk.database.query<{ id: string; subject: string }>(
        `SELECT t.id, t.subject FROM ticket t WHERE t.workspace_id = $1 AND (${sql}) ORDER BY t.id`,
        params,
      );
      const inMemory = [...subjects]
        .filter(([, one]) => meets(condition, fields, one, desk.clock.now()))
        .map(([id]) => id)
        .sort();
      expect(inMemory).toEqual(rows.map((row) => row.id));
      return rows.map((row) => row.subject);
    };
    expect(await meeting({ field: 'segment', op: 'contains', value: [gold!] })).toEqual(['Sofia writes']);
    expect(
      await meeting({
        all: [{ field: 'segment', op: 'set' }, { not: { field: 'segment', op: 'contains', value: gold! } }],
      }),
    ).toEqual(['Elena']);
    expect((await meeting({ field: 'company', op: 'in', value: [company] })).sort()).toEqual([
      'Sara writes',
      'Sofia writes',
      'Stefan writes',
    ]);
    expect(await meeting({ field: 'field.weight', op: 'more', value: 5 })).toEqual(['Sofia writes']);
    expect(await meeting({ field: 'field.prichina_obrashteniya', op: 'in', value: ['dostavka'] })).toEqual(['Lamp']);
    expect((await meeting({ field: 'field.prichina_obrashteniya', op: 'not-in', value: ['dostavka'] })).length).toBe(
      subjects.size - 1,
    );
    const view = await owner.call<object>('POST', '/api/v1/views', {
      scope: 'personal',
      name: 'Gold',
      condition: {
        all: [
          { field: 'segment', op: 'contains', value: [gold] },
          { field: 'state', op: 'in', value: ['new', 'open'] },
        ],
      },
    });
    expect(view.status).toBeLessThan(300);
    const offered = await owner.does<{ name: string; label: string | null; values: object[] | null }[]>(
      'GET',
      '/api/v1/ticket-fields',
    );
    expect(offered).toContainEqual(
      expect.objectContaining({ name: 'segment', values: expect.arrayContaining([{ value: gold, label: 'Gold' }]) }),
    );
    expect(offered).toContainEqual(expect.objectContaining({ name: 'field.weight', label: 'Weight' }));
  });
});

describe('imports', () => {
  interface Import {
    id: string;
    state: string;
    mapping: string[];
    rowsDone: number;
    rowsTotal: number | null;
    createdRows: number;
    changedRows: number;
    sameRows: number;
    refusedRows: number;
    faults: { line: number; target: string; why: string; value: string }[];
  }
  async function bring(of: string, name: string, text: string): Promise<Import> {
    const form = new FormData();
    form.append('file', new Blob([text], { type: 'text/csv' }), name);
    const response = await fetch(`${desk.url}/api/v1/imports?of=${of}`, {
      method: 'POST',
      headers: owner.headers,
      body: form,
    });
    if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`);
    return (await response.json()) as Import;
  }
  const go = async (one: Import, step: 'check' | 'run') => {
    await owner.does('POST', `/api/v1/imports/${one.id}/${step}`);
    // A piece that failed is tried again a moment later: the desk is quiet in between, the import is not over.
    for (;;) {
      await desk.settles();
      const now = await owner.does<Import>('GET', `/api/v1/imports/${one.id}`);
      if (now.state !== 'checking' && now.state !== 'running') return now;
      await sleep(50);
    }
  };
  const count = async () =>
    (
      await desk.database.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM customer_order WHERE workspace_id = $1`,
        [desk.main.workspaceId],
      )
    )[0]!.n;

  it('take a thousand orders once, however often the file comes, and say which lines are wrong', async () => {
    const before = await count();
    const lines = Array.from(
      { length: 1000 },
      (_, index) => `S-${index};${(index % 28) + 1}.03.2026;${index},50;paid;buyer${index % 200}@shop.test`,
    );
    const table = ['Order ID;Date;Total;Status;E-mail', ...lines, 'S-bad;tomorrow;x;paid;', ''].join('\r\n');
    const begun = await bring('orders', 'orders.csv', table);
    expect(begun).toMatchObject({ state: 'ready', mapping: ['externalId', 'placedAt', 'amount', 'status', 'email'] });
    expect(await go(begun, 'check')).toMatchObject({
      state: 'checked',
      rowsTotal: 1001,
      refusedRows: 1,
      faults: [
        { line: 1002, target: 'email', why: 'missing' },
        { line: 1002, target: 'amount', why: 'wrong', value: 'x' },
        { line: 1002, target: 'placedAt', why: 'wrong', value: 'tomorrow' },
      ],
    });
    expect(await count()).toBe(before);
    expect(await go(begun, 'run')).toMatchObject({
      state: 'done',
      createdRows: 1000,
      sameRows: 0,
      refusedRows: 1,
      rowsDone: 1001,
    });
    expect(await count()).toBe(before + 1000);
    const again = await bring(
      'orders',
      'orders.csv',
      table.replace('S-7;8.03.2026;7,50;paid', 'S-7;8.03.2026;7,50;sent'),
    );
    expect(await go(again, 'run')).toMatchObject({ state: 'done', createdRows: 0, changedRows: 1, sameRows: 999 });
    expect(await count()).toBe(before + 1000);
  });

  it('go on after a crash where they were, and double nothing', async () => {
    const before = await count();
    const lines = Array.from({ length: 600 }, (_, index) => `C-${index},2026-03-01,5,one${index}@crash.test`);
    const begun = await bring('orders', 'crash.csv', ['id,date,total,email', ...lines].join('\n'));
    const run = desk.app.get(GoThroughImport);
    await desk.database.query(
      `UPDATE import SET state = 'running', due_at = now() + interval '1 hour' WHERE workspace_id = $1 AND id = $2`,
      [desk.main.workspaceId, begun.id],
    );
    // Two at once, as after a process that was thought dead: one of them gives way.
    const key = { workspaceId: desk.main.workspaceId, importId: begun.id };
    await Promise.all([run.run(key), run.run(key)]);
    await desk.database.query(
      `UPDATE import SET state = 'running', rows_done = 250, due_at = $3 WHERE workspace_id = $1 AND id = $2`,
      [desk.main.workspaceId, begun.id, new Date(0)],
    );
    await desk.settles();
    expect(await owner.does('GET', `/api/v1/imports/${begun.id}`)).toMatchObject({
      state: 'done',
      rowsDone: 600,
      rowsTotal: 600,
    });
    expect(await count()).toBe(before + 600);
  });

  it('bring people with their fields and companies to the cards they have', async () => {
    const { contactId } = await writes('Vera <vera@list.test>', 'Vera writes');
    const begun = await bring(
      'contacts',
      'people.csv',
      'Email,Name,Company,Plan,Language\nvera@list.test,Vera Pavlova,List Ltd,Gold,Български\nnew@list.test,Nova,list ltd,silver,\n,Nobody,,,\n',
    );
    expect(begun.mapping).toEqual(['email', 'name', 'company', 'field.plan', 'language']);
    const done = await go(begun, 'run');
    expect(done).toMatchObject({ state: 'done', createdRows: 0, changedRows: 1, refusedRows: 2 });
    expect(done.faults).toContainEqual({ line: 3, target: 'field.plan', why: 'not-a-choice', value: 'silver' });
    expect(await cardOf(contactId)).toMatchObject({
      name: 'Vera Pavlova',
      fields: { plan: 'gold' },
      company: { name: 'List Ltd' },
      locale: 'bg',
    });
  });

  it('leave no file behind a week after they were last used; what became of them stays', async () => {
    const begun = await bring('contacts', 'week.csv', 'Email,Name\nweek@list.test,Weekly\n');
    await go(begun, 'run');
    const files = () =>
      desk.database.query(`/* test */ SELECT 1 FROM file WHERE workspace_id = $1 AND name = 'week.csv'`, [
        desk.main.workspaceId,
      ]);
    const ages = (days: number) =>
      desk.database.query(`/* test */ UPDATE import SET changed_at = $3 WHERE workspace_id = $1 AND id = $2`, [
        desk.main.workspaceId,
        begun.id,
        new Date(desk.clock.now().getTime() - days * 86_400_000),
      ]);
    await ages(6);
    await desk.settles();
    expect(await files()).toHaveLength(1);
    await ages(8);
    await desk.settles();
    expect(await files()).toEqual([]);
    expect(await owner.does('GET', `/api/v1/imports/${begun.id}`)).toMatchObject({ state: 'done', createdRows: 1 });
    expect(await owner.call('POST', `/api/v1/imports/${begun.id}/run`)).toMatchObject({
      status: 409,
      body: { code: 'import-file-gone' },
    });
  });

  it('are for leads, and refuse what is no table', async () => {
    const agent = await desk.hires('Simeon');
    expect((await agent.call('GET', '/api/v1/imports')).status).toBe(403);
    await expect(bring('orders', 'x.csv', 'one column\n1\n')).rejects.toThrow('import-unreadable');
    const begun = await bring('orders', 'y.csv', 'id,words\n1,x\n');
    expect(await owner.call('POST', `/api/v1/imports/${begun.id}/run`)).toMatchObject({
      status: 400,
      body: { fields: ['needed.amount', 'needed.placedAt', 'needed.whose'] },
    });
  });
});
