// One conversation becomes two, and one again: later mail follows, every clock is right, and the report still adds up.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OverviewReport } from '../../src/reports/reports.requests.js';
import { HEADLINES, VerifyReports } from '../../src/reports/verify-reports.js';
import { TestDesk } from '../desk.js';

const MINUTE = 60_000;
let desk: TestDesk;
beforeAll(async () => {
  desk = await TestDesk.open();
}, 60_000);
afterAll(() => desk.close());

interface Whole {
  id: string;
  number: number;
  state: string;
  episode: number;
  subject: string;
  waitingSince: string | null;
  firstCustomerAt: string | null;
  firstResponseAt: string | null;
  splitFrom: { id: string } | null;
  mergedInto: { id: string } | null;
  followedBy: { id: string }[];
}
const whole = (id: string) => desk.main.owner.does<Whole>('GET', `/api/v1/tickets/${id}`);
const textsOf = async (id: string) =>
  (await desk.main.owner.conversation(id)).filter((line) => line.kind === 'customer').map((line) => line.text);
const ticketOf = async (subject: string) =>
  (await desk.main.owner.tickets('all')).find((row) => row.subject === subject)!;
const split = (ticketId: string, messageId: string, only = false) =>
  desk.main.owner.does<{ id: string; number: number }>(
    'POST',
    `/api/v1/tickets/${ticketId}/messages/${messageId}/split`,
    {
      only,
    },
  );
const durations = async () => {
  const report = await desk.main.owner.does<OverviewReport>('GET', '/api/v1/reports/overview?channel=email');
  const of = (figure: string) => report.durations.find((one) => one.figure === figure)!;
  const { opened, waiting, solved, unanswered } = report;
  return {
    opened: opened.value,
    waiting: waiting.value,
    solved: solved.value,
    unanswered: unanswered.value,
    first: of('first-response').n,
    next: of('next-response').n,
    full: of('full-resolution').n,
  };
};
const addsUp = async () =>
  expect((await desk.app.get(VerifyReports).run(desk.main.workspaceId, HEADLINES)).disagreements).toEqual([]);

/** Writes as one customer, later each time. */
async function writes(from: string, subject: string, text: string, more: Record<string, unknown> = {}): Promise<void> {
  await desk.receivesMail({ from, subject, text, date: desk.clock.now(), ...more });
  await desk.settles();
}

describe('a message with another question', () => {
  const from = 'lena@example.com';
  let old = '';
  let fresh = '';

  it('leaves with what followed it; the old ticket is solved again, the new one waits since then', async () => {
    await writes(from, 'Lamp', 'The lamp is broken.', { messageId: '<lamp1@example.com>' });
    old = (await ticketOf('Lamp')).id;
    await desk.travels(10 * MINUTE);
    await desk.main.owner.replies(old, 'A new one is on its way.', { thenState: 'solved' });
    await desk.settles();
    const before = await durations();
    const solved = await whole(old);
    await desk.travels(60 * MINUTE);
    const answer = (await desk.relay.mailsTo(from))[0]!;
    await writes(from, 'Re: Lamp', 'And where is my invoice?', {
      to: answer.replyTo,
      inReplyTo: answer.messageId,
      messageId: '<lamp2@example.com>',
    });
    await desk.travels(5 * MINUTE);
    await writes(from, 'Re: Lamp', 'It is for order 5.', {
      inReplyTo: '<lamp2@example.com>',
      messageId: '<lamp3@example.com>',
    });
    expect(await whole(old)).toMatchObject({ state: 'open', episode: 2 });
    const lines = await desk.main.owner.conversation(old);
    const question = lines.find((line) => line.text === 'And where is my invoice?')!;

    fresh = (await split(old, question.id)).id;
    await desk.settles();
    expect(await textsOf(old)).toEqual(['The lamp is broken.']);
    expect(await textsOf(fresh)).toEqual(['And where is my invoice?', 'It is for order 5.']);
    expect(await whole(old)).toMatchObject({
      state: 'solved',
      episode: 1,
      waitingSince: null,
      firstResponseAt: solved.firstResponseAt,
      followedBy: [{ id: fresh }],
    });
    expect(await whole(fresh)).toMatchObject({
      state: 'new',
      splitFrom: { id: old },
      firstCustomerAt: question.at,
      waitingSince: question.at,
      firstResponseAt: null,
    });
    expect((await desk.main.owner.conversation(fresh))[0]!.why).toBe('split');
    const { items } = await desk.main.owner.does<{ items: { ticketId: string }[] }>('GET', '/api/v1/ledger?q=lamp2');
    expect(items.map((row) => row.ticketId)).toEqual([fresh]);
    expect(await durations()).toEqual({ ...before, opened: before.opened + 1, waiting: before.waiting + 1 });
    await addsUp();
  }, 60_000);

  it('is followed by later mail: by what it answers, whatever address it is sent to', async () => {
    const [answer] = await desk.relay.mailsTo(from);
    await writes(from, 'Re: Lamp', 'Any news of the invoice?', {
      to: answer!.replyTo,
      inReplyTo: '<lamp3@example.com>',
      references: ['<lamp1@example.com>', answer!.messageId, '<lamp3@example.com>'],
    });
    expect((await textsOf(fresh)).at(-1)).toBe('Any news of the invoice?');
    await writes(from, 'Re: Lamp', 'The lamp has come.', { to: answer!.replyTo, inReplyTo: answer!.messageId });
    expect((await textsOf(old)).at(-1)).toBe('The lamp has come.');
    await desk.main.owner.does('POST', `/api/v1/tickets/${old}/only-thanks`);
    await desk.settles();
  }, 60_000);

  it('returns when that was a mistake: one ticket with all the words, which waits as it did', async () => {
    const before = await durations();
    await desk.main.owner.does('POST', `/api/v1/tickets/${fresh}/unsplit`);
    await desk.settles();
    expect(await textsOf(old)).toEqual([
      'The lamp is broken.',
      'The lamp has come.',
      'And where is my invoice?',
      'It is for order 5.',
      'Any news of the invoice?',
    ]);
    expect(await whole(old)).toMatchObject({
      state: 'open',
      episode: 2,
      waitingSince: expect.any(String),
      followedBy: [],
    });
    expect(await whole(fresh)).toMatchObject({ mergedInto: { id: old } });
    expect(await durations()).toMatchObject({ opened: before.opened - 1, waiting: before.waiting });
    await addsUp();
    // Whoever still answers to the ticket that was is heard in the one that is.
    await writes(from, 'Re: Lamp', 'Hello?', { inReplyTo: '<lamp3@example.com>' });
    expect((await textsOf(old)).at(-1)).toBe('Hello?');
    expect((await desk.main.owner.call('POST', `/api/v1/tickets/${fresh}/unsplit`)).status).toBe(404);
  }, 60_000);

  it('stays once it was answered', async () => {
    const last = (await desk.main.owner.conversation(old)).findLast((line) => line.kind === 'customer')!;
    const { id } = await split(old, last.id, true);
    await desk.main.owner.replies(id, 'Here it is.');
    const { status, body } = await desk.main.owner.call<{ code: string }>('POST', `/api/v1/tickets/${id}/unsplit`);
    expect([status, body.code]).toEqual([409, 'split-answered']);
    await desk.settles();
    await addsUp();
  }, 60_000);
});

