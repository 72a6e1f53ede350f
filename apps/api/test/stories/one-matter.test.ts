// Two tickets about one thing become one and two again: nothing is lost, every clock is right, and the report still adds up.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OverviewReport } from '../../src/reports/reports.requests.js';
import { HEADLINES, VerifyReports } from '../../src/reports/verify-reports.js';
import { type Person, TestDesk } from '../desk.js';

const MINUTE = 60_000;
let desk: TestDesk;
let anna: Person;
beforeAll(async () => {
  desk = await TestDesk.open();
  anna = await desk.hires('Anna');
}, 60_000);
afterAll(() => desk.close());

interface Whole {
  id: string;
  number: number;
  state: string;
  episode: number;
  waitingSince: string | null;
  firstCustomerAt: string | null;
  firstResponseAt: string | null;
  touches: number;
  mergedInto: { id: string } | null;
  contact: { id: string };
}
const whole = (id: string) => desk.main.owner.does<Whole>('GET', `/api/v1/tickets/${id}`);
const linesOf = async (id: string) => (await desk.main.owner.conversation(id)).sort((a, b) => a.at.localeCompare(b.at));
const textsOf = async (id: string) => (await linesOf(id)).map((line) => line.text);
const ticketOf = async (subject: string) =>
  (await desk.main.owner.tickets('all')).find((row) => row.subject === subject)!;
const merge = (into: string, ticketIds: string[], more: Record<string, unknown> = {}) =>
  desk.main.owner.call<{ code: string; id: string }>('POST', `/api/v1/tickets/${into}/merge`, { ticketIds, ...more });
const unmerge = (id: string) => desk.main.owner.call<{ code: string }>('POST', `/api/v1/tickets/${id}/unmerge`);

const figures = async () => {
  const report = await desk.main.owner.does<OverviewReport>('GET', '/api/v1/reports/overview');
  const of = (figure: string) => {
    const { n, median } = report.durations.find((one) => one.figure === figure)!;
    return [n, median === null ? null : Math.round(median / 60)];
  };
  const { opened, waiting, solved, unanswered } = report;
  return {
    opened: opened.value,
    waiting: waiting.value,
    solved: solved.value,
    unanswered: unanswered.value,
    first: of('first-response'),
    next: of('next-response'),
    full: of('full-resolution'),
  };
};
const addsUp = async () => {
  await desk.settles();
  expect((await desk.app.get(VerifyReports).run(desk.main.workspaceId, HEADLINES)).disagreements).toEqual([]);
};

async function writes(from: string, subject: string, text: string, more: Record<string, unknown> = {}): Promise<void> {
  await desk.receivesMail({ from, subject, text, date: desk.clock.now(), ...more });
  await desk.settles();
}

