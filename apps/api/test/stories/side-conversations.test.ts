// Somebody else is asked about a ticket by mail: their answers come back beside it, the customer never sees a word, and nothing counts it.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventItem, MessageItem, NotificationItem, TicketRow } from '@otklik/contract';
import { HEADLINES, VerifyReports } from '../../src/reports/verify-reports.js';
import { type Person, TestDesk } from '../desk.js';

let desk: TestDesk;
let owner: Person;
let anna: Person;
beforeAll(async () => {
  desk = await TestDesk.open();
  owner = desk.main.owner;
  anna = await desk.hires('Anna');
}, 60_000);
afterAll(() => desk.close());

interface Side {
  id: string;
  subject: string;
  preview: string;
  state: string;
  unread: boolean;
  contact: { id: string; address: string };
}
let people = 0;
/** A customer's mail becomes a ticket of Anna's. */
async function opens(subject: string, text = 'My jacket is torn.'): Promise<{ id: string; customer: string }> {
  const customer = `maria${++people}@example.com`;
  await desk.receivesMail({ from: `Maria <${customer}>`, subject, text });
  await desk.settles();
  const { id } = (await owner.tickets()).find((row) => row.subject === subject)!;
  await anna.does('POST', `/api/v1/tickets/${id}/assign`, { agentId: anna.id, teamId: null });
  return { id, customer };
}
const asks = (ticketId: string, more: object = {}, who = anna, key = randomUUID()) =>
  who.does<{ sideId: string; messageId: string; duplicate: boolean }>(
    'POST',
    `/api/v1/tickets/${ticketId}/sides`,
    { to: ['warehouse@parts.test'], subject: 'Jacket', text: 'Is there another marmalade one?', ...more },
    { 'idempotency-key': key },
  );
const sidesOf = (ticketId: string, who = anna) => who.does<Side[]>('GET', `/api/v1/tickets/${ticketId}/sides`);
const rowOf = (id: string) => anna.does<TicketRow>('GET', `/api/v1/tickets/${id}`);
const eventsOf = async (id: string) =>
  (await anna.does<{ items: (MessageItem | EventItem)[] }>('GET', `/api/v1/tickets/${id}/conversation`)).items.flatMap(
    (item) => (item.type === 'event' ? [item] : []),
  );
const wordsOf = async (id: string) => (await anna.conversation(id)).map((line) => line.text.trim());
const lastTo = async (address: string, count = 1) => {
  await desk.settles();
  return (await desk.relay.mailsTo(address, count)).at(-1)!;
};
/** They press Reply in the last mail that they got. */
async function answers(from: string, to: Awaited<ReturnType<typeof lastTo>>, text: string, more: object = {}) {
  await desk.receivesMail({
    from,
    to: to.replyTo!,
    subject: `Re: ${to.subject}`,
    text,
    inReplyTo: to.messageId!,
    ...more,
  });
  await desk.settles();
}

/** Days go by; whoever is signed in looks in now and then. */
async function passes(days: number): Promise<void> {
  for (let left = days; left > 0; left -= 13) {
    await desk.travels(Math.min(left, 13) * 86_400_000);
    for (const who of [owner, anna, desk.twin.owner]) await who.does('GET', '/api/v1/me');
  }
}

