// What the desk does by itself: rules on what happens and on time, tried beforehand, never in circles; and the acknowledgement.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { TicketRow } from '@otklik/contract';
import { HEADLINES, VerifyReports } from '../../src/reports/verify-reports.js';
import type { AcknowledgementView } from '../../src/rules/acknowledgements.requests.js';
import { ObeyTicketRules } from '../../src/rules/obey-rules.js';
import type { DryRunView, RuleRequest, RuleRunPage, RuleView } from '../../src/rules/rules.requests.js';
import { type Person, TestDesk, type Visitor } from '../desk.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
let desk: TestDesk;
let owner: Person;

beforeAll(async () => {
  desk = await TestDesk.open();
  owner = desk.main.owner;
}, 60_000);
afterAll(() => desk.close());

beforeEach(async () => {
  for (const { id } of await owner.does<RuleView[]>('GET', '/api/v1/rules'))
    await owner.does('DELETE', `/api/v1/rules/${id}`);
  for (const { id } of await owner.tickets('open')) await owner.solves(id);
  await desk.settles();
});

const plain: RuleRequest = {
  name: 'A rule',
  enabled: true,
  when: { on: 'event', events: ['opened'] },
  condition: { all: [] },
  actions: [{ do: 'priority', priority: 2 }],
  stop: false,
};
const rule = (more: Partial<RuleRequest> = {}) => owner.does<RuleView>('POST', '/api/v1/rules', { ...plain, ...more });
const runs = async (query: string) =>
  (await owner.does<RuleRunPage>('GET', `/api/v1/rule-runs?${query}`)).items.map(({ state, outcomes }) => ({
    state,
    outcomes,
  }));
const read = (id: string) => owner.does<TicketRow>('GET', `/api/v1/tickets/${id}`);
const dry = (when: RuleRequest['when'], condition: RuleRequest['condition']) =>
  owner.does<DryRunView>('POST', '/api/v1/rules/dry-run', { when, condition });

/** A new ticket of a new visitor. */
async function asks(text: string): Promise<{ visitor: Visitor; id: string }> {
  const visitor = await desk.visits();
  await visitor.writes(text);
  await desk.settles();
  const [row] = await desk.database.query<{ id: string }>(
    `/* test */ SELECT t.id FROM ticket t JOIN message m ON m.ticket_id = t.id WHERE t.workspace_id = $1 AND m.text = $2 ORDER BY t.id DESC LIMIT 1`,
    [desk.main.workspaceId, text],
  );
  return { visitor, id: row!.id };
}