describe('one customer who wrote twice', () => {
  const from = 'lena@example.com';
  let kept = '';
  let gone = '';
  let before: Awaited<ReturnType<typeof figures>>;

  it('is one ticket, in the order of time; the source is read only and out of every list and figure', async () => {
    await writes(from, 'Parcel', 'Where is my parcel?', { messageId: '<parcel1@example.com>' });
    await desk.travels(4 * MINUTE);
    await writes(from, 'My order', 'I have not got my order.', { messageId: '<order1@example.com>' });
    kept = (await ticketOf('Parcel')).id;
    gone = (await ticketOf('My order')).id;
    await desk.main.owner.does('POST', `/api/v1/tickets/${gone}/notes`, { text: 'Third time this week.' });
    await desk.travels(6 * MINUTE);
    await anna.replies(kept, 'Which address?', { thenState: 'pending' });
    await desk.travels(5 * MINUTE);
    await writes(from, 'Re: Parcel', 'Main street 5.', { inReplyTo: '<parcel1@example.com>' });
    await desk.travels(5 * MINUTE);
    await desk.main.owner.replies(gone, 'We are looking for it.');
    await addsUp();
    before = await figures();
    expect(before).toMatchObject({ opened: 2, waiting: 1 });

    expect(await merge(kept, [gone])).toMatchObject({ status: 200, body: { id: kept } });
    expect(await textsOf(kept)).toEqual([
      'Where is my parcel?',
      'I have not got my order.',
      'Third time this week.',
      'Which address?',
      'Main street 5.',
      'We are looking for it.',
    ]);
    expect(await textsOf(gone)).toEqual([]);
    // The owner's answer has answered the address too: nobody waits.
    expect(await whole(kept)).toMatchObject({ waitingSince: null, touches: 2, state: 'open' });
    expect(await whole(gone)).toMatchObject({ mergedInto: { id: kept }, waitingSince: null });
    expect((await desk.main.owner.tickets('all')).map((row) => row.id)).not.toContain(gone);
    await addsUp();
    expect(await figures()).toMatchObject({ opened: 1, waiting: 0, first: [1, 10], next: [1, 5] });
    const refused = await desk.main.owner.call<{ code: string }>('POST', `/api/v1/tickets/${gone}/notes`, {
      text: 'x',
    });
    expect([refused.status, refused.body.code]).toEqual([409, 'ticket-merged']);
  }, 60_000);

  it('whatever they answer to, lands in the one that is', async () => {
    await writes(from, 'Re: My order', 'Any news?', { inReplyTo: '<order1@example.com>' });
    const [, theirs] = await desk.relay.mailsTo(from, 2);
    await writes(from, 'Re: My order', 'Hello?', { to: theirs!.replyTo, inReplyTo: theirs!.messageId });
    expect((await textsOf(kept)).slice(-2)).toEqual(['Any news?', 'Hello?']);
    expect(await whole(kept)).toMatchObject({ waitingSince: expect.any(String) });
    await addsUp();
  }, 60_000);

  it('and two again when that was a mistake: what came before goes back, what came after stays', async () => {
    const after = await figures();
    expect(after.waiting).toBe(1);
    expect((await unmerge(gone)).status).toBe(200);
    expect(await textsOf(kept)).toEqual([
      'Where is my parcel?',
      'Which address?',
      'Main street 5.',
      'Any news?',
      'Hello?',
    ]);
    expect(await textsOf(gone)).toEqual([
      'I have not got my order.',
      'Third time this week.',
      'We are looking for it.',
    ]);
    expect(await whole(gone)).toMatchObject({ mergedInto: null, waitingSince: null });
    // "Main street 5." waits again: the answer that had ended its wait was the other ticket's.
    const [, , address] = (await linesOf(kept)).filter((line) => line.kind !== 'note');
    expect(await whole(kept)).toMatchObject({ waitingSince: address!.at, touches: 1 });
    await addsUp();
    expect(await figures()).toEqual(before);
    expect((await unmerge(gone)).status).toBe(404);
    // The thread of the one that is by itself again is its own again.
    await writes(from, 'Re: My order', 'It has come, thanks.', { inReplyTo: '<order1@example.com>' });
    expect((await textsOf(gone)).at(-1)).toBe('It has come, thanks.');
    await addsUp();
  }, 60_000);
});