describe('a side conversation', () => {
  it('goes out by mail, comes back beside its ticket, tells whose ticket it is, and takes it off hold', async () => {
    const { id } = await opens('The torn one');
    await anna.does('POST', `/api/v1/tickets/${id}/state`, { state: 'hold' });
    const { sideId } = await asks(id, { to: ['warehouse@parts.test', 'chief@parts.test'] });
    const sent = await lastTo('warehouse@parts.test');
    expect(sent).toMatchObject({ subject: 'Jacket', cc: ['chief@parts.test'], inReplyTo: null });
    expect(sent.raw).not.toContain('torn');
    expect(await sidesOf(id)).toMatchObject([{ id: sideId, state: 'waiting', unread: false }]);
    await answers('warehouse@parts.test', sent, 'Two of them are on the shelf.');
    expect(await wordsOf(id)).toEqual(['My jacket is torn.']);
    expect(await wordsOf(sideId)).toEqual(['Is there another marmalade one?', 'Two of them are on the shelf.']);
    expect(await sidesOf(id)).toMatchObject([
      { state: 'answered', unread: true, preview: 'Two of them are on the shelf.' },
    ]);
    expect(await rowOf(id)).toMatchObject({ state: 'open' });
    expect((await eventsOf(id)).map((event) => event.event)).toEqual(
      expect.arrayContaining(['side.opened', 'side.answered']),
    );
    const bell = await anna.does<{ items: NotificationItem[] }>('GET', '/api/v1/notifications');
    expect(bell.items.find((one) => one.ticket?.id === id)).toMatchObject({ kind: 'side-reply', messageId: sideId });
    await anna.does('POST', `/api/v1/sides/${sideId}/seen`);
    expect(await sidesOf(id)).toMatchObject([{ unread: false }]);
    // And on: in the same thread, to the same people.
    await anna.replies(sideId, 'Send one, please.');
    expect(await lastTo('warehouse@parts.test', 2)).toMatchObject({ subject: 'Re: Jacket', cc: ['chief@parts.test'] });
    await answers('chief@parts.test', sent, 'It leaves today.');
    expect(await wordsOf(sideId)).toHaveLength(4);
  }, 60_000);

  it('is closed and opened again by an answer; a retry begins nothing twice', async () => {
    const { id } = await opens('Closed and opened');
    const key = randomUUID();
    const both = await Promise.all([1, 2].map(() => asks(id, { to: ['once@parts.test'] }, anna, key)));
    expect(new Set(both.map((one) => one.sideId)).size).toBe(1);
    const sent = await lastTo('once@parts.test');
    // We wrote first: nobody has seen them yet.
    const [{ contact }] = (await sidesOf(id)) as [Side];
    expect(await owner.does('GET', `/api/v1/contacts/${contact.id}`)).toMatchObject({ lastSeenAt: null });
    expect(await desk.relay.mailsTo('once@parts.test')).toHaveLength(1);
    const { sideId } = both[0]!;
    await anna.does('POST', `/api/v1/sides/${sideId}/state`, { state: 'closed' });
    await passes(26);
    expect(await sidesOf(id)).toMatchObject([{ state: 'closed' }]);
    await answers('once@parts.test', sent, 'We are late, but here it is.');
    expect(await sidesOf(id)).toMatchObject([{ state: 'answered' }]);
  }, 60_000);

  it('a mail that does not arrive is told in its ticket and to who wrote it', async () => {
    const { id } = await opens('Nobody there');
    desk.relay.refuse(550, { words: '5.1.1 no such mailbox' });
    const { sideId } = await asks(id, { to: ['nobody@parts.test'] });
    await desk.settles();
    expect((await anna.conversation(sideId))[0]).toMatchObject({ state: 'failed' });
    expect((await eventsOf(id)).map((event) => event.event)).toContain('side.failed');
    const bell = await anna.does<{ items: NotificationItem[] }>('GET', '/api/v1/notifications');
    expect(bell.items.find((one) => one.ticket?.id === id)).toMatchObject({ kind: 'reply-failed' });
  }, 60_000);
});

describe('a colleague', () => {
  it('with a seat is led to the ticket, and answers by mail like anybody; a stranger is not told where it is', async () => {
    const { id } = await opens('For the owner');
    const { sideId } = await asks(id, { to: ['owner@team.test'], subject: 'Your word?', text: 'May I refund it?' });
    const sent = await lastTo('owner@team.test');
    expect(sent.text).toContain(`/inbox/all/${id}#side-${sideId}`);
    await answers('Ольга <owner@team.test>', sent, 'Yes, do.');
    expect(await wordsOf(sideId)).toEqual([expect.stringContaining('May I refund it?'), 'Yes, do.']);
    await asks(id, { to: ['owner@team.test', 'outside@parts.test'], subject: 'Both' });
    expect((await lastTo('outside@parts.test')).raw).not.toContain(id);
  }, 60_000);
});

