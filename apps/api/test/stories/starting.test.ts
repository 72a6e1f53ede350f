// Agents begin conversations: by mail with anybody, in a messenger where somebody wrote before; answers come back to the same ticket.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MessageItem, TicketRow } from '@otklik/contract';
import { TestDesk } from '../desk.js';

let desk: TestDesk;
beforeAll(async () => {
  desk = await TestDesk.open();
}, 60_000);
afterAll(() => desk.close());

interface Begun {
  ticketId: string;
  messageId: string;
  duplicate: boolean;
}
const begin = (body: Record<string, unknown>, key = crypto.randomUUID()) =>
  desk.main.owner.does<Begun>('POST', '/api/v1/conversations', body, { 'idempotency-key': key });
const refusal = async (body: Record<string, unknown>) => {
  const key = { 'idempotency-key': crypto.randomUUID() };
  const { status, body: problem } = await desk.main.owner.call<Record<string, unknown>>(
    'POST',
    '/api/v1/conversations',
    body,
    key,
  );
  return { status, ...problem };
};
const rowOf = (id: string) => desk.main.owner.does<TicketRow & { startedBy?: string }>('GET', `/api/v1/tickets/${id}`);
const linesOf = async (id: string): Promise<MessageItem[]> => desk.main.owner.conversation(id);

describe('by mail', () => {
  it('goes to somebody new under its own subject, and the answer comes back to it', async () => {
    const mail = {
      connectionId: desk.main.mail.id,
      email: 'Nora@Example.org',
      name: 'Nora Field',
      subject: 'Your order is late',
      text: 'We are sorry: it leaves on Monday.',
    };
    const { ticketId } = await begin(mail);
    await desk.settles();
    const [sent] = await desk.relay.mailsTo('nora@example.org');
    const seen = async () =>
      (
        await desk.main.owner.does<{ lastSeenAt: string | null }>(
          'GET',
          `/api/v1/contacts/${(await rowOf(ticketId)).contact.id}`,
        )
      ).lastSeenAt;
    // We wrote first: nobody has seen them yet.
    expect(await seen()).toBeNull();
    expect(sent).toMatchObject({ subject: 'Your order is late', inReplyTo: null, references: [] });
    expect(await rowOf(ticketId)).toMatchObject({
      state: 'pending',
      assigneeId: desk.main.owner.id,
      waitingSince: null,
      contact: { name: 'Nora Field' },
    });
    await desk.receivesMail({
      from: 'nora@example.org',
      to: sent!.replyTo!,
      subject: 'Re: Your order is late',
      text: 'Thank you!',
      inReplyTo: sent!.messageId!,
    });
    await desk.settles();
    expect(await rowOf(ticketId)).toMatchObject({ state: 'open', waitingSince: expect.any(String) });
    expect(await seen()).toEqual(expect.any(String));
    expect((await linesOf(ticketId)).map((line) => line.text)).toEqual([
      'We are sorry: it leaves on Monday.',
      'Thank you!',
    ]);
  }, 60_000);

  it('a second mail before any answer stands in the same thread', async () => {
    const { ticketId } = await begin({
      connectionId: desk.main.mail.id,
      email: 'olaf@example.org',
      subject: 'One question',
      text: 'Which size?',
    });
    await desk.settles();
    await desk.main.owner.replies(ticketId, 'Or shall we choose?');
    await desk.settles();
    const [first, second] = await desk.relay.mailsTo('olaf@example.org', 2);
    expect(second).toMatchObject({
      subject: 'Re: One question',
      inReplyTo: first!.messageId,
      references: [first!.messageId],
    });
  }, 60_000);

  it('a retry begins nothing twice, however many come at once', async () => {
    const key = crypto.randomUUID();
    const mail = { connectionId: desk.main.mail.id, email: 'petra@example.org', subject: 'Once', text: 'Only once.' };
    const all = await Promise.all([1, 2, 3, 4].map(() => begin(mail, key)));
    await desk.settles();
    expect(new Set(all.map((one) => one.ticketId)).size).toBe(1);
    expect(all.filter((one) => !one.duplicate)).toHaveLength(1);
    expect(await desk.relay.mailsTo('petra@example.org')).toHaveLength(1);
  }, 60_000);

  it('whom we know keeps their card, and being written to proves nothing about an address', async () => {
    await desk.receivesMail({ from: 'Quinn <quinn@example.org>', subject: 'Hello', text: 'Hi.' });
    await desk.settles();
    const known = (await desk.main.owner.tickets()).find((row) => row.subject === 'Hello')!;
    await desk.database.query(
      `UPDATE identity SET unreachable_at = now() WHERE workspace_id = $1 AND address = 'quinn@example.org'`,
      [desk.main.workspaceId],
    );
    const { ticketId } = await begin({
      connectionId: desk.main.mail.id,
      email: 'QUINN@example.org',
      name: 'Somebody else',
      subject: 'News',
      text: 'Here they are.',
    });
    expect((await rowOf(ticketId)).contact).toMatchObject({ id: known.contact.id, name: 'Quinn' });
    const [identity] = await desk.database.query<{ flagged: boolean }>(
      `SELECT unreachable_at IS NOT NULL AS flagged FROM identity WHERE workspace_id = $1 AND address = 'quinn@example.org'`,
      [desk.main.workspaceId],
    );
    expect(identity!.flagged).toBe(true);
  }, 60_000);

  it('is refused without subject, address or words, and through a connection of others', async () => {
    const mail = { connectionId: desk.main.mail.id, email: 'r@example.org', subject: 'S', text: 'T' };
    expect(await refusal({ ...mail, subject: ' ' })).toMatchObject({ status: 400, fields: ['subject'] });
    expect(await refusal({ ...mail, email: undefined })).toMatchObject({ status: 400, fields: ['email'] });
    expect(await refusal({ ...mail, text: '  ' })).toMatchObject({ status: 400, fields: ['text'] });
    expect(await refusal({ ...mail, connectionId: desk.twin.mail.id })).toMatchObject({
      status: 400,
      fields: ['connectionId'],
    });
    const keyless = await desk.main.owner.call('POST', '/api/v1/conversations', mail);
    expect(keyless.status).toBe(400);
  }, 30_000);
});