describe('rules', () => {
  it('no chains, no circles, not with itself; the last merge is undone first', async () => {
    const ids: string[] = [];
    for (const name of ['one', 'two', 'three']) {
      await writes(`${name}@example.com`, `Rule ${name}`, `I am ${name}.`);
      ids.push((await ticketOf(`Rule ${name}`)).id);
    }
    const [one, two, three] = ids as [string, string, string];
    expect((await merge(one, [one])).body.code).toBe('merge-itself');
    expect((await merge(two, [one])).status).toBe(200);
    expect((await merge(one, [three])).body.code).toBe('ticket-merged');
    expect((await merge(three, [one])).body.code).toBe('ticket-merged');
    expect((await merge(three, [two])).status).toBe(200);
    expect(await textsOf(three)).toEqual(['I am one.', 'I am two.', 'I am three.']);
    expect((await unmerge(one)).body.code).toBe('unmerge-later-first');
    await addsUp();
    expect((await unmerge(two)).status).toBe(200);
    expect((await unmerge(one)).status).toBe(200);
    for (const [index, name] of ['one', 'two', 'three'].entries())
      expect(await textsOf(ids[index]!)).toEqual([`I am ${name}.`]);
    expect((await desk.twin.owner.call('POST', `/api/v1/tickets/${one}/merge`, { ticketIds: [two] })).status).toBe(404);
    await addsUp();
  }, 60_000);

  it('several at once, undone in any order', async () => {
    const names = ['red', 'green', 'blue'];
    for (const name of names) {
      await writes(`${name}@example.com`, `Colour ${name}`, `${name}?`);
      await desk.travels(MINUTE);
    }
    const [red, green, blue] = (await Promise.all(names.map((name) => ticketOf(`Colour ${name}`)))).map(
      (row) => row.id,
    ) as [string, string, string];
    await desk.main.owner.replies(green, 'Green it is.', { thenState: 'solved' });
    await addsUp();
    const before = await figures();
    expect((await merge(red, [green, blue])).status).toBe(200);
    await addsUp();
    expect(await whole(red)).toMatchObject({ waitingSince: null, state: 'open' });
    expect((await unmerge(green)).status).toBe(200);
    await addsUp();
    expect(await whole(green)).toMatchObject({ state: 'solved' });
    expect((await unmerge(blue)).status).toBe(200);
    await addsUp();
    expect(await figures()).toEqual(before);
    expect(await whole(red)).toMatchObject({ state: 'open', waitingSince: expect.any(String) });
  }, 60_000);

  it('two people who merge at the same instant, or merge while the other writes, lose nothing', async () => {
    await writes('left@example.com', 'Left', 'Left side.');
    await writes('right@example.com', 'Right', 'Right side.');
    const [left, right] = [(await ticketOf('Left')).id, (await ticketOf('Right')).id];
    const [a, b, word] = await Promise.all([
      merge(left, [right]),
      merge(right, [left]),
      anna.call<{ code?: string }>('POST', `/api/v1/tickets/${right}/notes`, { text: 'Typed meanwhile.' }),
    ]);
    expect([a.status, b.status].sort()).toEqual([200, 409]);
    const into = a.status === 200 ? left : right;
    const texts = await textsOf(into);
    expect(texts).toEqual(expect.arrayContaining(['Left side.', 'Right side.']));
    // The word is in, or was refused with a reason that lets the screen keep it.
    if (word.status === 200) expect(texts).toContain('Typed meanwhile.');
    else expect(word.body.code).toBe('ticket-merged');
    await addsUp();
  }, 60_000);
});

describe('over channels', () => {
  it('a chat that went into a mail: its next words come along, its visitor sees only what was theirs', async () => {
    const visitor = await desk.visits();
    await visitor.writes('I wrote you a mail as well.');
    await writes('chatty@example.com', 'Chatty', 'The mail.');
    await desk.settles();
    const mail = (await ticketOf('Chatty')).id;
    const chat = (await desk.main.owner.tickets('open')).find((row) => row.channel === 'chat')!.id;
    expect((await merge(mail, [chat])).status).toBe(200);
    await visitor.writes('Still there?');
    await desk.settles();
    expect(await textsOf(mail)).toEqual(
      expect.arrayContaining(['The mail.', 'I wrote you a mail as well.', 'Still there?']),
    );
    expect((await visitor.lines()).map((line) => line.text)).toEqual(['I wrote you a mail as well.', 'Still there?']);
    await desk.main.owner.replies(mail, 'By mail, then.');
    await desk.settles();
    const sent = (await desk.relay.mailsTo('chatty@example.com')).at(-1)!;
    expect(sent.text).toContain('By mail, then.');
    expect(sent.text).not.toContain('Still there?');
    expect((await unmerge(chat)).status).toBe(200);
    await visitor.writes('And now?');
    expect(await textsOf(chat)).toEqual(['I wrote you a mail as well.', 'And now?']);
    await addsUp();
  }, 60_000);
});

describe('a survey', () => {
  it('that was planned for the source is taken back, and planned again when the merge is undone', async () => {
    await writes('ask@example.com', 'Ask me', 'Please help.');
    await writes('ask@example.com', 'Ask me too', 'Please help again.');
    const [kept, gone] = [(await ticketOf('Ask me')).id, (await ticketOf('Ask me too')).id];
    await desk.main.owner.replies(gone, 'Helped.', { thenState: 'solved' });
    await desk.settles();
    await merge(kept, [gone]);
    await desk.settles();
    await desk.travels(26 * 60 * MINUTE);
    const states = async () =>
      (await desk.main.owner.conversation(gone)).filter((line) => line.card).map((line) => line.state);
    expect(await states()).toEqual([]);
    await unmerge(gone);
    await desk.settles();
    await desk.travels(MINUTE);
    expect(await states()).toEqual(['sent']);
    await desk.relay.mailsTo('ask@example.com', 2);
    await addsUp();
  }, 60_000);
});