describe('the customer', () => {
  it('is never written to from it, whoever is named or copies them in', async () => {
    const { id, customer } = await opens('Never to them');
    for (const to of [[customer.toUpperCase()], ['a@parts.test', customer]])
      expect(
        await anna.call(
          'POST',
          `/api/v1/tickets/${id}/sides`,
          { to, subject: 'S', text: 'T' },
          { 'idempotency-key': randomUUID() },
        ),
      ).toMatchObject({ status: 409, body: { code: 'side-customer' } });
    const ours = { to: ['support@desk.test'], subject: 'S', text: 'T' };
    expect(
      await anna.call('POST', `/api/v1/tickets/${id}/sides`, ours, { 'idempotency-key': randomUUID() }),
    ).toMatchObject({ status: 409, body: { code: 'side-ourselves' } });
    const { sideId } = await asks(id, { to: ['loose@parts.test'] });
    const sent = await lastTo('loose@parts.test');
    await answers('loose@parts.test', sent, 'The customer is in copy.', { cc: customer });
    await anna.replies(sideId, 'Between us: it was our fault.');
    expect(await lastTo('loose@parts.test', 2)).toMatchObject({ cc: [] });
    expect(desk.relay.log.lines.filter((mail) => mail.recipients.includes(customer))).toEqual([]);
    // Having been copied in, they answer: it is theirs, and begins a ticket of its own that leads back here.
    await answers(customer, sent, 'What is this about?');
    expect(await wordsOf(sideId)).not.toContain('What is this about?');
    expect(await wordsOf(id)).toEqual(['My jacket is torn.']);
    const begun = (await owner.tickets()).find((row) => row.preview === 'What is this about?')!;
    expect(await rowOf(begun.id)).toMatchObject({ follows: { id } });
    await anna.replies(begun.id, 'Nothing to worry about.');
    const told = await lastTo(customer);
    expect(told.raw).not.toMatch(/our fault|marmalade/);
  }, 60_000);

  it('is not met by a forged or forwarded answer either: what a stranger writes begins something of its own', async () => {
    const { id, customer } = await opens('Forged');
    await anna.replies(id, 'We are looking into it.');
    const { sideId } = await asks(id, { to: ['honest@parts.test'] });
    const sent = await lastTo('honest@parts.test');
    await answers(`Maria <${customer}>`, sent, 'I am Maria, believe me.');
    await answers('stranger@elsewhere.test', sent, 'It was passed on to me.');
    expect(await wordsOf(id)).toEqual(['My jacket is torn.', 'We are looking into it.']);
    expect(await wordsOf(sideId)).toEqual(['Is there another marmalade one?']);
    const begun = (await owner.tickets()).filter((row) => /believe me|passed on to me/.test(row.preview));
    expect(begun).toHaveLength(2);
    for (const row of begun) expect(await rowOf(row.id)).toMatchObject({ follows: { id } });
  }, 60_000);
});

