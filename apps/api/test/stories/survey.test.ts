// Path C by its rules: one decision a solved episode, at most one request per person, and no answer but the customer's own.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ReadOpenAnswers } from '../../src/survey/answers/read-answers.js';
import { VerifyAnswers } from '../../src/survey/answers/verify-answers.js';
import { armOf } from '../../src/survey/choose-arm.js';
import { DecideInvitation } from '../../src/survey/decide-invitation.js';
import type { ExperimentView } from '../../src/survey/experiment.requests.js';
import { KeepReturns } from '../../src/survey/loyalty/keep-returns.js';
import { VerifyLoyalty } from '../../src/survey/loyalty/verify-loyalty.js';
import { SendDueInvitation } from '../../src/survey/send-invitation.js';
import { type Person, TestDesk } from '../desk.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
let desk: TestDesk;
let nextCustomer = 5000;

beforeAll(async () => {
  desk = await TestDesk.open();
}, 60_000);
afterAll(() => desk.close());

interface Row {
  episode: number;
  asked: boolean;
  decided: string | null;
  state: string | null;
  reason: string | null;
  messages: number;
  sent: boolean;
}

/** What the database holds of a ticket's surveys, episode by episode. */
async function surveysOf(ticketId: string): Promise<Row[]> {
  return desk.database.query<Row>(
    `/* test */ SELECT d.episode, d.asked, d.reason AS decided, i.state, i.reason, i.sent_at IS NOT NULL AS sent,
       (SELECT count(*)::int FROM message m WHERE m.ticket_id = d.ticket_id AND m.id = i.message_id) AS messages
     FROM survey_decision d LEFT JOIN invitation i ON i.id = d.invitation_id WHERE d.ticket_id = $1 ORDER BY d.episode`,
    [ticketId],
  );
}

async function ticketByMail(address: string, subject = 'Question') {
  await desk.receivesMail({ from: `C <${address}>`, subject, text: 'hello' });
  await desk.settles();
  return (await desk.main.owner.tickets('open')).find((row) => row.contact.address === address)!;
}

async function ticketByTelegram() {
  const customer = { id: nextCustomer++, firstName: `Person ${nextCustomer}`, languageCode: 'en' };
  desk.telegram.customerWrites(customer, 'hello');
  await desk.telegramDelivers();
  const ticket = (await desk.main.owner.tickets('open')).find((row) => row.contact.name === customer.firstName)!;
  const says = async (text: string) => {
    desk.telegram.customerWrites(customer, text);
    await desk.telegramDelivers();
  };
  return { customer, ticket, says, sent: () => desk.telegram.sentTo(customer) };
}

const one = async (ticketId: string) => (await desk.main.owner.tickets('all')).find((row) => row.id === ticketId)!;
/** Every mail that has gone to this address. */
const mailsOf = (address: string) => desk.relay.mails.filter(({ recipients }) => recipients.includes(address));
const linkIn = (text: string) => /https?:\/\/[^\s"<>]+\/s\/[\w.-]+/.exec(text)![0];
const post = (link: string, body: string) =>
  fetch(link, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body });

describe('the decision', () => {
  it('reopened before it was sent: taken back, and armed again at the next solve', async () => {
    const ticket = await ticketByMail('reopens@example.org');
    await desk.main.owner.solves(ticket.id);
    await desk.settles();
    expect(await surveysOf(ticket.id)).toMatchObject([{ episode: 1, asked: true, state: 'scheduled' }]);
    await desk.main.owner.does('POST', `/api/v1/tickets/${ticket.id}/state`, { state: 'open' });
    await desk.settles();
    expect(await surveysOf(ticket.id)).toMatchObject([
      { episode: 1, asked: false, decided: 'reopened', state: 'cancelled', reason: 'reopened' },
    ]);
    await desk.main.owner.solves(ticket.id);
    await desk.travels(HOUR + MINUTE);
    expect(await surveysOf(ticket.id)).toMatchObject([
      { episode: 1, asked: false, messages: 0 },
      { episode: 2, asked: true, state: 'sent', messages: 1, sent: true },
    ]);
    expect(await desk.relay.mailsTo('reopens@example.org')).toHaveLength(1);
  }, 30_000);

  it('only thanks: the reopening never was, and the survey it had taken back is armed again, once', async () => {
    const ticket = await ticketByMail('thanks@example.org');
    await desk.main.owner.solves(ticket.id);
    await desk.settles();
    await desk.receivesMail({
      from: 'C <thanks@example.org>',
      subject: 'Re: Question',
      text: 'thanks!',
      to: await replyTo(ticket.id),
    });
    await desk.settles();
    expect(await one(ticket.id)).toMatchObject({ state: 'open', episode: 2 });
    expect(await surveysOf(ticket.id)).toMatchObject([{ state: 'cancelled' }]);
    await desk.main.owner.does('POST', `/api/v1/tickets/${ticket.id}/only-thanks`);
    await desk.settles();
    expect(await surveysOf(ticket.id)).toMatchObject([{ episode: 1, asked: true, decided: null, state: 'scheduled' }]);
    await desk.travels(2 * HOUR);
    expect(await surveysOf(ticket.id)).toMatchObject([{ episode: 1, state: 'sent', messages: 1 }]);
  }, 30_000);

  it('is one, however often and at the same time it is made; so is the message', async () => {
    const ticket = await ticketByMail('races@example.org');
    const { workspaceId } = desk.main;
    await desk.main.owner.solves(ticket.id);
    const decide = desk.app.get(DecideInvitation, { strict: false });
    await Promise.all(Array.from({ length: 8 }, () => decide.run({ workspaceId, ticketId: ticket.id, episode: 1 })));
    await desk.settles();
    desk.clock.travel(HOUR + MINUTE);
    const [row] = await desk.database.query<{ id: string }>(
      '/* test */ SELECT id FROM invitation WHERE ticket_id = $1',
      [ticket.id],
    );
    const send = desk.app.get(SendDueInvitation, { strict: false });
    await Promise.all(Array.from({ length: 8 }, () => send.run({ workspaceId, invitationId: row!.id })));
    await desk.settles();
    expect(await surveysOf(ticket.id)).toMatchObject([{ episode: 1, asked: true, state: 'sent', messages: 1 }]);
    expect(await desk.relay.mailsTo('races@example.org')).toHaveLength(1);
  }, 30_000);

  it('at most one request per person in seven days over all tickets, also when two come due at once', async () => {
    const first = await ticketByMail('often@example.org', 'One');
    await desk.main.owner.solves(first.id);
    await desk.receivesMail({ from: 'C <often@example.org>', subject: 'Two', text: 'another matter' });
    await desk.settles();
    const second = (await desk.main.owner.tickets('open')).find((row) => row.subject === 'Two')!;
    await desk.main.owner.solves(second.id);
    await desk.travels(2 * HOUR);
    const rows = [...(await surveysOf(first.id)), ...(await surveysOf(second.id))];
    expect(rows.filter((row) => row.state === 'sent')).toHaveLength(1);
    expect(rows.filter((row) => row.state === 'cancelled')).toMatchObject([
      { asked: false, decided: 'asked-lately', messages: 0 },
    ]);
    expect(await desk.relay.mailsTo('often@example.org')).toHaveLength(1);
    await desk.receivesMail({ from: 'C <often@example.org>', subject: 'Three', text: 'soon after' });
    await desk.settles();
    const third = (await desk.main.owner.tickets('open')).find((row) => row.subject === 'Three')!;
    await desk.main.owner.solves(third.id);
    await desk.settles();
    expect(await surveysOf(third.id)).toMatchObject([{ asked: false, decided: 'asked-lately', state: null }]);
  }, 30_000);

  it('spam, a blocked bot and a survey switched off are reasons of their own', async () => {
    const spam = await ticketByMail('spam@example.org');
    await desk.main.owner.solves(spam.id);
    await desk.settles();
    await desk.main.owner.does('POST', `/api/v1/tickets/${spam.id}/spam`, { spam: true });
    await desk.travels(2 * HOUR);
    expect(await surveysOf(spam.id)).toMatchObject([{ asked: false, decided: 'spam', state: 'cancelled' }]);

    const blocked = await ticketByTelegram();
    desk.telegram.customerBlocks(blocked.customer);
    await desk.telegramDelivers();
    await desk.main.owner.solves(blocked.ticket.id);
    await desk.settles();
    expect(await surveysOf(blocked.ticket.id)).toMatchObject([{ asked: false, decided: 'no-address' }]);

    const [survey] = await desk.main.owner.does<{ id: string }[]>('GET', '/api/v1/surveys');
    await desk.main.owner.does('PATCH', `/api/v1/surveys/${survey!.id}`, { enabled: false });
    const off = await ticketByTelegram();
    await desk.main.owner.solves(off.ticket.id);
    await desk.settles();
    await desk.main.owner.does('PATCH', `/api/v1/surveys/${survey!.id}`, { enabled: true });
    expect(await surveysOf(off.ticket.id)).toMatchObject([{ asked: false, decided: 'survey-disabled' }]);
  }, 30_000);
});