describe('links', () => {
  it('are seen from both sides with the state of the other; one a pair; never in a circle', async () => {
    const ids: string[] = [];
    for (const name of ['problem', 'case', 'other']) {
      await writes(`${name}@example.com`, `Link ${name}`, name);
      ids.push((await ticketOf(`Link ${name}`)).id);
    }
    const [problem, one, other] = ids as [string, string, string];
    const link = (id: string, otherId: string, kind: string) =>
      desk.main.owner.call<{ code: string }>('POST', `/api/v1/tickets/${id}/links`, { otherId, kind });
    const linksOf = async (id: string) =>
      (
        await desk.main.owner.does<{ links: { id: string; kind: string; state: string }[] }>(
          'GET',
          `/api/v1/tickets/${id}`,
        )
      ).links;
    expect((await link(problem, one, 'related')).status).toBe(204);
    expect((await link(problem, one, 'parent-of')).status).toBe(204);
    expect((await link(other, problem, 'child-of')).status).toBe(204);
    expect(await linksOf(one)).toMatchObject([{ id: problem, kind: 'child-of', state: 'new' }]);
    expect((await linksOf(problem)).map((each) => each.kind)).toEqual(['parent-of', 'parent-of']);
    expect((await link(one, problem, 'parent-of')).status).toBe(204);
    expect((await link(one, other, 'child-of')).body.code).toBe('link-circle');
    await desk.main.owner.does('DELETE', `/api/v1/tickets/${one}/links/${problem}`);
    expect(await linksOf(one)).toEqual([]);
    expect((await link(one, one, 'related')).body.code).toBe('link-itself');
  }, 60_000);
});

describe('what looks alike', () => {
  it('is found among the tickets of the customer and of others, and is not asked about again', async () => {
    await writes('twice@example.com', 'Broken zipper on the blue jacket', 'It broke on the first day.');
    await writes('twice@example.com', 'Blue jacket: broken zipper!', 'It broke on the first day, as I wrote.');
    await writes('twice@example.com', 'Opening hours', 'When are you open?');
    const [first, second] = [
      (await ticketOf('Broken zipper on the blue jacket')).id,
      (await ticketOf('Blue jacket: broken zipper!')).id,
    ];
    const alike = (id: string) =>
      desk.main.owner.does<{ id: string; sameCustomer: boolean }[]>('GET', `/api/v1/tickets/${id}/alike`);
    expect((await alike(second)).map((row) => [row.id, row.sameCustomer])).toEqual([[first, true]]);
    await desk.main.owner.does('POST', `/api/v1/tickets/${second}/apart`, { otherId: first });
    expect(await alike(second)).toEqual([]);
    expect(await alike(first)).toEqual([]);
  }, 60_000);

  it('of strangers only in a burst; of people of one company whenever it is', async () => {
    const alike = async (subject: string) => {
      const { id } = await ticketOf(subject);
      const rows = await desk.main.owner.does<{ contact: { name: string | null }; subject: string }[]>(
        'GET',
        `/api/v1/tickets/${id}/alike`,
      );
      return rows.map((row) => row.subject);
    };
    await writes('one@stranger.example', 'Payment page is not opening', 'White screen.');
    await writes('two@strange.example', 'Payment page is not opening!', 'It stays white.');
    expect(await alike('Payment page is not opening!')).toEqual(['Payment page is not opening']);
    await desk.travels(5 * 60 * MINUTE);
    await writes('three@odd.example', 'Payment page is not opening?', 'Is it only me?');
    expect(await alike('Payment page is not opening?')).toEqual([]);
    const { id } = await desk.main.owner.does<{ id: string }>('POST', '/api/v1/companies', { name: 'Strangers Ltd' });
    for (const subject of ['Payment page is not opening', 'Payment page is not opening?']) {
      const { contact } = (await desk.main.owner.tickets('open')).find((row) => row.subject === subject)!;
      await desk.main.owner.does('PATCH', `/api/v1/contacts/${contact.id}`, { companyId: id });
    }
    expect(await alike('Payment page is not opening?')).toEqual(['Payment page is not opening']);
  }, 60_000);
});