describe('nothing counts it', () => {
  it('no view, count, history, likeness, promise, survey, rule or figure, and the reports agree', async () => {
    const { id } = await opens('Counted once', 'Torn again.');
    const after = await anna.does<{ open: number }>('GET', '/api/v1/tickets/counts?after=news');
    const all = async () => {
      const names = [
        'open',
        'mine',
        'unassigned',
        'my-teams',
        'pending',
        'hold',
        'snoozed',
        'at-risk',
        'solved-today',
        'solved',
        'spam',
        'all',
      ];
      const seen: Record<string, string[]> = {};
      for (const name of names) seen[name] = (await anna.tickets(name)).map((row) => row.id).sort();
      return seen;
    };
    const listed = await all();
    const overview = () => owner.does<object>('GET', '/api/v1/reports/overview');
    const figures = await overview();
    const first = await asks(id, { to: ['count@parts.test'], subject: 'Counted once' });
    await answers('count@parts.test', await lastTo('count@parts.test'), 'Here we are.');
    await anna.replies(first.sideId, 'Thank you.');
    await anna.does('POST', `/api/v1/sides/${first.sideId}/state`, { state: 'closed' });
    await desk.settles();
    expect(await all()).toEqual(listed);
    expect(await anna.does('GET', '/api/v1/tickets/counts?after=news')).toEqual(after);
    expect(await overview()).toEqual({ ...figures, madeAt: expect.anything() });
    const [side] = await sidesOf(id);
    const contactId = (side!.contact as unknown as { id: string }).id;
    expect(await anna.does('GET', `/api/v1/tickets?view=all&contactId=${contactId}`)).toMatchObject({ items: [] });
    expect(await anna.does('GET', `/api/v1/contacts/${contactId}/history`)).toMatchObject({ tickets: 0 });
    expect(await anna.does('GET', `/api/v1/tickets/${id}/alike`)).toEqual([]);
    const condition = {
      any: [
        { field: 'spam', op: 'is', value: true },
        { field: 'spam', op: 'is', value: false },
      ],
    };
    const view = await anna.does<{ id: string }>('POST', '/api/v1/views', {
      scope: 'personal',
      name: 'Every',
      condition,
    });
    expect((await anna.tickets(view.id)).map((row) => row.id)).not.toContain(first.sideId);
    const rows = (table: string) =>
      desk.database.query(`/* test */ SELECT 1 FROM ${table} WHERE ticket_id = ANY($1::uuid[])`, [[first.sideId]]);
    for (const table of [
      'report_ticket',
      'report_duration',
      'report_episode',
      'report_survey',
      'sla_ticket',
      'sla_target',
      'survey_decision',
      'invitation',
      'episode',
      'acknowledged',
      'rule_ticket',
      'ticket_route',
      'notification',
    ])
      expect([table, await rows(table)]).toEqual([table, []]);
    const { disagreements } = await desk.app.get(VerifyReports).run(undefined, HEADLINES);
    expect(disagreements).toEqual([]);
  }, 60_000);

  it('and it is no ticket to anybody: what is done to tickets is refused', async () => {
    const { id } = await opens('No ticket');
    const { sideId } = await asks(id, { to: ['noticket@parts.test'] });
    await desk.settles();
    const doors: [string, object][] = [
      ['state', { state: 'solved' }],
      ['state', { state: 'open' }],
      ['spam', { spam: false }],
      ['assign', { agentId: null, teamId: null }],
      ['tags', { names: ['a'] }],
      ['priority', { priority: 3 }],
      ['snooze', { until: new Date(desk.clock.now().getTime() + 3_600_000).toISOString() }],
      ['merge', { ticketIds: [id] }],
      ['trash', {}],
      ['links', { otherId: id, kind: 'related' }],
      ['notes', { text: 'A note.' }],
      ['sides', { to: ['x@parts.test'], subject: 'S', text: 'T' }],
      ['follow-up', {}],
    ];
    for (const [door, body] of doors) {
      const { status } = await owner.call('POST', `/api/v1/tickets/${sideId}/${door}`, body, {
        'idempotency-key': randomUUID(),
      });
      expect([door, status]).toEqual([door, 404]);
    }
    expect((await owner.call('POST', `/api/v1/tickets/${id}/merge`, { ticketIds: [sideId] })).status).toBe(404);
    expect((await owner.call('GET', `/api/v1/tickets/${sideId}`)).status).toBe(404);
    const solving = { text: 'x', thenState: 'solved' };
    expect(
      (await owner.call('POST', `/api/v1/tickets/${sideId}/messages`, solving, { 'idempotency-key': randomUUID() }))
        .status,
    ).toBe(404);
    const bulk = { ticketIds: [sideId], action: { do: 'state', state: 'solved' } };
    expect(await owner.does('POST', '/api/v1/tickets/bulk', bulk)).toMatchObject({ done: 0 });
  }, 60_000);

  it('another tenant finds nothing behind its doors', async () => {
    const { id } = await opens('Walled');
    const { sideId } = await asks(id, { to: ['wall@parts.test'] });
    const twin = desk.twin.owner;
    const key = { 'idempotency-key': randomUUID() };
    const body = { to: ['x@parts.test'], subject: 'S', text: 'T' };
    expect((await twin.call('GET', `/api/v1/tickets/${id}/sides`)).status).toBe(404);
    expect((await twin.call('POST', `/api/v1/tickets/${id}/sides`, body, key)).status).toBe(404);
    expect((await twin.call('POST', `/api/v1/sides/${sideId}/state`, { state: 'closed' })).status).toBe(404);
    expect((await twin.call('POST', `/api/v1/sides/${sideId}/seen`)).status).toBe(404);
    expect((await twin.call('GET', `/api/v1/tickets/${sideId}/conversation`)).status).toBe(404);
    expect((await twin.call('POST', `/api/v1/tickets/${sideId}/messages`, { text: 'x' }, key)).status).toBe(404);
  }, 60_000);
});