it('marks and decisions whose jobs were lost are found again by the sweep', async () => {
  const ticket = await ticketByMail('swept@example.org');
  await desk.main.owner.solves(ticket.id);
  await desk.travels(HOUR + MINUTE);
  const { workspaceId } = desk.main;
  await desk.database.query(
    `/* test */ UPDATE invitation SET state = 'posted', sent_at = NULL WHERE workspace_id = $1 AND ticket_id = $2`,
    [workspaceId, ticket.id],
  );
  const forgotten = await ticketByMail('forgotten@example.org');
  await desk.main.owner.solves(forgotten.id);
  await desk.settles();
  for (const table of ['survey_decision', 'invitation']) {
    await desk.database.query(`/* test */ DELETE FROM ${table} WHERE workspace_id = $1 AND ticket_id = $2`, [
      workspaceId,
      forgotten.id,
    ]);
  }
  // Merged, and parted again: the job that arms the survey again was lost.
  const parted = await ticketByMail('parted@example.org');
  await desk.main.owner.solves(parted.id);
  await desk.settles();
  for (const change of [
    `UPDATE invitation SET state = 'cancelled', reason = 'merged'`,
    `UPDATE survey_decision SET asked = false, reason = 'merged'`,
  ])
    await desk.database.query(`/* test */ ${change} WHERE workspace_id = $1 AND ticket_id = $2`, [
      workspaceId,
      parted.id,
    ]);
  await desk.settles();
  expect(await surveysOf(ticket.id)).toMatchObject([{ state: 'sent', sent: true, messages: 1 }]);
  expect(await surveysOf(parted.id)).toMatchObject([{ asked: true, decided: null, state: 'scheduled' }]);
  expect(await surveysOf(forgotten.id)).toMatchObject([{ asked: true, state: 'scheduled' }]);
}, 30_000);

describe('in Telegram', () => {
  it('asks in one message; a press rates, another press changes it, the next words are the comment, later ones reopen', async () => {
    const { customer, ticket, says, sent } = await ticketByTelegram();
    await desk.main.owner.solves(ticket.id);
    await desk.settles();
    expect(sent()).toHaveLength(1);
    const buttons = sent()[0]!.keyboard.flat();
    desk.telegram.customerPresses(customer, buttons[0]!.text);
    await desk.telegramDelivers();
    expect((await one(ticket.id)).rating).toMatchObject({ score: 1, good: false, comment: null });
    desk.telegram.customerPresses(customer, buttons[3]!.text);
    desk.telegram.customerPresses(customer, buttons[3]!.text);
    await desk.telegramDelivers();
    await says('It took long');
    expect(await one(ticket.id)).toMatchObject({
      state: 'solved',
      rating: { score: 4, good: true, comment: 'It took long' },
    });
    const versions = await desk.database.query(
      '/* test */ SELECT a.version, a.score, a.source FROM answer a JOIN invitation i ON i.id = a.invitation_id WHERE i.ticket_id = $1 ORDER BY 1',
      [ticket.id],
    );
    expect(versions).toEqual([
      { version: 1, score: 1, source: 'button' },
      { version: 2, score: 4, source: 'button' },
      { version: 3, score: 4, source: 'comment' },
    ]);
    await says('And one more thing');
    expect(await one(ticket.id)).toMatchObject({ state: 'open', rating: { comment: 'It took long' } });
    const answered = desk.telegram.log.lines.filter((line) => line.method === 'answerCallbackQuery' && line.accepted);
    expect(answered.length).toBeGreaterThanOrEqual(3);
  }, 30_000);

  it('words ten minutes after rating are a message again', async () => {
    const { customer, ticket, says, sent } = await ticketByTelegram();
    await desk.main.owner.solves(ticket.id);
    await desk.settles();
    desk.telegram.customerPresses(customer, sent()[0]!.keyboard.flat()[4]!.text);
    await desk.telegramDelivers();
    // The customer's own clock says when it was written: it is the desk's past that moves.
    await desk.database.query(
      `/* test */ UPDATE answer a SET at = a.at - interval '11 minutes' FROM invitation i
       WHERE i.id = a.invitation_id AND i.ticket_id = $1`,
      [ticket.id],
    );
    await says('still broken');
    expect(await one(ticket.id)).toMatchObject({ state: 'open', rating: { score: 5, comment: null } });
  }, 30_000);

  it('a cut connection leaves the invitation unknown; an answer proves that it arrived', async () => {
    const { customer, ticket, sent } = await ticketByTelegram();
    desk.telegram.dropAfterAccepting();
    await desk.main.owner.solves(ticket.id);
    await desk.settles();
    expect(await surveysOf(ticket.id)).toMatchObject([{ asked: true, state: 'unknown', sent: false, messages: 1 }]);
    desk.telegram.customerPresses(customer, sent()[0]!.keyboard.flat()[2]!.text);
    await desk.telegramDelivers();
    expect(await surveysOf(ticket.id)).toMatchObject([{ state: 'sent', sent: true, messages: 1 }]);
    expect((await one(ticket.id)).rating).toMatchObject({ score: 3 });
  }, 30_000);
});