describe('a follow-up', () => {
  it('is begun by an agent where the ticket is closed: to the same person, leading back', async () => {
    await writes('again@example.com', 'Long ago', 'Thanks in advance.');
    const { id } = await ticketOf('Long ago');
    const begin = () => anna.call<{ code: string; id: string }>('POST', `/api/v1/tickets/${id}/follow-up`);
    expect((await begin()).body.code).toBe('conflict');
    await desk.main.owner.replies(id, 'Done.', { thenState: 'solved' });
    await desk.travels(15 * 24 * 60 * MINUTE);
    await desk.settles();
    desk.main.owner = await desk.signIn('owner@team.test', undefined, 'story');
    anna = await desk.signIn('anna@team.test', undefined, 'story');
    desk.twin.owner = await desk.signIn('owner@team.test', undefined, 'twin');
    expect(await whole(id)).toMatchObject({ state: 'closed' });
    const next = (await begin()).body.id;
    expect(await whole(next)).toMatchObject({
      state: 'open',
      follows: { id },
      assigneeId: anna.id,
      waitingSince: null,
    });
    await anna.replies(next, 'One more thing.');
    await desk.settles();
    expect((await desk.relay.mailsTo('again@example.com', 2)).at(-1)!.text).toContain('One more thing.');
    await addsUp();
  }, 60_000);
});

