// One person over many channels: two cards become one with one history, and two again, with messages coming in all the while.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TicketRow } from '@otklik/contract';
import { EnsureContact } from '../../src/people/ensure-contact.js';
import { MarkAsked } from '../../src/people/mark-asked.js';
import { TestDesk } from '../desk.js';

interface Card {
  id: string;
  name: string | null;
  lastAskedAt: string | null;
  surveyOptOutAt: string | null;
  blockedAt: string | null;
  identities: { id: string; kind: string; address: string }[];
  merges: { id: string; name: string | null }[];
}
interface Merged {
  mergeId: string;
  contactId: string;
  mergedId: string;
}

let desk: TestDesk;
beforeAll(async () => {
  desk = await TestDesk.open();
}, 60_000);
afterAll(() => desk.close());

let count = 500;
const card = (id: string) => desk.main.owner.does<Card>('GET', `/api/v1/contacts/${id}`);
const merge = (id: string, otherId: string, keep: 'this' | 'other' = 'this') =>
  desk.main.owner.does<Merged>('POST', `/api/v1/contacts/${id}/merge`, { otherId, keep });
const undo = (mergeId: string) => desk.main.owner.does<Merged>('POST', `/api/v1/contacts/merges/${mergeId}/undo`);
const ticketsOf = async (contactId: string) =>
  (await desk.main.owner.does<{ items: TicketRow[] }>('GET', `/api/v1/tickets?view=all&contactId=${contactId}`)).items;

/** Somebody who has written by mail and by Telegram, under two cards. */
async function two(name: string) {
  const customer = { id: ++count, firstName: name, languageCode: 'en' };
  const mail = `${name.toLowerCase()}@people.test`;
  const writes = async (text: string, subject = `About ${text}`) => {
    await desk.receivesMail({ from: `${name} Mail <${mail}>`, subject, text });
    await desk.settles();
  };
  const says = async (text: string) => {
    desk.telegram.customerWrites(customer, text);
    await desk.telegramDelivers();
  };
  await writes('first mail');
  await says('first words');
  const all = await desk.main.owner.tickets('all');
  const byMail = all.find((row) => row.contact.address === mail)!;
  const byTelegram = all.find((row) => row.contact.address === String(customer.id))!;
  return {
    mail,
    customer,
    writes,
    says,
    byMail,
    byTelegram,
    mailCard: byMail.contact.id,
    chatCard: byTelegram.contact.id,
  };
}