describe('the page', () => {
  async function invited(address: string) {
    const ticket = await ticketByMail(address, 'Broken <lamp> & co');
    await desk.main.owner.solves(ticket.id);
    await desk.travels(HOUR + MINUTE);
    const [mail] = await desk.relay.mailsTo(address);
    return { ticket, mail: mail!, link: linkIn(mail!.text) };
  }

  it('GET and HEAD show and never record; POST records, and may be changed; words are saved with it', async () => {
    const { ticket, mail, link } = await invited('page@example.org');
    expect(mail.headers['auto-submitted']).toBe('auto-generated');
    for (const score of [1, 2, 3, 4, 5]) expect(mail.html).toContain(`${link}?score=${score}`);
    for (const method of ['GET', 'HEAD', 'GET']) {
      const page = await fetch(`${link}?score=5`, { method });
      expect(page.status).toBe(200);
      expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'/);
      expect(page.headers.get('cache-control')).toBe('no-store');
      const html = await page.text();
      expect(Buffer.byteLength(html)).toBeLessThan(15 * 1024);
      if (method === 'GET') expect(html).toContain('Broken &#60;lamp&#62; &#38; co');
    }
    expect((await one(ticket.id)).rating).toBeNull();
    expect((await post(link, 'comment=none')).status).toBe(400);
    expect((await post(link, 'score=9')).status).toBe(400);
    expect((await one(ticket.id)).rating).toBeNull();
    const thanks = await post(link, 'score=2&lang=bg');
    expect(thanks.status).toBe(200);
    expect(await thanks.text()).toContain('Какво да направим по-добре?');
    expect((await fetch(link, { method: 'POST' })).status).toBe(400);
    expect((await post(link, 'score=4&comment=%D0%94%D0%BE%D0%B1%D1%80%D0%B5')).status).toBe(200);
    await desk.settles();
    expect((await one(ticket.id)).rating).toEqual({ score: 4, max: 5, good: true, comment: 'Добре' });
    const again = await fetch(link, { headers: { 'accept-language': 'de' } });
    expect(await again.text()).toContain('Добре</textarea>');
  }, 30_000);

  it('forged, cut or another’s token: not found; expired: gone; in the reader’s language', async () => {
    const { link } = await invited('forged@example.org');
    const forged = `${link.slice(0, -3)}${link.endsWith('AAA') ? 'BBB' : 'AAA'}`;
    for (const wrong of [forged, link.slice(0, -1), `${desk.url}/s/x`, `${desk.url}/s/${'a'.repeat(280)}`]) {
      const page = await fetch(wrong, { headers: { 'accept-language': 'ru-RU,ru' } });
      expect(page.status).toBe(404);
      expect(await page.text()).toContain('Ссылка неверна');
      expect((await post(wrong, 'score=5')).status).toBe(404);
    }
    desk.clock.travel(15 * DAY);
    try {
      const expired = await fetch(`${link}?lang=bg`);
      expect(expired.status).toBe(410);
      expect(await expired.text()).toContain('Срокът за оценка изтече');
      expect((await post(link, 'score=5')).status).toBe(410);
      // Whoever reads the letter late can still say that they want no more of them.
      expect((await fetch(`${link}/opt-out`)).status).toBe(200);
      expect((await post(`${link}/opt-out`, '')).status).toBe(200);
    } finally {
      desk.clock.travel(-15 * DAY);
    }
  }, 30_000);

  it('opting out takes a POST, and nobody is asked after it', async () => {
    const { ticket, link } = await invited('no-more@example.org');
    expect(await (await fetch(`${link}/opt-out`)).text()).toContain('<form');
    const optedOut = async () =>
      (await desk.main.owner.does<{ surveyOptOutAt: string | null }>('GET', `/api/v1/contacts/${ticket.contact.id}`))
        .surveyOptOutAt;
    expect(await optedOut()).toBeNull();
    expect((await post(`${link}/opt-out`, '')).status).toBe(200);
    expect(await optedOut()).toBeTruthy();
    await desk.receivesMail({ from: 'C <no-more@example.org>', subject: 'Later', text: 'again me' });
    await desk.settles();
    const next = (await desk.main.owner.tickets('open')).find((row) => row.subject === 'Later')!;
    await desk.main.owner.solves(next.id);
    await desk.settles();
    expect(await surveysOf(next.id)).toMatchObject([{ asked: false, decided: 'opted-out' }]);
  }, 30_000);

  it('no answer of an agent’s API carries the token', async () => {
    const { ticket, link } = await invited('secret@example.org');
    const token = link.split('/s/')[1]!;
    for (const path of ['', '/conversation?limit=500']) {
      const { body } = await desk.main.owner.call('GET', `/api/v1/tickets/${ticket.id}${path}`);
      expect(JSON.stringify(body)).not.toContain(token.slice(0, 40));
    }
  }, 30_000);
});

describe('several surveys side by side', () => {
  interface View {
    id: string;
    kind: string;
  }
  const owner = () => desk.main.owner;
  const asked = (ticketId: string) =>
    desk.database.query<{ reason: string | null; survey: string | null; scale: { kind: string; max: number } | null }>(
      `/* test */ SELECT d.reason, d.survey_id AS survey, i.scale FROM survey_decision d LEFT JOIN invitation i ON i.id = d.invitation_id WHERE d.ticket_id = $1`,
      [ticketId],
    );

  it('the first that is meant for the ticket asks; none meant is a reason; one that is taken away sends nothing more', async () => {
    const [usual] = await owner().does<View[]>('GET', '/api/v1/surveys');
    const telegram = { field: 'channel', op: 'in', value: ['telegram'] };
    const nps = await owner().does<View>('POST', '/api/v1/surveys', { kind: 'nps', name: 'N', conditions: telegram });
    const first = { field: 'first-contact', op: 'is', value: true };
    await owner().does('PATCH', `/api/v1/surveys/${usual!.id}`, { conditions: first, look: 'stars' });
    try {
      const chat = await ticketByTelegram();
      await owner().solves(chat.ticket.id);
      await desk.settles();
      // The older one stands first, and it is this person's first ticket.
      expect(await asked(chat.ticket.id)).toMatchObject([{ survey: usual!.id, scale: { kind: 'csat' } }]);
      expect(
        chat
          .sent()[0]!
          .keyboard.flat()
          .map(({ text }) => text)[3],
      ).toMatch(/^★★★★ 4 · /);

      await owner().does('PUT', '/api/v1/surveys/order', { ids: [nps.id, usual!.id] });
      const other = await ticketByTelegram();
      await owner().solves(other.ticket.id);
      await desk.settles();
      expect(await asked(other.ticket.id)).toMatchObject([{ survey: nps.id, scale: { kind: 'nps', max: 10 } }]);
      const [message] = other.sent();
      expect(message!.keyboard.flat().map(({ text }) => text)).toEqual(Array.from({ length: 11 }, (_, i) => String(i)));
      expect(message!.text).toContain('10 — Extremely likely');
      desk.telegram.customerPresses(other.customer, '9');
      await desk.telegramDelivers();
      expect((await one(other.ticket.id)).rating).toMatchObject({ score: 9, max: 10, good: true });

      await ticketByMail('twice@example.org', 'First');
      await desk.receivesMail({ from: 'C <twice@example.org>', subject: 'Second', text: 'another' });
      await desk.settles();
      const second = (await owner().tickets('open')).find((row) => row.subject === 'Second')!;
      await owner().solves(second.id);
      await desk.settles();
      expect(await asked(second.id)).toMatchObject([{ survey: null, reason: 'no-survey-fits' }]);

      const fresh = await ticketByMail('fresh@example.org');
      await owner().solves(fresh.id);
      await desk.settles();
      await owner().does('DELETE', `/api/v1/surveys/${usual!.id}`);
      await desk.travels(2 * HOUR);
      expect(await surveysOf(fresh.id)).toMatchObject([{ asked: false, decided: 'survey-disabled', messages: 0 }]);
      expect(await owner().does<View[]>('GET', '/api/v1/surveys')).toMatchObject([{ id: nps.id }]);
    } finally {
      await desk.database.query(
        `/* test */ UPDATE survey SET deleted_at = NULL, conditions = '{"all": []}', place = 0, settings = settings || '{"look": "faces"}' WHERE id = $1`,
        [usual!.id],
      );
      await owner().does('DELETE', `/api/v1/surveys/${nps.id}`);
    }
  }, 60_000);

  it('reasons and a second question: asked on the page and on the card, kept with the answer, shown to agents', async () => {
    const [usual] = await owner().does<View[]>('GET', '/api/v1/surveys');
    const more = [{ id: 'ease', kind: 'ces', scaleMax: 7, look: 'numbers', words: { en: 'And how easy?' } }];
    const reasons = [
      { id: 'slow', on: ['low'], words: { en: 'Slow', ru: 'Медленно' } },
      { id: 'kind', on: ['good'], words: { en: 'Kind' } },
    ];
    await owner().does('PATCH', `/api/v1/surveys/${usual!.id}`, { more, reasons });
    try {
      const ticket = await ticketByMail('more@example.org');
      await owner().solves(ticket.id);
      await desk.travels(HOUR + MINUTE);
      const [mail] = await desk.relay.mailsTo('more@example.org');
      const link = linkIn(mail!.text);
      const first = await (await post(link, 'score=1')).text();
      expect(first).toContain('And how easy?');
      expect(first).toContain('value="slow"');
      expect(first).not.toContain('value="kind"');
      expect(await (await fetch(`${link}?lang=ru`)).text()).toContain('Медленно');
      const rest = 'score=1&reasons=shown&reason=slow&reason=kind&q-ease=6&q-other=1&comment=';
      expect((await post(link, rest)).status).toBe(200);
      const card = async () => {
        const { items } = await owner().does<{ items: { card?: { given?: object; score?: number } | null }[] }>(
          'GET',
          `/api/v1/tickets/${ticket.id}/conversation`,
        );
        return items.find((item) => item.card)!.card;
      };
      expect(await card()).toMatchObject({ score: 1, given: { reasons: ['slow'], more: { ease: 6 } } });
      // A better score lets go of the reason of the worse one, and keeps the other answer.
      await post(link, 'score=5');
      expect(await card()).toMatchObject({ score: 5, given: { reasons: [], more: { ease: 6 } } });
      const versions = await desk.database.query(
        `/* test */ SELECT a.score, a.reasons FROM answer a JOIN invitation i ON i.id = a.invitation_id WHERE i.ticket_id = $1 ORDER BY version`,
        [ticket.id],
      );
      expect(versions).toEqual([
        { score: 1, reasons: [] },
        { score: 1, reasons: ['slow'] },
        { score: 5, reasons: [] },
      ]);
    } finally {
      await owner().does('PATCH', `/api/v1/surveys/${usual!.id}`, { more: [], reasons: [] });
    }
  }, 30_000);

  it('the preview is the page, the mail and the keyboard that customers get, in the language asked for', async () => {
    const wording = { bg: { question: 'Как мина?' } };
    const seen = await owner().does<{
      page: string;
      mail: string;
      telegram: { rows: { labels: string[] }[] };
      card: object;
    }>('POST', '/api/v1/surveys/preview', { kind: 'csat', scaleMax: 2, wording, locale: 'bg', score: 1 });
    expect(seen.page).toContain('Какво да направим по-добре?');
    expect(seen.mail).toContain('Как мина?');
    expect(seen.telegram.rows.flatMap(({ labels }) => labels)).toHaveLength(2);
    expect(seen.card).toMatchObject({ question: 'Как мина?', look: 'thumbs', score: 1 });
    const refused = await owner().call('POST', '/api/v1/surveys/preview', { kind: 'nps', scaleMax: 5, locale: 'en' });
    expect(refused.status).toBe(400);
  }, 30_000);
});