describe('a ticket as a file', () => {
  it('is a page that needs nothing else, data, and the mail as it came', async () => {
    await writes('paper@example.com', 'On <paper>', 'Please print "this" & that.', {
      messageId: '<paper1@example.com>',
    });
    const { id, number } = await ticketOf('On <paper>');
    await desk.main.owner.does('POST', `/api/v1/tickets/${id}/notes`, { text: 'Between ourselves.' });
    const page = await anna.does<string>('GET', `/api/v1/tickets/${id}/export.html`);
    expect(page).toContain(`<title>#${number} On &lt;paper&gt;</title>`);
    expect(page).toContain('Please print &quot;this&quot; &amp; that.');
    expect(page).toContain('<dd>E-mail</dd>');
    // Its times are the workspace's, not the reader's: it says so.
    expect(page).toMatch(/<footer>.+ \([A-Z][\w/]+\)<\/footer>/);
    expect(page).not.toMatch(/src="(?!data:)|<script|href=/);
    const data = await anna.does<{ items: { text?: string }[]; agents: object }>(
      'GET',
      `/api/v1/tickets/${id}/export.json`,
    );
    expect(data.items.map((item) => item.text).filter(Boolean)).toEqual([
      'Please print "this" & that.',
      'Between ourselves.',
    ]);
    const [message] = await desk.main.owner.conversation(id);
    const { headers } = await anna.does<{ headers: string }>('GET', `/api/v1/messages/${message!.id}/original`);
    expect(headers).toMatch(/^Message-ID: <paper1@example.com>/im);
    expect((await desk.twin.owner.call('GET', `/api/v1/messages/${message!.id}/original`)).status).toBe(404);
    expect((await desk.twin.owner.call('GET', `/api/v1/tickets/${id}/export.json`)).status).toBe(404);
  }, 60_000);
});

describe('the trash', () => {
  const from = 'gone@example.com';
  let id = '';
  const seen = async () => (await desk.main.owner.tickets('all')).map((row) => row.id);
  const trash = () => desk.main.owner.does<{ items: { id: string; trashedBy: string }[] }>('GET', '/api/v1/trash');

  it('takes a ticket out of every list and figure, by those who may', async () => {
    await writes(from, 'Throw away', 'Please delete what I sent.', {
      messageId: '<away1@example.com>',
      attachments: [{ filename: 'secret.txt', content: 'a secret' }],
    });
    id = (await ticketOf('Throw away')).id;
    await desk.main.owner.replies(id, 'We will.', { thenState: 'solved' });
    await addsUp();
    const before = await figures();
    expect((await anna.call('POST', `/api/v1/tickets/${id}/trash`)).status).toBe(403);
    expect((await anna.call('GET', '/api/v1/trash')).status).toBe(403);
    await desk.main.owner.does('PATCH', '/api/v1/workspace', { settings: { agentsMayDelete: true } });
    await anna.does('POST', `/api/v1/tickets/${id}/trash`);
    await addsUp();
    expect(await seen()).not.toContain(id);
    expect((await desk.main.owner.tickets('spam')).map((row) => row.id)).not.toContain(id);
    expect(await figures()).toMatchObject({ opened: before.opened - 1, solved: before.solved - 1 });
    expect((await trash()).items).toMatchObject([{ id, trashedBy: anna.id }]);
    const refused = await anna.call<{ code: string }>('POST', `/api/v1/tickets/${id}/notes`, { text: 'x' });
    expect(refused.body.code).toBe('ticket-trashed');
    // What the customer writes now is a ticket of its own that leads back.
    await writes(from, 'Re: Throw away', 'One more thing.', { inReplyTo: '<away1@example.com>' });
    const next = (await desk.main.owner.tickets('open')).find((row) => row.preview.startsWith('One more thing'))!;
    expect(await whole(next.id)).toMatchObject({ follows: { id } });
    await anna.does('POST', `/api/v1/tickets/${id}/restore`);
    await addsUp();
    expect(await seen()).toContain(id);
    expect(await textsOf(id)).toEqual(['Please delete what I sent.', 'We will.']);
    expect(await figures()).toMatchObject({ solved: before.solved, opened: before.opened + 1 });
  }, 60_000);

  it('is emptied after 30 days: words, files and what came are gone, the facts and the figures stay', async () => {
    await anna.does('POST', `/api/v1/tickets/${id}/trash`);
    await addsUp();
    const before = await figures();
    await desk.travels(31 * 24 * 60 * MINUTE);
    await desk.settles();
    // A session does not last that long.
    desk.main.owner = await desk.signIn('owner@team.test', undefined, 'story');
    anna = await desk.signIn('anna@team.test', undefined, 'story');
    expect((await trash()).items).toEqual([]);
    const left = await desk.database.query(
      `SELECT (SELECT count(*) FROM message WHERE workspace_id = $1 AND ticket_id = $2) AS messages,
         (SELECT count(*) FROM file WHERE workspace_id = $1 AND name = 'secret.txt') AS files,
         (SELECT count(*) FROM raw WHERE workspace_id = $1 AND ticket_id = $2 AND (body IS NOT NULL OR summary IS NOT NULL)) AS bodies,
         (SELECT count(*) FROM fact WHERE workspace_id = $1 AND ticket_id = $2 AND type = 'ticket.erased') AS facts`,
      [desk.main.workspaceId, id],
    );
    expect(left).toEqual([{ messages: 0, files: 0, bodies: 0, facts: 1 }]);
    // The orders to the other rooms were lost with Redis: what is still to be erased there stands in a row of its own.
    const owed = () =>
      desk.database.query(`/* test */ SELECT what FROM erasure WHERE workspace_id = $1`, [desk.main.workspaceId]);
    expect(await owed()).toEqual([]);
    await desk.database.query(
      `/* test */ WITH again AS (UPDATE raw SET summary = '{"text": "still here"}' WHERE workspace_id = $1 AND ticket_id = $2 RETURNING message_id)
       INSERT INTO erasure (workspace_id, ticket_id, what, message_ids, at)
       SELECT $1, $2, 'raw-bodies', array_agg(message_id), now() FROM again`,
      [desk.main.workspaceId, id],
    );
    await desk.settles();
    expect(await owed()).toEqual([]);
    const back = await desk.database.query(
      `/* test */ SELECT 1 FROM raw WHERE workspace_id = $1 AND ticket_id = $2 AND summary IS NOT NULL`,
      [desk.main.workspaceId, id],
    );
    expect(back).toEqual([]);
    const late = await anna.call<{ code: string }>('POST', `/api/v1/tickets/${id}/restore`);
    expect([late.status, late.body.code]).toEqual([410, 'trash-over']);
    await addsUp();
    expect((await figures()).opened).toBeLessThanOrEqual(before.opened);
  }, 60_000);
});