describe('two cards of one person', () => {
  it('become one card with one history, whichever is kept, and the other leads to it', async () => {
    for (const keep of ['this', 'other'] as const) {
      const who = await two(keep === 'this' ? 'Ada' : 'Boris');
      const { contactId, mergedId } = await merge(who.mailCard, who.chatCard, keep);
      expect([contactId, mergedId]).toEqual(
        keep === 'this' ? [who.mailCard, who.chatCard] : [who.chatCard, who.mailCard],
      );
      for (const id of [contactId, mergedId]) {
        const one = await card(id);
        expect(one.id).toBe(contactId);
        expect(one.identities.map((each) => each.kind).sort()).toEqual(['email', 'telegram']);
        expect(one.merges).toHaveLength(1);
      }
      expect((await ticketsOf(contactId)).map((row) => row.channel).sort()).toEqual(['email', 'telegram']);
      await who.says('more words');
      await who.writes('second mail');
      expect(await ticketsOf(contactId)).toHaveLength(3);
      expect(await ticketsOf(mergedId)).toHaveLength(0);
      expect(
        (await desk.main.owner.call('POST', `/api/v1/contacts/${mergedId}/merge`, { otherId: contactId, keep: 'this' }))
          .status,
      ).toBe(409);
    }
  }, 60_000);

  it('become two again, and what came in between goes with whoever wrote it', async () => {
    const who = await two('Clara');
    const { mergeId } = await merge(who.mailCard, who.chatCard);
    const [mailTicket] = await ticketsOf(who.mailCard).then((rows) => rows.filter((row) => row.channel === 'email'));
    await who.says('in between');
    await desk.main.owner.solves(who.byTelegram.id);
    await desk.travels(40 * 86_400_000);
    for (const [workspace, slug] of [
      [desk.main, 'story'],
      [desk.twin, 'twin'],
    ] as const)
      workspace.owner = await desk.signIn('owner@team.test', undefined, slug);
    await who.says('a new question');
    await who.writes('a new mail');
    expect(await ticketsOf(who.mailCard)).toHaveLength(4);
    await undo(mergeId);
    expect((await ticketsOf(who.chatCard)).map((row) => row.channel)).toEqual(['telegram', 'telegram']);
    expect((await ticketsOf(who.mailCard)).map((row) => row.channel)).toEqual(['email', 'email']);
    expect(mailTicket!.contact.id).toBe(who.mailCard);
    for (const { id } of await ticketsOf(who.chatCard))
      for (const line of await desk.main.owner.conversation(id))
        if (line.kind === 'customer') expect(line.contactId).toBe(who.chatCard);
    expect((await card(who.chatCard)).identities.map((each) => each.kind)).toEqual(['telegram']);
    expect((await card(who.mailCard)).merges).toEqual([]);
    expect((await desk.main.owner.call('POST', `/api/v1/contacts/merges/${mergeId}/undo`)).status).toBe(409);
  }, 60_000);

  it('are undone from the last backwards', async () => {
    const [one, other] = [await two('Dora'), await two('Egor')];
    const first = await merge(one.mailCard, one.chatCard);
    const second = await merge(one.mailCard, other.mailCard, 'other');
    expect((await card(one.chatCard)).id).toBe(other.mailCard);
    expect((await desk.main.owner.call('POST', `/api/v1/contacts/merges/${first.mergeId}/undo`)).status).toBe(409);
    await undo(second.mergeId);
    await undo(first.mergeId);
    for (const id of [one.mailCard, one.chatCard, other.mailCard]) expect((await card(id)).id).toBe(id);
  }, 60_000);

  it('are asked and left alone as one: the later question, and the stricter word', async () => {
    const who = await two('Fanny');
    const asked = new Date(desk.clock.now().getTime() - 3_600_000);
    const { workspaceId } = desk.main;
    await desk.database.transaction((tx) => desk.app.get(MarkAsked).run(tx, workspaceId, who.chatCard, asked));
    await desk.main.owner.does('PATCH', `/api/v1/contacts/${who.chatCard}`, { surveyOptOut: true });
    const { mergeId } = await merge(who.mailCard, who.chatCard);
    expect(await card(who.mailCard)).toMatchObject({
      lastAskedAt: asked.toISOString(),
      surveyOptOutAt: expect.any(String),
    });
    await undo(mergeId);
    expect(await card(who.mailCard)).toMatchObject({ lastAskedAt: null, surveyOptOutAt: null });
    expect(await card(who.chatCard)).toMatchObject({ lastAskedAt: asked.toISOString() });
  }, 60_000);

  it('lose nothing while merges and messages race', async () => {
    const who = await two('Gleb');
    const { workspaceId } = desk.main;
    let going = true;
    const ensure = async () => {
      while (going) {
        await desk.database.transaction((tx) =>
          desk.app.get(EnsureContact).run(tx, {
            workspaceId,
            kind: 'telegram',
            address: String(who.customer.id),
            name: `Gleb ${Math.random()}`,
            username: null,
            locale: 'en',
          }),
        );
      }
    };
    const busy = Promise.all([ensure(), ensure(), ensure()]);
    for (let n = 0; n < 8; n++) {
      desk.telegram.customerWrites(who.customer, `racing ${n}`);
      const { mergeId } = await merge(who.mailCard, who.chatCard);
      if (n < 7) await undo(mergeId);
    }
    going = false;
    await busy;
    await desk.telegramDelivers();
    const rows = await ticketsOf(who.mailCard);
    expect(rows.map((row) => row.channel).sort()).toEqual(['email', 'telegram']);
    const lines = await desk.main.owner.conversation(who.byTelegram.id);
    expect(lines.filter((line) => line.text.startsWith('racing'))).toHaveLength(8);
    const [left] = await desk.database.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM ticket t JOIN identity i ON i.workspace_id = t.workspace_id AND i.id = t.identity_id
       WHERE t.workspace_id = $1 AND i.contact_id <> t.contact_id`,
      [workspaceId],
    );
    expect(left!.n).toBe(0);
  }, 60_000);
});

describe('suggestions', () => {
  const seen = (kind: string, address: string, more: Record<string, unknown>, workspaceId = desk.main.workspaceId) =>
    desk.database.transaction((tx) =>
      desk.app
        .get(EnsureContact)
        .run(tx, { workspaceId, kind, address, name: address, username: null, locale: 'en', ...more }),
    );
  const suggestions = (id: string) =>
    desk.main.owner.does<{ contact: Card; by: string; value: string }[]>('GET', `/api/v1/contacts/${id}/suggestions`);

  it('name equal mail addresses and equal numbers, however they are written, and nobody of another desk', async () => {
    const mail = await seen('email', 'Hanna@People.test', {});
    const slack = await seen('slack', 'U77', { email: 'hanna@people.TEST' });
    const viber = await seen('viber', 'vb77', { phone: '+359 888 765 432' });
    const wa = await seen('whatsapp', '359888765432', { phone: '359888765432' });
    await seen('slack', 'U77', { email: 'hanna@people.test' }, desk.twin.workspaceId);
    expect(await suggestions(mail.contactId)).toMatchObject([
      { contact: { id: slack.contactId }, by: 'email', value: 'hanna@people.test' },
    ]);
    expect(await suggestions(wa.contactId)).toMatchObject([
      { contact: { id: viber.contactId }, by: 'phone', value: '+359888765432' },
    ]);
    await desk.main.owner.does('POST', `/api/v1/contacts/${viber.contactId}/suggestions/${wa.contactId}/dismiss`);
    expect(await suggestions(wa.contactId)).toEqual([]);
    await merge(slack.contactId, mail.contactId);
    expect(await suggestions(mail.contactId)).toEqual([]);
    const found = await desk.main.owner.does<Card[]>('GET', '/api/v1/contacts?q=hanna%40');
    expect(found.map((one) => one.id)).toEqual([slack.contactId]);
  }, 30_000);
});

it('another desk can neither see nor merge these people', async () => {
  const who = await two('Ivo');
  const stranger = desk.twin.owner;
  expect((await stranger.call('GET', `/api/v1/contacts/${who.mailCard}`)).status).toBe(404);
  const body = { otherId: who.chatCard, keep: 'this' };
  expect((await stranger.call('POST', `/api/v1/contacts/${who.mailCard}/merge`, body)).status).toBe(404);
}, 30_000);