describe('rules on what happens', () => {
  it('fill fields of the workspace and put to sleep until a day, and say so in their log', async () => {
    await owner.does('POST', '/api/v1/fields', {
      of: 'ticket',
      label: 'Reason',
      type: 'choice',
      required: false,
      choices: [{ label: 'Refund' }],
    });
    const fill = (values: object) => [
      { do: 'set-fields', values },
      { do: 'snooze', day: 'workday', time: '10:00' },
    ];
    const wrong = { ...plain, actions: fill({ reason: 'none' }) };
    expect((await owner.call('POST', '/api/v1/rules', wrong)).status).toBe(400);
    const one = await rule({ actions: fill({ reason: 'Refund' }) as never });
    const { id } = await asks('money back please');
    const row = await owner.does<TicketRow & { fields: object }>('GET', `/api/v1/tickets/${id}`);
    expect(row).toMatchObject({ fields: { reason: 'refund' }, snoozedUntil: expect.any(String) });
    expect(await runs(`ruleId=${one.id}`)).toEqual([
      {
        state: 'done',
        outcomes: [
          { do: 'set-fields', how: 'done' },
          { do: 'snooze', how: 'done' },
        ],
      },
    ]);
  });

  it('run in their order, each with the ticket as the one before has left it, and one may end the row', async () => {
    await rule({ name: 'Refunds are urgent', condition: { field: 'message.text', op: 'contains', value: 'refund' } });
    const second = await rule({
      name: 'Urgent ones are marked',
      condition: { field: 'priority', op: 'is', value: 2 },
      actions: [
        { do: 'add-tags', names: ['vip'] },
        { do: 'note', text: 'For {name}: number {number}' },
      ],
      stop: true,
    });
    const third = await rule({ name: 'Never', actions: [{ do: 'spam', spam: true }] });
    const { id } = await asks('I want a refund');
    expect(await read(id)).toMatchObject({ priority: 2, spam: false, tags: [expect.any(Number)] });
    expect(await runs(`ruleId=${second.id}`)).toEqual([
      {
        state: 'done',
        outcomes: [
          { do: 'add-tags', how: 'done' },
          { do: 'note', how: 'done' },
        ],
      },
    ]);
    expect(await runs(`ruleId=${third.id}`)).toEqual([]);
    const other = await asks('Just a question');
    expect(await read(other.id)).toMatchObject({ priority: 1, spam: true });
  });

  it('never go round in circles: two that undo each other each run once', async () => {
    const up = await rule({
      name: 'Up',
      when: { on: 'event', events: ['priority-changed'] },
      condition: { field: 'priority', op: 'is', value: 0 },
      actions: [{ do: 'priority', priority: 3 }],
    });
    const down = await rule({
      name: 'Down',
      when: { on: 'event', events: ['priority-changed'] },
      condition: { field: 'previous.priority', op: 'is', value: 0 },
      actions: [{ do: 'priority', priority: 0 }],
    });
    const { id } = await asks('up and down');
    await owner.does('POST', `/api/v1/tickets/${id}/priority`, { priority: 0 });
    await desk.settles();
    expect((await read(id)).priority).toBe(0);
    expect(await runs(`ruleId=${up.id}`)).toHaveLength(1);
    expect(await runs(`ruleId=${down.id}`)).toHaveLength(1);
  });

  it('asked again, do nothing again', async () => {
    await rule({ actions: [{ do: 'reply', text: 'Hello, we are on it' }] });
    const { id } = await asks('do it once');
    const key = { workspaceId: desk.main.workspaceId, ticketId: id };
    await desk.database.query(`/* test */ UPDATE rule_ticket SET done_seq = 0 WHERE ticket_id = $1`, [id]);
    await desk.app.get(ObeyTicketRules).run(key);
    await desk.settles();
    expect((await owner.conversation(id)).filter((line) => line.kind === 'bot')).toHaveLength(1);
    expect(await runs(`ticketId=${id}`)).toHaveLength(1);
  });

  it('go on after what cannot be done, say so, and are flagged', async () => {
    const broken = await rule({
      actions: [
        { do: 'assign', agentId: '01990000-0000-7000-8000-000000000009' },
        { do: 'priority', priority: 3 },
      ],
    });
    const { id } = await asks('assign me');
    expect((await read(id)).priority).toBe(3);
    expect(await runs(`ruleId=${broken.id}`)).toEqual([
      {
        state: 'failed',
        outcomes: [
          { do: 'assign', how: 'failed', code: 'validation-failed' },
          { do: 'priority', how: 'done' },
        ],
      },
    ]);
    await asks('assign me too');
    expect(await owner.does('GET', '/api/v1/rules')).toMatchObject([{ failures: 2, enabled: true }]);
  });

  it('take back a reopening that was only thanks', async () => {
    await rule({
      when: { on: 'event', events: ['reopened'] },
      condition: { field: 'message.thanks', op: 'is', value: true },
      actions: [{ do: 'only-thanks' }],
    });
    const { visitor, id } = await asks('It is broken');
    await owner.replies(id, 'Mended');
    await owner.solves(id);
    await desk.settles();
    await visitor.writes('Thank you very much!');
    await desk.settles();
    expect(await read(id)).toMatchObject({ state: 'solved', episode: 1 });
  });
});