describe('with its ticket', () => {
  it('words are found in it, and the find leads to its ticket', async () => {
    const { id } = await opens('To be found');
    const { sideId } = await asks(id, { to: ['find@parts.test'], text: 'Have you any quagga leather?' });
    await desk.settles();
    const found = async (q: string) => {
      const path = `/api/v1/search?q=${encodeURIComponent(q)}`;
      return (await anna.does<{ items: { ticket: TicketRow; message: { sideId: string } | null }[] }>('GET', path))
        .items;
    };
    for (const q of ['quagga', 'quagga status:active', 'quagga -is:spam'])
      expect(await found(q)).toMatchObject([{ ticket: { id }, message: { sideId } }]);
    expect(await found('quagga is:spam')).toEqual([]);
  }, 60_000);

  it('is merged and parted with it, exported with it, and its answers wait in no trash', async () => {
    const one = await opens('Goes');
    const two = await opens('Stays');
    const { sideId } = await asks(one.id, { to: ['moves@parts.test'] });
    const sent = await lastTo('moves@parts.test');
    await owner.does('POST', `/api/v1/tickets/${two.id}/merge`, { ticketIds: [one.id] });
    await answers('moves@parts.test', sent, 'After the merge.');
    expect(await sidesOf(two.id)).toMatchObject([{ id: sideId, preview: 'After the merge.' }]);
    expect((await eventsOf(two.id)).map((event) => event.event)).toContain('side.answered');
    // The customer of what was merged in is a customer here too.
    const refused = { to: [one.customer], subject: 'S', text: 'T' };
    expect(
      await anna.call('POST', `/api/v1/tickets/${two.id}/sides`, refused, { 'idempotency-key': randomUUID() }),
    ).toMatchObject({ status: 409 });
    await owner.does('POST', `/api/v1/tickets/${one.id}/unmerge`);
    expect(await sidesOf(two.id)).toEqual([]);
    expect(await sidesOf(one.id)).toMatchObject([{ id: sideId }]);
    const page = await owner.does<string>('GET', `/api/v1/tickets/${one.id}/export.html`);
    expect(page).toContain('After the merge.');
    const file = await owner.does<{ sides: { items: MessageItem[] }[] }>(
      'GET',
      `/api/v1/tickets/${one.id}/export.json`,
    );
    expect(file.sides.map((side) => side.items.length)).toEqual([2]);
    await owner.does('POST', `/api/v1/tickets/${one.id}/trash`);
    await answers('moves@parts.test', sent, 'Into the trash?');
    const begun = (await owner.tickets()).find((row) => row.preview === 'Into the trash?')!;
    expect(await rowOf(begun.id)).toMatchObject({ follows: { id: one.id } });
    expect(
      (
        await anna.call(
          'POST',
          `/api/v1/tickets/${sideId}/messages`,
          { text: 'x' },
          { 'idempotency-key': randomUUID() },
        )
      ).status,
    ).toBe(409);
  }, 60_000);

  it('is erased with it: words, files and raw mails', async () => {
    const { id } = await opens('To be erased');
    const { sideId } = await asks(id, { to: ['erase@parts.test'], text: 'zorilla' });
    await answers('erase@parts.test', await lastTo('erase@parts.test'), 'zorilla too');
    await owner.does('POST', `/api/v1/tickets/${id}/trash`);
    await passes(39);
    expect(await desk.database.query(`/* test */ SELECT 1 FROM message WHERE ticket_id = $1`, [sideId])).toEqual([]);
    expect(
      await desk.database.query(
        `/* test */ SELECT 1 FROM ticket WHERE id = $1 AND (subject IS NOT NULL OR preview <> '')`,
        [sideId],
      ),
    ).toEqual([]);
    const raws = await desk.database.query<{ body: Buffer | null }>(
      `/* test */ SELECT body FROM raw WHERE convert_from(coalesce(body, ''), 'utf8') LIKE '%zorilla%'`,
    );
    expect(raws).toEqual([]);
  }, 60_000);
});

describe('many tickets become one', () => {
  it('each wholly or not at all, with a reason for each that did not, and many again', async () => {
    const [stays, one, two, gone] = [
      await opens('Bill'),
      await opens('Bill, part 1'),
      await opens('Bill, part 2'),
      await opens('Bill, part 3'),
    ];
    await owner.does('POST', `/api/v1/tickets/${gone.id}/trash`);
    const order = { intoId: stays.id, ticketIds: [one.id, gone.id, two.id] };
    const done = await anna.does<{ merged: string[]; failed: { ticketId: string; code: string; words: string }[] }>(
      'POST',
      '/api/v1/tickets/bulk/merge',
      order,
    );
    expect(done.merged).toEqual([one.id, two.id]);
    expect(done.failed).toMatchObject([{ ticketId: gone.id, code: 'ticket-trashed', words: expect.any(String) }]);
    expect(await wordsOf(stays.id)).toHaveLength(3);
    for (const id of done.merged.toReversed()) await anna.does('POST', `/api/v1/tickets/${id}/unmerge`);
    expect(await wordsOf(stays.id)).toHaveLength(1);
    expect(await wordsOf(one.id)).toHaveLength(1);
    const theirs = await desk.twin.owner.does<{ merged: string[] }>('POST', '/api/v1/tickets/bulk/merge', order);
    expect(theirs.merged).toEqual([]);
  }, 60_000);
});