describe('asked for, put off, reminded', () => {
  const owner = () => desk.main.owner;
  const ask = (ticketId: string, surveyId?: string) =>
    owner().does<{ asked: boolean; reason: string | null }>('POST', `/api/v1/tickets/${ticketId}/survey`, { surveyId });

  it('by hand: at once, past what may be asked for, and never past what protects the customer; once', async () => {
    const [usual] = await owner().does<{ id: string }[]>('GET', '/api/v1/surveys');
    await owner().does('PATCH', `/api/v1/surveys/${usual!.id}`, { samplingPercent: 0 });
    try {
      const ticket = await ticketByMail('by-hand@example.org');
      expect(await ask(ticket.id)).toEqual({ asked: false, reason: 'not-solved' });
      await owner().solves(ticket.id);
      await desk.settles();
      expect(await surveysOf(ticket.id)).toMatchObject([{ asked: false, decided: 'sampled-out' }]);
      // Three at the same time are one, and the others are told so.
      const all = await Promise.all([ask(ticket.id), ask(ticket.id), ask(ticket.id)]);
      expect(all.map(({ asked, reason }) => (asked ? 'asked' : reason)).sort()).toEqual([
        'already-asked',
        'already-asked',
        'asked',
      ]);
      await desk.settles();
      expect(await surveysOf(ticket.id)).toMatchObject([{ asked: true, decided: null, state: 'sent', messages: 1 }]);
      expect(mailsOf('by-hand@example.org')).toHaveLength(1);
      expect(await ask(ticket.id)).toEqual({ asked: false, reason: 'already-asked' });

      await desk.receivesMail({ from: 'C <by-hand@example.org>', subject: 'Next', text: 'another' });
      await desk.settles();
      const next = (await owner().tickets('open')).find((row) => row.subject === 'Next')!;
      await owner().solves(next.id);
      await desk.settles();
      expect(await ask(next.id)).toEqual({ asked: false, reason: 'asked-lately' });
      expect(await surveysOf(next.id)).toMatchObject([{ asked: false, messages: 0 }]);
    } finally {
      await owner().does('PATCH', `/api/v1/surveys/${usual!.id}`, { samplingPercent: 100 });
    }
  }, 30_000);

  it('by a rule: a survey of its own asks, though it never asks by itself', async () => {
    const nps = await owner().does<{ id: string }>('POST', '/api/v1/surveys', {
      kind: 'nps',
      name: 'R',
      automatic: false,
    });
    const [usual] = await owner().does<{ id: string }[]>('GET', '/api/v1/surveys');
    await owner().does('PATCH', `/api/v1/surveys/${usual!.id}`, { enabled: false });
    const rule = await owner().does<{ id: string }>('POST', '/api/v1/rules', {
      name: 'Ask',
      enabled: true,
      when: { on: 'event', events: ['solved'] },
      condition: { all: [] },
      actions: [{ do: 'ask-survey', surveyId: nps.id }],
      stop: false,
    });
    try {
      const { ticket, sent } = await ticketByTelegram();
      await owner().solves(ticket.id);
      await desk.settles();
      expect(sent()).toHaveLength(1);
      expect(sent()[0]!.keyboard.flat()).toHaveLength(11);
      expect(await surveysOf(ticket.id)).toMatchObject([{ asked: true, state: 'sent', messages: 1 }]);
    } finally {
      await owner().does('DELETE', `/api/v1/rules/${rule.id}`);
      await owner().does('PATCH', `/api/v1/surveys/${usual!.id}`, { enabled: true });
      await owner().does('DELETE', `/api/v1/surveys/${nps.id}`);
    }
  }, 30_000);

  it('quiet hours of the customer put it off; one reminder comes, and none to who has answered', async () => {
    const [usual] = await owner().does<{ id: string }[]>('GET', '/api/v1/surveys');
    const clock = (at: Date) => at.toISOString().slice(11, 16);
    const now = desk.clock.now();
    // A night that began two hours ago and ends in three, by the clock of where this customer lives.
    const quiet = { from: clock(new Date(+now - 2 * HOUR)), to: clock(new Date(+now + 3 * HOUR)) };
    await owner().does('PATCH', `/api/v1/surveys/${usual!.id}`, { quiet, reminderDays: 2 });
    try {
      const [silent, quick] = [await ticketByMail('night@example.org'), await ticketByMail('quick@example.org')];
      await desk.database.query(`/* test */ UPDATE contact SET time_zone = 'UTC' WHERE id = ANY($1::uuid[])`, [
        [silent.contact.id, quick.contact.id],
      ]);
      await owner().solves(silent.id);
      await owner().solves(quick.id);
      await desk.travels(2 * HOUR);
      expect(await surveysOf(silent.id)).toMatchObject([{ asked: true, state: 'scheduled', messages: 0 }]);
      await desk.travels(HOUR + 2 * MINUTE);
      expect(await surveysOf(silent.id)).toMatchObject([{ state: 'sent', messages: 1 }]);
      const [asked] = await desk.relay.mailsTo('quick@example.org');
      await post(linkIn(asked!.text), 'score=5');
      await desk.travels(2 * DAY + HOUR);
      await desk.travels(3 * DAY);
      expect(mailsOf('quick@example.org')).toHaveLength(1);
      const mails = mailsOf('night@example.org');
      expect(mails).toHaveLength(2);
      expect(mails[1]!.text).toContain('A short reminder');
      // The reminder asks the same question: its answer stands on both cards.
      await post(linkIn(mails[1]!.text), 'score=2');
      const { items } = await owner().does<{ items: { card?: { score: number | null } | null }[] }>(
        'GET',
        `/api/v1/tickets/${silent.id}/conversation`,
      );
      expect(items.flatMap((item) => item.card ?? []).map(({ score }) => score)).toEqual([2, 2]);
    } finally {
      await owner().does('PATCH', `/api/v1/surveys/${usual!.id}`, { quiet: null, reminderDays: 0 });
    }
  }, 40_000);

  it('the report counts each survey by itself, and every reason why nobody was asked', async () => {
    interface Report {
      surveys: { surveyId: string; kind: string; sent: number; answered: number }[];
      notAskedInAll: number;
      notAsked: { reason: string; count: number }[];
    }
    // A figure follows its answer by a moment.
    await desk.settles();
    const from = new Date(+desk.clock.now() - 60 * DAY).toISOString().slice(0, 10);
    const report = await owner().does<Report>('GET', `/api/v1/reports/surveys?from=${from}`);
    const [held] = await desk.database.query<{ sent: number; answered: number }>(
      `/* test */ SELECT count(*) FILTER (WHERE state IN ('sent', 'unknown'))::int AS sent, count(answered_at)::int AS answered
       FROM invitation WHERE workspace_id = $1`,
      [desk.main.workspaceId],
    );
    const sum = (pick: (one: Report['surveys'][number]) => number) =>
      report.surveys.reduce((n, one) => n + pick(one), 0);
    expect({ sent: sum((one) => one.sent), answered: sum((one) => one.answered) }).toEqual(held);
    expect(report.surveys.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['csat', 'nps']));
    const reasons = await desk.database.query(
      `/* test */ SELECT reason, count(*)::int AS count FROM survey_decision WHERE workspace_id = $1 AND NOT asked
       GROUP BY 1 ORDER BY 2 DESC, 1`,
      [desk.main.workspaceId],
    );
    // A ticket that is spam or merged away has left every metric.
    const counted = (rows: { reason: string }[]) => rows.filter(({ reason }) => !['spam', 'merged'].includes(reason));
    expect(counted(report.notAsked)).toEqual(counted(reasons as { reason: string }[]));
  }, 30_000);
});