describe('clocks', () => {
  it('of a ticket whose answered question leaves are counted from what is left, and return with it', async () => {
    const from = 'oleg@example.com';
    await writes(from, 'Two things', 'One.', {
      messageId: '<two1@example.com>',
      cc: 'vera@example.com, support@desk.test',
    });
    const { id } = await ticketOf('Two things');
    await desk.travels(3 * MINUTE);
    await desk.main.owner.replies(id, 'Answer one.');
    await desk.travels(20 * MINUTE);
    await writes('vera@example.com', 'Re: Two things', 'Two.', {
      inReplyTo: '<two1@example.com>',
      messageId: '<two2@example.com>',
    });
    await desk.travels(4 * MINUTE);
    await desk.main.owner.replies(id, 'Answer two.', { thenState: 'solved' });
    await desk.settles();
    const before = await durations();
    const was = await whole(id);
    const [first] = await desk.main.owner.conversation(id);
    // The first question leaves: the second's answer is the first response now, and the ticket began with it.
    const off = await split(id, first!.id);
    await desk.settles();
    expect(await textsOf(id)).toEqual(['Two.']);
    const now = await whole(id);
    expect(now.firstCustomerAt! > was.firstCustomerAt!).toBe(true);
    expect(now.firstResponseAt! > was.firstResponseAt!).toBe(true);
    expect(await durations()).toEqual({
      ...before,
      opened: before.opened + 1,
      waiting: before.waiting + 1,
      next: before.next - 1,
    });
    await addsUp();
    expect((await whole(off.id)).subject).toBe('Two things');

    await desk.main.owner.does('POST', `/api/v1/tickets/${off.id}/unsplit`);
    await desk.settles();
    expect(await whole(id)).toMatchObject({
      state: 'solved',
      firstCustomerAt: was.firstCustomerAt,
      firstResponseAt: was.firstResponseAt,
      waitingSince: null,
    });
    expect(await durations()).toEqual(before);
    await addsUp();
  }, 60_000);

  it('and nothing is split that would leave nothing, or that is no word of a customer', async () => {
    await writes('solo@example.com', 'Solo', 'Alone.');
    const { id } = await ticketOf('Solo');
    const [only] = await desk.main.owner.conversation(id);
    const reply = await desk.main.owner.replies(id, 'Yes?');
    const codes = [];
    for (const messageId of [only!.id, reply.id])
      codes.push(
        (await desk.main.owner.call<{ code: string }>('POST', `/api/v1/tickets/${id}/messages/${messageId}/split`, {}))
          .body.code,
      );
    expect(codes).toEqual(['split-empty', 'conflict']);
    const stranger = await desk.twin.owner.call('POST', `/api/v1/tickets/${id}/messages/${only!.id}/split`, {});
    expect(stranger.status).toBe(404);
  }, 60_000);
});

describe('a chat', () => {
  it('has two tickets of one conversation; the customer’s next words go to the newer matter', async () => {
    const visitor = await desk.visits();
    await visitor.writes('Do you deliver?');
    await desk.settles();
    const [ticket] = await desk.main.owner.tickets('open').then((rows) => rows.filter((row) => row.channel === 'chat'));
    await desk.travels(MINUTE);
    await visitor.writes('Also, my parcel is lost.');
    await desk.settles();
    const lines = await desk.main.owner.conversation(ticket!.id);
    expect(lines.map((line) => line.why)).toEqual(['new-conversation', 'same-conversation']);
    const { id } = await split(ticket!.id, lines[1]!.id);
    await visitor.writes('Number 77.');
    await desk.main.owner.replies(ticket!.id, 'Yes, we deliver.');
    await desk.main.owner.replies(id, 'We are looking for it.');
    await desk.settles();
    expect(await textsOf(id)).toEqual(['Also, my parcel is lost.', 'Number 77.']);
    expect(
      (await visitor.lines())
        .filter((line) => line.from === 'them')
        .map((line) => line.text)
        .sort(),
    ).toEqual(['We are looking for it.', 'Yes, we deliver.']);
    await addsUp();
  }, 60_000);
});