describe('in the site’s chat', () => {
  it('waits until the last conversation is over, then begins the next one there', async () => {
    const visitor = await desk.visits();
    await visitor.writes('Is anybody there?');
    await desk.settles();
    const talk = (await desk.main.owner.tickets()).find((row) => row.channel === 'chat')!;
    const ways = () =>
      desk.main.owner.does<
        { connectionId: string; identityId: string; channel: string; open: { id: string; number: number } | null }[]
      >('GET', `/api/v1/contacts/${talk.contact.id}/ways`);
    const [way] = await ways();
    expect(way).toMatchObject({ channel: 'chat', open: { id: talk.id, number: talk.number } });
    const words = {
      connectionId: way!.connectionId,
      contactId: talk.contact.id,
      identityId: way!.identityId,
      text: 'Your parcel is here.',
    };
    expect(await refusal(words)).toMatchObject({ status: 409, code: 'conversation-open', ticketId: talk.id });
    await desk.main.owner.solves(talk.id);
    await desk.database.query(`UPDATE ticket SET state = 'closed' WHERE workspace_id = $1 AND id = $2`, [
      desk.main.workspaceId,
      talk.id,
    ]);
    const { ticketId } = await begin(words);
    await desk.settles();
    const lines = await visitor.lines();
    expect(lines.at(-1)).toMatchObject({ from: 'them', text: 'Your parcel is here.', ticketId });
    await visitor.writes('Thank you!');
    await desk.settles();
    expect((await linesOf(ticketId)).at(-1)!.text).toBe('Thank you!');
    expect((await ways())[0]!.open).toMatchObject({ id: ticketId });
  }, 60_000);

  it('nobody is written to who has not written there, and nobody of another house', async () => {
    const stranger = (await desk.main.owner.tickets()).find((row) => row.channel === 'email')!;
    const { identities } = await desk.main.owner.does<{ identities: { id: string }[] }>(
      'GET',
      `/api/v1/contacts/${stranger.contact.id}`,
    );
    const words = {
      connectionId: desk.main.chat.id,
      contactId: stranger.contact.id,
      identityId: identities[0]!.id,
      text: 'Hello',
    };
    expect(await refusal(words)).toMatchObject({ status: 400, fields: ['identityId'] });
    const other = await desk.twin.owner.call('GET', `/api/v1/contacts/${stranger.contact.id}/ways`);
    expect(other.status).toBe(404);
  }, 30_000);
});

it('what we begin is no first response of ours, and the report adds up', async () => {
  const opened = await desk.database.query<{ by: string }>(
    `SELECT payload->>'startedBy' AS by FROM fact WHERE workspace_id = $1 AND type = 'ticket.opened'`,
    [desk.main.workspaceId],
  );
  expect(opened.filter(({ by }) => by === 'agent').length).toBeGreaterThan(3);
  const measured = await desk.database.query(
    `SELECT 1 FROM report_duration d JOIN report_ticket t ON t.workspace_id = d.workspace_id AND t.ticket_id = d.ticket_id
     WHERE d.workspace_id = $1 AND d.measure = 'first-response' AND t.started_by = 'agent'`,
    [desk.main.workspaceId],
  );
  expect(measured).toEqual([]);
}, 30_000);

it('nobody begins more than some a minute, neither an agent nor a program', async () => {
  const wrong = { connectionId: desk.main.mail.id, text: 'To nobody' };
  const eager = await desk.hires('Eager');
  const statuses = new Set<number>();
  for (let times = 0; times < 31; times++) {
    const key = { 'idempotency-key': crypto.randomUUID() };
    statuses.add((await eager.call('POST', '/api/v1/conversations', wrong, key)).status);
  }
  expect([...statuses]).toEqual([400, 429]);
  expect((await refusal(wrong)).status).toBe(400);
});