describe('open answers', () => {
  const owner = () => desk.main.owner;
  interface Answers {
    items: {
      id: string;
      ticketId: string;
      text: string;
      taken: number;
      language: string;
      feeling: string;
      score: number;
      tags: { name: string }[];
    }[];
    next: string | null;
  }
  const list = (query = '', who = owner()) => who.does<Answers>('GET', `/api/v1/answers?${query}`);
  const SAID: [score: number, words: string][] = [
    [2, 'The delivery was late, write to ivan@example.org or +359 88 812 3456'],
    [1, 'Late delivery again and nobody answers'],
    [5, 'Great, even though deliveries are late sometimes. Thank you!'],
    [5, 'Всё быстро решили, спасибо!'],
    [3, 'Ок'],
  ];
  let before: string[] = [];

  it('are read as they come: without what identifies a person, with language, feeling and themes', async () => {
    before = (await list('limit=100')).items.map(({ id }) => id);
    for (const [score, words] of SAID) {
      const widget = await desk.visits({ locale: 'en' });
      await widget.writes('Hello');
      await desk.settles();
      const ticket = (await owner().tickets('open')).at(-1);
      await owner().solves(ticket!.id);
      await desk.settles();
      const card = (await widget.lines()).findLast((line) => line.card)!.card!;
      await widget.rates(card.token!, score, words);
      await desk.travels(MINUTE);
    }
    const { items } = await list('limit=100');
    const fresh = items.filter(({ id }) => !before.includes(id));
    expect(fresh.map(({ score, language, feeling, taken }) => [score, language, feeling, taken])).toEqual([
      [3, 'unknown', 'neutral', 0],
      [5, 'ru', 'positive', 0],
      [5, 'en', 'positive', 0],
      [1, 'en', 'negative', 0],
      [2, 'en', 'negative', 2],
    ]);
    expect(fresh[4]!.text).toBe('The delivery was late, write to ⟨email⟩ or ⟨phone⟩');
    const page = await list('limit=2');
    const rest = await list(`limit=100&cursor=${page.next}`);
    expect([...page.items, ...rest.items].map(({ id }) => id)).toEqual(items.map(({ id }) => id));
  }, 60_000);

  it('are found by words in any form, by choices with their counts, and by theme', async () => {
    expect((await list('q=deliver* late')).items.map(({ score }) => score)).toEqual([5, 1, 2]);
    expect((await list(`q=${encodeURIComponent('решить')}`)).items.map(({ score }) => score)).toContain(5);
    expect((await list('feeling=negative&language=en&q=delivery')).items.map(({ score }) => score)).toEqual([1, 2]);
    interface Summary {
      n: number;
      feelings: { feeling: string; count: number; n: number }[];
      measured: { language: string; n: number; share: number }[];
    }
    const summary = await owner().does<Summary>('GET', '/api/v1/answers/summary?q=delivery');
    expect(summary.n).toBe(3);
    expect(summary.feelings.map(({ feeling, count, n }) => [feeling, count, n])).toEqual([
      ['negative', 2, 3],
      ['neutral', 0, 3],
      ['positive', 1, 3],
    ]);
    expect(summary.measured.map(({ language }) => language)).toEqual(['en', 'ru', 'bg']);
    interface Themes {
      languages: {
        language: string;
        themes: { theme: string; count: number; change: { verdict: string }; quotes: { text: string }[] }[];
      }[];
    }
    const themes = await owner().does<Themes>('GET', '/api/v1/answers/themes?q=delivery');
    const [theme] = themes.languages.find(({ language }) => language === 'en')!.themes;
    expect(theme).toMatchObject({ count: 3, change: { verdict: 'too-few' } });
    expect(theme!.quotes).toHaveLength(3);
    expect(JSON.stringify(themes)).not.toContain('ivan@');
    expect((await list(`theme=${encodeURIComponent(theme!.theme)}`)).items.map(({ score }) => score)).toEqual([
      5, 1, 2,
    ]);
  }, 30_000);

  it('are tagged, taken along as a table, and shown to agents who solved alone', async () => {
    const [latest] = (await list()).items;
    await owner().does('PUT', `/api/v1/answers/${latest!.id}/tags`, { names: ['courier', 'Courier', ' '] });
    expect((await list()).items[0]!.tags.map(({ name }) => name)).toEqual(['courier']);
    const { body: table } = await owner().call<string>('GET', '/api/v1/answers/export.csv');
    expect(table).toContain('⟨email⟩');
    expect(table).not.toContain('ivan@');
    const boris = await desk.hires('Boris');
    expect((await boris.call('GET', '/api/v1/answers')).status).toBe(403);
    expect((await list(`agentId=${boris.id}`, boris)).items).toEqual([]);
    expect((await boris.call('PUT', `/api/v1/answers/${latest!.id}/tags`, { names: [] })).status).toBe(403);
    expect((await desk.twin.owner.does<Answers>('GET', '/api/v1/answers')).items).toEqual([]);
  }, 30_000);

  it('are the same when all is read anew, agree with the answers, and go with what is erased', async () => {
    const { workspaceId } = desk.main;
    const shown = await list('limit=100');
    await desk.app.get(ReadOpenAnswers, { strict: false }).again(workspaceId);
    expect(await list('limit=100')).toEqual(shown);
    const verify = desk.app.get(VerifyAnswers, { strict: false });
    expect(await verify.run()).toMatchObject({ waiting: 0, disagreements: [] });
    await desk.database.query(`/* test */ UPDATE answer_reading SET feeling = 'neutral' WHERE invitation_id = $1`, [
      shown.items[1]!.id,
    ]);
    expect((await verify.run(workspaceId)).disagreements.length).toBeGreaterThanOrEqual(3);
    await desk.app.get(ReadOpenAnswers, { strict: false }).again(workspaceId);
    expect((await verify.run(workspaceId)).disagreements).toEqual([]);

    const gone = shown.items[0]!;
    await owner().does('POST', `/api/v1/tickets/${gone.ticketId}/trash`);
    await desk.settles();
    expect((await list('limit=100')).items.map(({ id }) => id)).not.toContain(gone.id);
    await desk.travels(31 * DAY);
    expect(
      await desk.database.query(
        `/* test */ SELECT invitation_id FROM answer_reading WHERE invitation_id = $1
         UNION SELECT invitation_id FROM answer_tag WHERE invitation_id = $1
         UNION SELECT invitation_id FROM answer WHERE invitation_id = $1 AND comment IS NOT NULL`,
        [gone.id],
      ),
    ).toEqual([]);
    expect((await verify.run(workspaceId)).disagreements).toEqual([]);
  }, 60_000);
});