describe('rules on time', () => {
  it('solve what has been pending for five days, once, and not what was answered meanwhile', async () => {
    const when = { on: 'time', since: 'state', state: 'pending', seconds: 5 * 86_400, clock: 'calendar' } as const;
    const before = await asks('pending before the rule');
    await owner.replies(before.id, 'Please tell us more', { thenState: 'pending' });
    await desk.travels(DAY);
    const auto = await rule({ name: 'Auto-close', when, actions: [{ do: 'state', state: 'solved' }] });
    const after = await asks('pending after the rule');
    await owner.replies(after.id, 'Which one?', { thenState: 'pending' });
    const answered = await asks('answered in time');
    await owner.replies(answered.id, 'Which one then?', { thenState: 'pending' });
    await desk.travels(2 * DAY);
    await answered.visitor.writes('The blue one');
    await desk.travels(2 * DAY + MINUTE);
    await until(
      () => read(before.id),
      (row) => row.state === 'solved',
    );
    expect((await read(after.id)).state).toBe('pending');
    await desk.travels(DAY);
    await until(
      () => read(after.id),
      (row) => row.state === 'solved',
    );
    await desk.travels(10 * DAY);
    expect((await read(answered.id)).state).toBe('open');
    expect(await runs(`ruleId=${auto.id}`)).toHaveLength(2);
  });
});