describe('loyalty', () => {
  /** Sessions end in the time that goes by. */
  let lead: Person;
  const owner = () => lead;
  interface Loyalty {
    currency: string | null;
    months: {
      month: string;
      start: number;
      left: number;
      end: number;
      fresh: number;
      revenue: number;
      churn: { rate: number | null };
    }[];
    cohorts: { month: string; n: number; shares: { figure: string; after: number; count: number }[] }[];
    churn: { n: number };
    value: { averageValue: number | null; revenue: number; customerMonths: number };
    cameBack: { standing: string; count: number; share: { n: number } }[];
    difference: { verdict: string };
    strangers: number;
    young: number;
  }
  interface Rows {
    items: {
      contactId: string;
      orders: number;
      amount: number;
      counted: number;
      ticketId: string | null;
      score: number | null;
      back: string | null;
    }[];
    next: string | null;
  }
  const loyalty = () => owner().does<Loyalty>('GET', '/api/v1/loyalty');
  const rows = (figure: string, more = '') => owner().does<Rows>('GET', `/api/v1/loyalty/rows?figure=${figure}${more}`);
  /** All rows, a page of one at a time. */
  const summed = async (figure: string, gone: number): Promise<number> => {
    let sum = 0;
    for (let after: string | null = ''; after !== null; ) {
      const page: Rows = await rows(figure, `&limit=1&gone=${gone}${after && `&after=${after}`}`);
      for (const { counted } of page.items) sum += counted;
      after = page.next;
    }
    return sum;
  };

  /** An order is corrected, in its currency too; two customers turn out to be one and not to be; the days are another zone's. */
  async function changesNothingUnseen(orders: { externalId: string; email: string }[]): Promise<void> {
    const verify = desk.app.get(VerifyLoyalty, { strict: false });
    const before = await loyalty();
    const same = async (what: string) => {
      await desk.settles();
      expect([what, await verify.run()]).toMatchObject([what, { waiting: 0, disagreements: [] }]);
    };
    const given = orders.filter(({ email }) => email.startsWith('fickle'));
    const change = (more: object) =>
      owner().does('PUT', '/api/v1/orders', { orders: given.map((order) => ({ ...order, ...more })) });
    await same('as they came');
    await change({ currency: 'BGN' });
    await same('another currency');
    expect((await loyalty()).cohorts[0]!.n).toBe(1);
    await change({ status: 'refunded', amount: 3 });
    await same('given back');
    await change({ email: 'faithful@example.org' });
    await same('another customer');
    await change({});
    const [faithful, fickle] = await Promise.all(
      ['faithful', 'fickle'].map(
        async (name) =>
          (await owner().does<{ id: string }[]>('GET', `/api/v1/contacts?q=${name}%40example.org`))[0]!.id,
      ),
    );
    const { mergeId } = await owner().does<{ mergeId: string }>('POST', `/api/v1/contacts/${faithful}/merge`, {
      ...{ otherId: fickle, keep: 'this' },
    });
    await same('one customer');
    expect((await loyalty()).cohorts[0]!.n).toBe(1);
    await owner().does('POST', `/api/v1/contacts/merges/${mergeId}/undo`);
    await same('two again');
    const { timeZone } = await owner().does<{ timeZone: string }>('GET', '/api/v1/workspace');
    await owner().does('PATCH', '/api/v1/workspace', { timeZone: 'Pacific/Kiritimati' });
    await same('another time zone');
    await owner().does('PATCH', '/api/v1/workspace', { timeZone });
    await desk.settles();
    expect({ ...(await loyalty()), madeAt: null }).toEqual({ ...before, madeAt: null });
  }

  it('counts who stays by their orders, and who came back after which answer', async () => {
    const signIn = () => desk.signIn('owner@team.test', undefined, 'story');
    lead = await signIn();
    desk.main.owner = lead;
    expect(await loyalty()).toMatchObject({ currency: null, months: [], cohorts: [] });
    const now = desk.clock.now();
    const middle = (monthsAgo: number) =>
      new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - monthsAgo, 15, 12)).toISOString();
    let number = 0;
    const order = (email: string, placedAt: string, more = {}) => ({
      ...{ externalId: `loyal-${number++}`, status: 'paid', amount: 10, currency: 'EUR', placedAt, email, ...more },
    });
    // One orders every month; one twice and never again; one took it back.
    const orders = [7, 6, 5, 4, 3, 2, 1].map((ago) => order('faithful@example.org', middle(ago)));
    orders.push(order('fickle@example.org', middle(7)), order('fickle@example.org', middle(6)));
    orders.push(order('sorry@example.org', middle(6), { status: 'Cancelled' }));
    await owner().does('PUT', '/api/v1/orders', { orders });
    const report = await loyalty();
    expect(report.currency).toBe('EUR');
    expect(report.months.map(({ start, left, end, fresh }) => [start, left, end, fresh])).toEqual([
      [2, 0, 2, 0],
      [2, 0, 2, 0],
      [2, 0, 2, 0],
      [2, 1, 1, 0],
      [1, 0, 1, 0],
      [1, 0, 1, 0],
    ]);
    expect(report.cohorts).toHaveLength(1);
    expect(report.cohorts[0]!.n).toBe(2);
    expect(report.cohorts[0]!.shares.map(({ count }) => count)).toEqual([2, 2, 1, 1, 1, 1, 1]);
    const [, again] = report.cohorts[0]!.shares;
    expect((await rows(again!.figure)).items).toHaveLength(2);
    const gone = report.months.find(({ left }) => left === 1)!;
    expect((await rows(`loyalty.left.${gone.month.slice(0, 7)}`)).items).toMatchObject([{ orders: 2 }]);
    // Every figure is the sum of the rows behind it, of a month and of all months together.
    const sumOf = async (figure: string) => (await rows(figure)).items.reduce((sum, row) => sum + row.counted, 0);
    for (const { month, ...shown } of report.months)
      for (const figure of ['start', 'left', 'end', 'fresh'] as const)
        expect([month, figure, await sumOf(`loyalty.${figure}.${month.slice(0, 7)}`)]).toEqual([
          ...[month, figure, shown[figure]],
        ]);
    // However soon somebody is said to have left: within a month, by its very length, or not for a year.
    for (const gone of [30, 60, 365]) {
      const { months, cohorts, value } = await owner().does<Loyalty>('GET', `/api/v1/loyalty?gone=${gone}`);
      for (const { month, ...shown } of months)
        for (const figure of ['start', 'left', 'end', 'fresh'] as const) {
          const name = `loyalty.${figure}.${month.slice(0, 7)}`;
          expect([gone, name, await summed(name, gone)]).toEqual([gone, name, shown[figure]]);
        }
      for (const { figure, count } of cohorts.flatMap(({ shares }) => shares))
        expect([figure, await summed(figure, gone)]).toEqual([figure, count]);
      expect(await summed('loyalty.value', gone)).toBe(value.customerMonths);
      expect(await summed('loyalty.left', gone)).toBe(months.reduce((sum, { left }) => sum + left, 0));
    }
    const churned = report.months.reduce((sum, { left }) => sum + left, 0);
    expect([await sumOf('loyalty.left'), await sumOf('loyalty.kept')]).toEqual([churned, report.churn.n - churned]);
    expect(await sumOf('loyalty.value')).toBe(report.value.customerMonths);
    const spent = (await rows('loyalty.value')).items.reduce((sum, { amount }) => sum + amount, 0);
    expect(spent).toBe(report.value.revenue);
    const [july] = report.months;
    expect((await rows(`loyalty.orders.${july!.month.slice(0, 7)}`)).items).toMatchObject([
      { amount: july!.revenue / 2 },
      {},
    ]);
    expect((await rows('loyalty.out.orders')).items).toMatchObject([{ orders: 1 }]);
    await changesNothingUnseen(orders);

    // Answered in the middle of a month: at its end it would be over a day later.
    const day = desk.clock.now().getUTCDate();
    if (day > 20) await desk.travels((35 - day) * DAY);
    lead = await signIn();
    for (const [email, score] of [
      ['faithful@example.org', 5],
      ['fickle@example.org', 1],
    ] as const) {
      const ticket = await ticketByMail(email);
      await owner().solves(ticket.id);
      await desk.travels(2 * HOUR);
      await post(linkIn(mailsOf(email).at(-1)!.text), `score=${score}`);
    }
    const soon = new Date(+desk.clock.now() + 20 * DAY).toISOString();
    await owner().does('PUT', '/api/v1/orders', { orders: [order('faithful@example.org', soon)] });
    await desk.settles();
    // 90 days later its month has not been over for so long; some weeks later it has.
    desk.clock.travel(91 * DAY);
    lead = await signIn();
    const early = await loyalty();
    expect(early.cameBack.map(({ share }) => share.n)).toEqual([0, 0, 0]);
    desk.clock.travel(31 * DAY);
    lead = await signIn();
    const later = await loyalty();
    expect(later.cameBack.map(({ standing, count, share }) => [standing, count, share.n])).toEqual([
      ['low', 0, 1],
      ['middle', 0, 0],
      ['good', 1, 1],
    ]);
    expect(later.difference.verdict).toBe('no-difference');
    expect((await rows('loyalty.back.good')).items).toMatchObject([{ back: 'yes' }]);
    expect((await rows('loyalty.back.low')).items).toMatchObject([{ back: 'no' }]);
    expect([await sumOf('loyalty.out.strangers'), await sumOf('loyalty.out.young')]).toEqual([
      ...[later.strangers, later.young],
    ]);
    const { figures, disagreements } = await desk.app.get(VerifyLoyalty, { strict: false }).run();
    expect(figures).toBeGreaterThan(100);
    expect(disagreements).toEqual([]);
    expect((await owner().call('GET', '/api/v1/loyalty/rows?figure=loyalty.left.2026-13')).status).toBe(400);
    const stranger = await desk.signIn('owner@team.test', undefined, 'twin');
    expect((await stranger.does<Loyalty>('GET', '/api/v1/loyalty')).currency).toBeNull();
  }, 60_000);

  it('counts again whoever is touched by a change of an answer, of a ticket, of cards or of orders', async () => {
    const signIn = () => desk.signIn('owner@team.test', undefined, 'story');
    const settled = async (figure: string) => {
      await desk.settles();
      expect(await desk.app.get(VerifyLoyalty, { strict: false }).run()).toMatchObject({
        ...{ waiting: 0, disagreements: [] },
      });
      return (await rows(figure)).items;
    };
    lead = await signIn();
    desk.main.owner = lead;
    const other = await ticketByMail('other@example.net');
    const ticket = await ticketByMail('wavers@example.net');
    const [one, two] = [ticket.contact.id, other.contact.id];
    const young = async () =>
      (await settled('loyalty.out.young'))
        .filter(({ contactId }) => [one, two].includes(contactId))
        .map(({ contactId, score, counted }) => [contactId === one ? 'one' : 'two', score, counted]);
    const does = (path: string, body = {}) => owner().does<{ mergeId: string }>('POST', `/api/v1/${path}`, body);
    await owner().solves(ticket.id);
    await desk.travels(2 * HOUR);
    const link = linkIn(mailsOf('wavers@example.net').at(-1)!.text);
    const answered = desk.clock.now();
    await post(link, 'score=5');
    expect(await young()).toEqual([['one', 5, 1]]);
    await post(link, 'score=1');
    expect(await young()).toEqual([['one', 1, 1]]);

    for (const [there, back] of [
      [
        () => does(`tickets/${ticket.id}/spam`, { spam: true }),
        () => does(`tickets/${ticket.id}/spam`, { spam: false }),
      ],
      [() => does(`tickets/${ticket.id}/trash`), () => does(`tickets/${ticket.id}/restore`)],
      [
        () => does(`tickets/${other.id}/merge`, { ticketIds: [ticket.id], requesterOf: ticket.id }),
        () => does(`tickets/${ticket.id}/unmerge`),
      ],
    ] as const) {
      await there();
      expect(await young()).toEqual([]);
      await back();
      expect(await young()).toEqual([['one', 1, 1]]);
    }
    const given = (address: string) => does(`tickets/${ticket.id}/requester`, { address });
    await given('other@example.net');
    expect(await young()).toEqual([['two', 1, 1]]);
    await given('wavers@example.net');
    expect(await young()).toEqual([['one', 1, 1]]);
    const { mergeId } = await does(`contacts/${two}/merge`, { otherId: one, keep: 'this' });
    expect(await young()).toEqual([['two', 1, 1]]);
    await does(`contacts/merges/${mergeId}/undo`);
    expect(await young()).toEqual([['one', 1, 1]]);

    desk.clock.travel(122 * DAY);
    lead = await signIn();
    const order = (days: number, more = {}) => ({
      ...{ externalId: `wavers-${days}`, status: 'paid', amount: 5, currency: 'EUR', email: 'wavers@example.net' },
      ...{ placedAt: new Date(answered.getTime() + days * DAY).toISOString(), ...more },
    });
    const bring = async (...orders: object[]) => {
      await owner().does('PUT', '/api/v1/orders', { orders });
      const strange = (await settled('loyalty.out.strangers')).some(({ contactId }) => contactId === one);
      const line = (await rows('loyalty.back.low')).items.find(({ contactId }) => contactId === one);
      return strange ? 'stranger' : line!.back;
    };
    expect(await bring(order(-1, { currency: 'BGN' }))).toBe('stranger');
    expect(await bring(order(89))).toBe('stranger');
    expect(await bring(order(-1))).toBe('yes');
    expect(await bring(order(89, { status: 'returned' }))).toBe('no');
    expect(await bring(order(91))).toBe('no');
    expect(await bring(order(1))).toBe('yes');

    const { workspaceId } = desk.main;
    const shown = await loyalty();
    await desk.database.query('/* test */ UPDATE return_cell SET n = n + 1 WHERE workspace_id = $1', [workspaceId]);
    const verify = desk.app.get(VerifyLoyalty, { strict: false });
    expect((await verify.run(workspaceId)).disagreements.length).toBeGreaterThan(0);
    await desk.database.transaction((tx) => desk.app.get(KeepReturns, { strict: false }).anew(tx, workspaceId));
    expect((await verify.run(workspaceId)).disagreements).toEqual([]);
    expect({ ...(await loyalty()), madeAt: null }).toEqual({ ...shown, madeAt: null });
  }, 90_000);
});

describe('an experiment', () => {
  const owner = () => desk.main.owner;

  it('asks half of the customers another way, reads by the rule of its start, and ends with what is kept', async () => {
    // Sessions end in the time that goes by.
    desk.main.owner = await desk.signIn('owner@team.test', undefined, 'story');
    const [survey] = await owner().does<{ id: string }[]>('GET', '/api/v1/surveys');
    const door = `/api/v1/surveys/${survey!.id}/experiment`;
    const same = 'Did we help?';
    const wish = { question: { en: same, ru: same, bg: same }, measure: 'answered', base: 0.3, effect: 0.1 };
    expect(await owner().does('GET', door)).toEqual({ any: false, experiment: null });
    for (const wrong of [
      { ...wish, base: 2 },
      { ...wish, delaySeconds: 60 },
      { ...wish, question: { en: ' ' } },
    ])
      expect((await owner().call('POST', door, wrong)).status).toBe(400);
    const begun = await owner().does<ExperimentView>('POST', door, wish);
    const { perArm } = begun.looks[0]!;
    expect(begun).toMatchObject({ verdict: 'running', looked: 0, more: 2 * perArm, a: { sent: 0 }, endedAt: null });
    expect(begun.looks).toHaveLength(5);
    expect((await owner().call('POST', door, wish)).status).toBe(409);

    // While it runs, what is asked of whom stays as it is; the name and what becomes of an answer may change.
    const path = `/api/v1/surveys/${survey!.id}`;
    for (const change of [{ perPersonDays: 30 }, { enabled: false }, { wording: { en: { question: 'And?' } } }]) {
      const refused = await owner().call('PATCH', path, change);
      expect([refused.status, refused.body]).toMatchObject([409, { code: 'survey-tried' }]);
    }
    expect((await owner().call('DELETE', path)).status).toBe(409);
    await owner().does('PATCH', path, { name: 'Tried' });

    const asked: string[] = [];
    for (let i = 0; i < 6; i++) {
      const ticket = await ticketByMail(`arm${i}@example.org`);
      await owner().solves(ticket.id);
      const arm = armOf(begun, ticket.contact.id);
      asked.push(arm);
      await desk.travels(HOUR + MINUTE);
      const [mail] = await desk.relay.mailsTo(`arm${i}@example.org`);
      expect([arm, mail!.text.includes('Did we help?')]).toEqual([arm, arm === 'b']);
      if (i === 0) await post(linkIn(mail!.text), 'score=5');
    }
    await desk.travels(3 * DAY + HOUR);
    const seen = await owner().does<{ experiment: ExperimentView }>('GET', door);
    const sent = (arm: string) => asked.filter((each) => each === arm).length;
    expect(seen.experiment).toMatchObject({ verdict: 'running', more: 2 * perArm - 6, difference: null });
    expect(seen.experiment.a).toMatchObject({ sent: sent('a'), settled: sent('a') });
    expect(seen.experiment.b).toMatchObject({ sent: sent('b'), settled: sent('b') });

    expect(await owner().does('POST', `${door}/stop`, { keep: 'b' })).toMatchObject({ kept: 'b' });
    expect((await owner().call('POST', `${door}/stop`, { keep: 'a' })).status).toBe(409);
    const [kept] = await owner().does<{ wording: { en?: { question?: string } } }[]>('GET', '/api/v1/surveys');
    expect(kept!.wording.en!.question).toBe('Did we help?');
  }, 60_000);

  it('asks by mail or where they wrote, and only of those who can be asked both ways', async () => {
    const [survey] = await owner().does<{ id: string }[]>('GET', '/api/v1/surveys');
    await owner().does('PATCH', `/api/v1/surveys/${survey!.id}`, { delaySeconds: { telegram: 0 } });
    const door = `/api/v1/surveys/${survey!.id}/experiment`;
    const wish = { otherChannel: true, measure: 'answered', base: 0.3, effect: 0.1 };
    const begun = await owner().does<ExperimentView>('POST', door, wish);
    expect(begun).toMatchObject({ byMail: true, question: null, delaySeconds: null });

    const alone = await ticketByTelegram();
    await owner().solves(alone.ticket.id);
    await desk.settles();
    expect(alone.sent().at(-1)!.text).toContain('solved');

    const seen = { a: 0, b: 0 };
    for (let i = 0; i < 12 && (seen.a === 0 || seen.b === 0); i++) {
      const address = `both${i}@example.org`;
      const mail = await ticketByMail(address, 'An old matter');
      const { ticket, sent } = await ticketByTelegram();
      const other = { otherId: ticket.contact.id, keep: 'this' };
      await owner().does('POST', `/api/v1/contacts/${mail.contact.id}/merge`, other);
      const arm = armOf(begun, mail.contact.id);
      seen[arm]++;
      await owner().solves(ticket.id);
      await desk.settles();
      const [byMail, inChat] = [mailsOf(address), sent().filter(({ text }) => text.includes('solved'))];
      expect([arm, byMail.length, inChat.length]).toEqual([arm, arm === 'b' ? 1 : 0, arm === 'a' ? 1 : 0]);
      if (arm === 'a') continue;
      const [asked] = await desk.relay.mailsTo(address);
      expect(asked!.subject).toBe('How did we do?');
      await post(linkIn(asked!.text), 'score=5');
      await desk.settles();
      // The rating is that of the conversation it was about.
      expect((await one(ticket.id)).rating).toMatchObject({ score: 5 });
      expect((await one(mail.id)).rating).toBeNull();
    }
    const { experiment } = await owner().does<{ experiment: ExperimentView }>('GET', door);
    expect([experiment.a.sent, experiment.b.sent]).toEqual([seen.a, seen.b]);
    expect(await owner().does('POST', `${door}/stop`, { keep: 'b' })).toMatchObject({ kept: 'b' });
    const [kept] = await owner().does<{ byMail: boolean }[]>('GET', '/api/v1/surveys');
    expect(kept!.byMail).toBe(true);
    await owner().does('PATCH', `/api/v1/surveys/${survey!.id}`, { byMail: false });
  }, 60_000);
});

it('a decision that was lost long after its ticket was solved is made within the hour', async () => {
  const ticket = await ticketByMail('long-forgotten@example.org');
  await desk.main.owner.solves(ticket.id);
  await desk.travels(HOUR / 2);
  for (const table of ['survey_decision', 'invitation'])
    await desk.database.query(`/* test */ DELETE FROM ${table} WHERE workspace_id = $1 AND ticket_id = $2`, [
      desk.main.workspaceId,
      ticket.id,
    ]);
  await desk.travels(HOUR + MINUTE);
  expect(await surveysOf(ticket.id)).toMatchObject([{ asked: true }]);
}, 30_000);

/** The signed way back into a ticket, as the customer's mail program would have it. */
async function replyTo(ticketId: string): Promise<string> {
  const { Secrets } = await import('../../src/platform/secrets.js');
  const { makePlusAddress } = await import('../../src/outbound/mail-threading.js');
  return makePlusAddress(desk.app.get(Secrets), 'support@desk.test', ticketId);
}