/** Waits in real time, as an agent would. */
async function until<T>(look: () => Promise<T>, right: (value: T) => boolean, withinMs = 4000): Promise<T> {
  const end = Date.now() + withinMs;
  for (;;) {
    const value = await look();
    if (right(value)) return value;
    if (Date.now() > end) throw new Error(`not within ${withinMs} ms: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

describe('a dry run', () => {
  it('says beforehand what happens then, and touches nothing', async () => {
    const when: RuleRequest['when'] = { on: 'event', events: ['priority-changed'] };
    const condition: RuleRequest['condition'] = {
      all: [
        { field: 'previous.priority', op: 'is', value: 1 },
        { field: 'priority', op: 'more', value: 1 },
      ],
    };
    const raise = async (text: string, priority: number) => {
      const { id } = await asks(text);
      await owner.does('POST', `/api/v1/tickets/${id}/priority`, { priority });
      await desk.settles();
      return id;
    };
    const raised = await raise('dry: raised', 3);
    const lowered = await raise('dry: lowered', 0);
    const said = await dry(when, condition);
    expect(said.nearly).toEqual([]);
    const ids = said.tickets.map((ticket) => ticket.id);
    expect(ids).toContain(raised);
    expect(ids).not.toContain(lowered);
    const live = await rule({ when, condition, actions: [{ do: 'add-tags', names: ['raised'] }] });
    const again = await raise('dry: raised again', 2);
    await raise('dry: lowered again', 0);
    expect(await runs(`ruleId=${live.id}`)).toHaveLength(1);
    const now = (await dry(when, condition)).tickets.map((ticket) => ticket.id);
    expect(now).toEqual(expect.arrayContaining([raised, again]));
    expect(now).toHaveLength(ids.length + 1);
  });

  it('of time finds the stretches that were long enough', async () => {
    const { id } = await asks('dry: waits long');
    const quick = await asks('dry: is answered');
    await owner.replies(quick.id, 'here');
    await desk.travels(5 * HOUR);
    const when = { on: 'time', since: 'waiting', seconds: 4 * 3600, clock: 'calendar' } as const;
    const ids = (await dry(when, { all: [] })).tickets.map((ticket) => ticket.id);
    expect(ids).toContain(id);
    expect(ids).not.toContain(quick.id);
  });
});

describe('the acknowledgement', () => {
  const acknowledge = (person: Person, connectionId: string, more = {}) =>
    person.does('PUT', `/api/v1/acknowledgements/${connectionId}`, {
      enabled: true,
      wording: {},
      quietMinutes: 60,
      ...more,
    });
  const toldTo = (address: string) => desk.relay.mails.filter((sent) => sent.recipients.includes(address));

  it('is off at first; then it comes once an episode, in the customer’s language, marked as automatic', async () => {
    const views = await owner.does<AcknowledgementView[]>('GET', '/api/v1/acknowledgements');
    expect(views.map((view) => view.enabled)).toEqual([false, false, false]);
    await acknowledge(owner, desk.main.mail.id);
    const anna = 'anna@customer.test';
    const mail = { from: `Анна <${anna}>`, subject: 'Где заказ?', text: 'Подскажите, пожалуйста, где мой заказ?' };
    await desk.receivesMail(mail);
    await desk.settles();
    const [told] = toldTo(anna);
    expect(told!.raw).toMatch(/^Auto-Submitted: auto-replied\r?$/m);
    expect(told!.raw).toMatch(/^Precedence: auto_reply\r?$/m);
    expect(told!.text).toContain('Здравствуйте, Анна!');
    await desk.receivesMail({ ...mail, text: 'И ещё вопрос', inReplyTo: `<${told!.messageId!.replace(/[<>]/g, '')}>` });
    await desk.receivesMail({ ...mail, subject: 'Другое дело', text: 'Совсем другой вопрос' });
    await desk.settles();
    expect(toldTo(anna)).toHaveLength(1);
    const [row] = (await owner.tickets('open')).filter((ticket) => ticket.subject === 'Где заказ?');
    // It stops no clock: the customer waits since the first message.
    expect(row).toMatchObject({ waitingSince: expect.any(String) });
  });

  it('never answers a machine, a list, or somebody who is blocked', async () => {
    const from = (name: string) => `${name}@machines.test`;
    const send = (name: string, headers: Record<string, string>) =>
      desk.receivesMail({ from: from(name), subject: `From ${name}`, text: 'Words that are a message.', headers });
    await send('form', { 'Auto-Submitted': 'auto-generated' });
    await send('list', { 'List-Id': '<all.machines.test>' });
    await send('bulk', { Precedence: 'bulk' });
    await send('noreply', {});
    await send('person', {});
    await desk.settles();
    expect(['form', 'list', 'bulk', 'noreply', 'person'].map((name) => toldTo(from(name)).length)).toEqual([
      0, 0, 0, 0, 1,
    ]);
  });

  it('of two desks that write to each other stops after one each, even where the marks get lost', async () => {
    const other = await desk.signIn('owner@team.test', undefined, 'twin');
    await acknowledge(other, desk.twin.mail.id);
    const [support, twin] = ['support@desk.test', 'twin@desk.test'];
    await desk.receivesMail({
      from: support,
      to: twin,
      subject: 'A question',
      text: 'Is anybody there?',
      messageId: '<first@elsewhere.test>',
    });
    await desk.settles();
    // Whatever either desk says is carried to the other by a gateway that drops every mark of a machine.
    let carried = 0;
    for (let round = 0; round < 6; round++) {
      const fresh = desk.relay.mails.filter((mail) => mail.recipients.some((one) => one === support || one === twin));
      for (const mail of fresh.slice(carried))
        await desk.receivesMail({
          from: mail.from.address,
          to: mail.recipients[0],
          subject: mail.subject,
          text: mail.text,
          messageId: `<carried-${carried++}@gateway.test>`,
          ...(mail.inReplyTo ? { inReplyTo: mail.inReplyTo } : {}),
        });
      await desk.settles();
    }
    expect(toldTo(support)).toHaveLength(1);
    expect(toldTo(twin)).toHaveLength(1);
  });

  it('says out of hours when somebody is there again, in the words of the lead', async () => {
    await acknowledge(owner, desk.main.chat.id, { wording: { en: { closed: '#{number}. {promise}' } } });
    const now = desk.clock.now();
    const sunday = new Date(now.getTime() + ((7 - now.getUTCDay()) % 7 || 7) * DAY).setUTCHours(12, 0, 0, 0);
    await desk.travels(sunday - now.getTime());
    const { id } = await asks('chat: are you there?');
    const [line] = (await owner.conversation(id)).filter((each) => each.kind === 'bot');
    expect(line!.text).toMatch(
      /^#\d+\. We are back on \d+ \w+ at 09:00 \((EET|EEST|GMT\+[23])\) and will answer then\.$/,
    );
  });
});

it('reports agree with the facts that rules made', async () => {
  expect(await desk.app.get(VerifyReports, { strict: false }).run(undefined, HEADLINES)).toMatchObject({
    pending: 0,
    disagreements: [],
  });
});
