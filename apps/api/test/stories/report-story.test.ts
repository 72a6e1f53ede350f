// The lead's page over HTTP: what happened at the desk is what it shows, every figure opens its tickets, agents see their own.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../src/platform/ids.js';
import type { BoardName, BoardView } from '../../src/reports/boards/board.requests.js';
import type { BreakdownReport } from '../../src/reports/breakdown.requests.js';
import type { LoadReport } from '../../src/reports/load.requests.js';
import type { RowsPage } from '../../src/reports/report-rows.requests.js';
import type { OverviewReport } from '../../src/reports/reports.requests.js';
import type { SatisfactionReport } from '../../src/reports/satisfaction.requests.js';
import type { SatisfactionModelReport } from '../../src/reports/satisfaction-model.requests.js';
import { MailReports } from '../../src/reports/saved/mail-report.js';
import type { SavedReportView } from '../../src/reports/saved/saved-reports.requests.js';
import { VerifyReports } from '../../src/reports/verify-reports.js';
import type { WorkReport } from '../../src/reports/work.requests.js';
import { type Person, TestDesk } from '../desk.js';

const MINUTE = 60_000;
let desk: TestDesk;
let anna: Person;

const overview = (who: Person, query = '') => who.does<OverviewReport>('GET', `/api/v1/reports/overview?${query}`);
const rows = (who: Person, query: string) => who.does<RowsPage>('GET', `/api/v1/reports/rows?${query}`);
const times = (report: OverviewReport) => Object.fromEntries(report.durations.map((one) => [one.figure, one]));

beforeAll(async () => {
  desk = await TestDesk.open();
  anna = await desk.hires('Anna');
}, 60_000);
afterAll(() => desk.close());

describe('the overview', () => {
  it('shows who waits, and since when', async () => {
    const widget = await desk.visits({ locale: 'en' });
    await widget.writes('Hello?');
    await desk.settles();
    const report = await overview(desk.main.owner);
    expect(report.opened.value).toBe(1);
    expect(report.waiting).toMatchObject({ value: 1, oldestSince: expect.any(String) });
    expect(report.timeZone).toBe('Europe/Sofia');
    expect(report.days).toHaveLength(30);
    const [ticket] = await desk.main.owner.tickets('open');
    expect(report.waiting.oldestTicketId).toBe(ticket!.id);

    await desk.travels(10 * MINUTE);
    await anna.replies(ticket!.id, 'Hello! How can we help?');
    await desk.settles();
    const answered = await overview(desk.main.owner);
    expect(answered.waiting.value).toBe(0);
    const first = times(answered)['first-response']!;
    expect(first).toMatchObject({ n: 1, enough: false });
    expect(Math.abs(first.median! - 600)).toBeLessThan(15);

    await anna.solves(ticket!.id);
    await desk.settles();
    const lines = await widget.lines();
    await widget.rates(lines.at(-1)!.card!.token!, 5);
    await desk.settles();
    const rated = await overview(desk.main.owner, 'channel=chat');
    expect(rated.solved.value).toBe(1);
    expect(times(rated)['full-resolution']!.n).toBe(1);
    expect(rated.csat.score).toMatchObject({ n: 1, count: 1, share: 1 });
    expect(rated.csat.score.interval.low).toBeCloseTo(0.2065, 3);
    expect(rated.csat.responseRate).toMatchObject({ n: 1, count: 1 });
    expect((await overview(desk.main.owner, 'channel=email')).opened.value).toBe(0);
  }, 60_000);

  it('opens the tickets behind each figure', async () => {
    const [ticket] = await desk.main.owner.tickets('solved');
    for (const figure of [
      'tickets.opened',
      'tickets.solved',
      'first-response',
      'full-resolution',
      'csat.sent',
      'csat.good',
      'csat.score.5.5',
    ]) {
      const page = await rows(desk.main.owner, `figure=${figure}`);
      expect([figure, page.items.map((row) => [row.ticketId, row.number])]).toEqual([
        figure,
        [[ticket!.id, ticket!.number]],
      ]);
      expect(page.next).toBeNull();
    }
    expect((await rows(desk.main.owner, 'figure=csat.score.5.1')).items).toEqual([]);
  });

  it('credits the sender, and shows agents only themselves', async () => {
    const own = await overview(anna, `agentId=${anna.id}`);
    expect(times(own)['first-response']!.n).toBe(1);
    expect(own.csat.score.n).toBe(1);
    expect((await overview(desk.main.owner, `agentId=${desk.main.owner.id}`)).solved.value).toBe(0);
    for (const query of ['', `agentId=${desk.main.owner.id}`]) {
      expect((await anna.call('GET', `/api/v1/reports/overview?${query}`)).status).toBe(403);
      expect((await anna.call('GET', `/api/v1/reports/overview.csv?${query}`)).status).toBe(403);
      expect((await anna.call('GET', `/api/v1/reports/rows?figure=tickets.opened&${query}`)).status).toBe(403);
    }
  });

  it.each(['from=2026-02-30', 'from=2026-03-02&to=2026-03-01', 'clock=lunar', 'agentId=1', 'from=1999-01-01'])(
    'refuses %s',
    async (query) => {
      expect((await desk.main.owner.call('GET', `/api/v1/reports/overview?${query}`)).status).toBe(400);
    },
  );

  it.each(['figure=nothing', 'figure=tickets.opened&cursor=torn', 'figure=tickets.opened&limit=0', ''])(
    'refuses rows of "%s"',
    async (query) => {
      expect((await desk.main.owner.call('GET', `/api/v1/reports/rows?${query}`)).status).toBe(400);
    },
  );

  it('comes as a spreadsheet', async () => {
    const { status, body } = await desk.main.owner.call<string>('GET', '/api/v1/reports/overview.csv');
    expect(status).toBe(200);
    expect(body).toContain('tickets,,tickets.opened,1,count');
    expect(body).toContain('satisfaction,,csat.good,1,share,1,');
    expect(body).toContain('work,,touches.1,1,count');
  });

  it('tells any figure apart by who, where and what', async () => {
    const [ticket] = await desk.main.owner.tickets('solved');
    await desk.main.owner.does('POST', `/api/v1/tickets/${ticket!.id}/tags`, { names: ['delivery', 'refund'] });
    await desk.settles();
    const by = (query: string) => desk.main.owner.does<BreakdownReport>('GET', `/api/v1/reports/breakdown?${query}`);
    const times = await by('figure=first-response&by=agent');
    expect(times.items).toHaveLength(1);
    expect(times).toMatchObject({ shows: 'duration', groups: 1, present: false });
    expect(times.items[0]).toMatchObject({ group: anna.id, name: 'Anna', n: 1, enough: false, previousN: 0 });
    expect(Math.abs(times.items[0]!.value! - 600)).toBeLessThan(15);
    expect(times.items[0]!.change.verdict).toBe('too-few');
    const tags = await by('figure=csat.good&by=tag');
    expect(tags.items.map((item) => item.name).sort()).toEqual(['delivery', 'refund']);
    expect(tags.items[0]).toMatchObject({ n: 1, count: 1, value: 1, enough: false });
    expect(tags.items[0]!.interval.low).toBeCloseTo(0.2065, 3);
    expect((await by('figure=tickets.opened&by=team')).items).toMatchObject([{ group: null, name: null, value: 1 }]);
    const opened = `figure=csat.good&by=tag&group=${tags.items[0]!.group}`;
    expect((await rows(desk.main.owner, opened)).items.map((row) => row.ticketId)).toEqual([ticket!.id]);
    expect((await rows(desk.main.owner, 'figure=csat.good&by=tag&group=')).items).toEqual([]);
    const file = await desk.main.owner.call<string>('GET', '/api/v1/reports/breakdown.csv?figure=csat.good&by=tag');
    expect(file.body).toContain(',refund,share,1,1,1,0.20');
    expect((await anna.call('GET', '/api/v1/reports/breakdown?figure=csat.good&by=tag')).status).toBe(403);
    expect((await desk.main.owner.call('GET', '/api/v1/reports/breakdown?figure=csat.good&by=mood')).status).toBe(400);
  });

  it('shows satisfaction of one kind, who answered and who was silent', async () => {
    const shown = (who: Person, query = '') =>
      who.does<SatisfactionReport>('GET', `/api/v1/reports/satisfaction?${query}`);
    const report = await shown(desk.main.owner);
    expect(report).toMatchObject({ kind: 'csat', unit: 'share', step: 'day', kinds: [{ kind: 'csat', sent: 1 }] });
    expect(report.score).toMatchObject({ n: 1, value: 1, enough: false, change: { verdict: 'too-few' } });
    expect(report.responseRate).toMatchObject({ n: 1, count: 1, share: 1 });
    expect(report.hundred).toMatchObject({ value: 100, band: 'good' });
    expect(report.silent).toMatchObject({ sent: 1, answered: 1, everybody: { value: 1 } });
    const [ticket] = await desk.main.owner.tickets('solved');
    const agents = report.groups.find((one) => one.by === 'agent')!.items;
    expect(agents).toMatchObject([{ group: anna.id, name: 'Anna', sent: 1, answered: 1, score: 1, enough: false }]);
    const waits = report.groups.find((one) => one.by === 'wait')!.items;
    expect(waits).toMatchObject([{ group: '0', answered: 1 }]);
    const behind = async (query: string) =>
      (await rows(desk.main.owner, query)).items.map((row) => [row.ticketId, row.value]);
    for (const query of ['figure=csat.everybody&by=wait&group=0', 'figure=csat.points&by=reopened&group=no'])
      expect(await behind(query)).toEqual([[ticket!.id, 5]]);
    for (const query of ['figure=csat.silent', 'figure=csat.low', 'figure=csat.good&by=reason&group=fast'])
      expect(await behind(query)).toEqual([]);
    const nps = await shown(desk.main.owner, 'kind=nps');
    expect(nps).toMatchObject({ kind: 'nps', unit: 'points', hundred: null, score: { n: 0, value: null } });
    const refused = 'figure=tickets.opened&by=wait&group=0';
    expect((await desk.main.owner.call('GET', `/api/v1/reports/rows?${refused}`)).status).toBe(400);
    expect((await anna.call('GET', '/api/v1/reports/satisfaction')).status).toBe(403);
    expect((await shown(anna, `agentId=${anna.id}`)).score.n).toBe(1);
  });

  it('shows when tickets come, what lies open and for how long', async () => {
    const load = () => desk.main.owner.does<LoadReport>('GET', '/api/v1/reports/load');
    const before = await load();
    const came = before.hours.filter((one) => one.n > 0);
    expect(came.map((one) => one.n)).toEqual([1]);
    expect(before.hours).toHaveLength(168);
    expect(before.weekdays.reduce((sum, n) => sum + n, 0)).toBe(30);
    expect(before.days.at(-1)!.n).toBe(0);
    expect(before.ages.map((one) => one.n)).toEqual([0, 0, 0, 0, 0]);
    const first = before.spreads[0]!;
    expect(first.bars.filter((bar) => bar.n > 0)).toMatchObject([
      { figure: 'spread.first-response.5', from: 480, n: 1 },
    ]);

    const other = await desk.visits({ locale: 'en' });
    await other.writes('Is anybody there?');
    await desk.settles();
    const [ticket] = await desk.main.owner.tickets('open');
    const after = await load();
    expect(after.days.slice(-2).map((one) => one.n)).toEqual([0, 1]);
    expect(after.ages.map((one) => one.n)).toEqual([1, 0, 0, 0, 0]);
    for (const figure of [after.days.at(-1)!.figure, 'tickets.age.0'])
      expect((await rows(desk.main.owner, `figure=${figure}`)).items.map((row) => row.ticketId)).toEqual([ticket!.id]);
    expect((await rows(desk.main.owner, `figure=${after.days.at(-2)!.figure}`)).items).toEqual([]);
    expect((await rows(desk.main.owner, 'figure=spread.first-response.5')).items).toHaveLength(1);

    await anna.solves(ticket!.id);
    await desk.settles();
    expect((await load()).days.at(-1)!.n).toBe(0);
    await other.writes('Still not working');
    await desk.settles();
    expect((await load()).days.at(-1)!.n).toBe(1);
    await anna.solves(ticket!.id);
    await desk.main.owner.does('POST', `/api/v1/tickets/${ticket!.id}/spam`, { spam: true });
    await desk.settles();
    expect((await load()).days.at(-1)!.n).toBe(0);
    expect((await anna.call('GET', '/api/v1/reports/load')).status).toBe(403);
  });

  it('shows what solving took, and judges reopenings when seven days have gone by', async () => {
    const work = () => desk.main.owner.does<WorkReport>('GET', '/api/v1/reports/work');
    const report = await work();
    expect(report).toMatchObject({ solved: 1, unjudged: 1, touches: { mean: 1 }, handoffs: { mean: 0 } });
    expect(report.waits.map(({ figure, n }) => [figure, n])).toEqual([
      ['requester-wait', 1],
      ['agent-wait', 1],
    ]);
    expect(Math.abs(report.waits[0]!.median! - 600)).toBeLessThan(30);
    expect(report.distribution.map(({ count }) => count)).toEqual([0, 1, 0, 0, 0]);
    expect(report).toMatchObject({ oneTouch: { n: 0, share: null }, reopened: { n: 0 }, noHandoffs: { count: 1 } });
    const [ticket] = await desk.main.owner.tickets('solved');
    for (const figure of ['requester-wait', 'handoffs', 'handoffs.none', 'touches.1', 'reopened.unjudged'])
      expect((await rows(desk.main.owner, `figure=${figure}`)).items.map((row) => row.ticketId)).toEqual([ticket!.id]);
    for (const figure of ['one-touch', 'reopened', 'touches.0'])
      expect((await rows(desk.main.owner, `figure=${figure}`)).items).toEqual([]);
    expect((await anna.call('GET', '/api/v1/reports/work')).status).toBe(403);
  });

  it('leaves spam out, and takes it back', async () => {
    const [ticket] = await desk.main.owner.tickets('solved');
    const mark = (spam: boolean) => desk.main.owner.does('POST', `/api/v1/tickets/${ticket!.id}/spam`, { spam });
    await mark(true);
    await desk.settles();
    expect(await overview(desk.main.owner)).toMatchObject({
      opened: { value: 0 },
      solved: { value: 0 },
      csat: { score: { n: 0 } },
    });
    await mark(false);
    await desk.settles();
    expect(await overview(desk.main.owner)).toMatchObject({
      opened: { value: 1 },
      solved: { value: 1 },
      csat: { score: { n: 1 } },
    });
  });

  it('agrees with the facts, and the twin has none of it', async () => {
    const found = await desk.app.get(VerifyReports, { strict: false }).run();
    expect(found.disagreements).toEqual([]);
    expect(found).toMatchObject({ workspaces: 2, pending: 0 });
    expect((await overview(desk.twin.owner)).opened.value).toBe(0);
  });
});

describe('what may be foreseen', () => {
  const model = (who: Person) => who.does<SatisfactionModelReport>('GET', '/api/v1/reports/satisfaction/model');

  it('says how many answers are missing', async () => {
    expect(await model(desk.main.owner)).toMatchObject({ state: 'too-few', version: 0, needed: 300, flags: false });
    expect((await anna.call('GET', '/api/v1/reports/satisfaction/model')).status).toBe(403);
  });

  it('learns from the answers once a day, and marks open tickets', async () => {
    const widget = await desk.visits({ locale: 'en' });
    await widget.writes('It broke again');
    await desk.settles();
    const [ticket] = await desk.main.owner.tickets('open');
    expect(ticket!.satisfactionRisk).toBe(false);
    // Of chats four in five end badly, of mails one in ten; a third of all never answer.
    await desk.database.query(
      `INSERT INTO report_survey (workspace_id, ticket_id, episode, decided_at, kind, asked, sent_at, channel, connection_id, scale_max, version, score, good, answered_at, language, wait_s)
       SELECT $1, gen_random_uuid(), 1, $2::timestamptz, 'csat', true, $2::timestamptz - n * interval '1 hour', c.channel, gen_random_uuid(), 5, 1, s.score, s.score > 3,
         $2::timestamptz, 'en', (ARRAY[60, 600, 3600, 14400, 90000, 200000])[1 + n / 3 % 6]
       FROM generate_series(1, 700) AS n, LATERAL (SELECT CASE WHEN n % 3 = 0 THEN 'chat' ELSE 'email' END AS channel) AS c,
         LATERAL (SELECT CASE WHEN n % 7 < 2 THEN NULL WHEN c.channel = 'chat' AND n % 5 > 0 OR n % 10 = 1 THEN 1 ELSE 5 END AS score) AS s`,
      [desk.main.workspaceId, desk.clock.now()],
    );
    await desk.travels(25 * 60 * MINUTE);
    const report = await model(desk.main.owner);
    expect(report).toMatchObject({ state: 'trained', version: 1, flags: true });
    expect(report.auc!.interval.low).toBeGreaterThan(0.5);
    expect(report.drivers[0]).toMatchObject({ feature: 'channel', level: 'chat', against: 'email', per: 'level' });
    expect(report.drivers[0]!.oddsRatio).toBeLessThan(0.5);
    expect(report.silent!.everybody.interval.low).toBeLessThan(report.silent!.everybody.value);
    const [marked] = await desk.main.owner.tickets('open');
    expect(marked).toMatchObject({ id: ticket!.id, satisfactionRisk: true });

    await desk.travels(60 * MINUTE);
    expect((await model(desk.main.owner)).version).toBe(1);
    await desk.travels(24 * 60 * MINUTE);
    expect((await model(desk.main.owner)).version).toBe(2);
  }, 60_000);
});

describe('a board of the reports', () => {
  const tile = { id: newId(), shows: 'overview.first-response', name: null, wide: false, period: null, filters: null };
  const board = { name: 'Morning', seenBy: 'leads', period: '7', filters: {}, tiles: [tile] };
  const path = '/api/v1/boards';
  const see = async (who: Person) => (await who.does<BoardName[]>('GET', path)).map(({ name }) => name);

  it('is made by leads, seen by whom it is for, and never changed unseen', async () => {
    const { owner } = desk.main;
    const lead = await desk.hires('Boris', 'lead');
    expect((await anna.call('POST', path, board)).status).toBe(403);
    const made = await owner.does<BoardView>('POST', path, board);
    const one = `${path}/${made.id}`;
    expect([await see(lead), await see(anna), await see(desk.twin.owner)]).toEqual([['Morning'], [], []]);
    for (const who of [anna, desk.twin.owner]) expect((await who.call('GET', one)).status).toBe(404);
    expect((await desk.twin.owner.call('PUT', one, { ...board, version: 1 })).status).toBe(404);

    const wider = { ...board, seenBy: 'everyone', tiles: [{ ...tile, wide: true }] };
    expect(await lead.does<BoardView>('PUT', one, { ...wider, version: 1 })).toMatchObject({ version: 2 });
    const late = await owner.call<{ code: string }>('PUT', one, { ...board, version: 1 });
    expect([late.status, late.body.code]).toEqual([409, 'changed-since']);
    expect((await lead.call('PUT', one, { ...wider, seenBy: 'me', version: 2 })).status).toBe(403);
    expect(await anna.does<BoardView>('GET', one)).toMatchObject({ ...wider, version: 2, mayChange: false });
    expect((await anna.call('PUT', one, { ...wider, version: 2 })).status).toBe(403);
    expect((await anna.call('DELETE', one)).status).toBe(403);

    const torn = { ...wider, version: 2, tiles: [{ ...tile, filters: { teamId: 'ours' } }] };
    const refused = await lead.call<{ code: string; fields: string[] }>('PUT', one, torn);
    expect([refused.status, refused.body.code]).toEqual([400, 'validation-failed']);
    expect(refused.body.fields).toEqual(['tiles.0.filters.teamId']);
    const many = Array.from({ length: 25 }, () => ({ ...tile, id: newId() }));
    expect((await lead.call('PUT', one, { ...wider, version: 2, tiles: many })).status).toBe(400);
    expect((await lead.call('DELETE', one)).status).toBe(204);
    expect(await see(owner)).toEqual([]);
  }, 20_000);
});

// Last: it travels for weeks, over the end of everybody's session.
describe('kept and brought', () => {
  const WEEKLY = { every: 'week', day: 1, at: '09:00', timeZone: 'Europe/Sofia', locale: 'ru' };
  const words = { name: 'Delivery', shared: true, tab: 'overview', period: 'last-week', search: { channel: 'chat' } };

  it('leaves as a file, by the same figures', async () => {
    const bytes = async (query: string) => {
      const path = `${desk.url}/api/v1/reports/file?${query}`;
      const answer = await fetch(path, { headers: desk.main.owner.headers });
      expect(answer.status).toBe(200);
      return Buffer.from(await answer.arrayBuffer());
    };
    for (const tab of ['overview', 'satisfaction', 'breakdown', 'cards', 'load', 'monthly', 'loyalty', 'answers']) {
      expect((await bytes(`tab=${tab}&as=pdf&locale=bg`)).subarray(0, 5).toString()).toBe('%PDF-');
      expect((await bytes(`tab=${tab}&as=xlsx`)).subarray(0, 2).toString()).toBe('PK');
    }
    const csv = await desk.main.owner.call<string>('GET', '/api/v1/reports/overview.csv');
    expect((await bytes('tab=overview&as=csv')).toString().replace('\uFEFF', '')).toBe(csv.body.replace('\uFEFF', ''));
    expect((await anna.call('GET', '/api/v1/reports/file?tab=overview&as=pdf')).status).toBe(403);
    for (const tab of ['monthly', 'loyalty', 'answers'])
      expect((await anna.call('GET', `/api/v1/reports/file?tab=${tab}&as=pdf&agentId=${anna.id}`)).status).toBe(403);
  }, 20_000);

  it('is one’s own, or everybody’s by a lead', async () => {
    const { owner } = desk.main;
    const names = async (who: Person) =>
      (await who.does<SavedReportView[]>('GET', '/api/v1/saved-reports')).map(({ name }) => name);
    const own = { ...words, name: 'Mine', shared: false };
    await anna.does('POST', '/api/v1/saved-reports', own);
    expect((await anna.call('POST', '/api/v1/saved-reports', words)).status).toBe(403);
    const saved = await owner.does<SavedReportView>('POST', '/api/v1/saved-reports', words);
    expect(await names(owner)).toEqual(['Delivery']);
    expect(await names(anna)).toEqual(['Delivery', 'Mine']);
    expect((await anna.call('PUT', `/api/v1/saved-reports/${saved.id}`, words)).status).toBe(403);
    expect(await names(desk.twin.owner)).toEqual([]);
    const torn = { ...words, search: { channel: ['x'] } };
    expect((await owner.call('PUT', `/api/v1/saved-reports/${saved.id}`, torn)).status).toBe(400);
  });

  it('comes by mail once for each due instant, outside by an owner’s word alone', async () => {
    const { owner } = desk.main;
    const lead = await desk.hires('Lena', 'lead');
    const [saved] = await owner.does<SavedReportView[]>('GET', '/api/v1/saved-reports');
    const path = `/api/v1/saved-reports/${saved!.id}/mailing`;
    const boss = 'boss@elsewhere.example';
    const mailing = { ...WEEKLY, agentIds: [lead.id], addresses: [boss], files: ['pdf', 'xlsx', 'csv'] };
    expect((await lead.call('PUT', path, mailing)).status).toBe(403);
    await owner.does('PUT', path, mailing);
    await lead.does('PUT', path, { ...mailing, at: '08:00' });
    const mails = () => desk.relay.mails.filter(({ to }) => to.includes(boss)).length;
    expect(mails()).toBe(0);
    await desk.travels(7 * 86_400_000);
    expect(mails()).toBe(1);
    const made = desk.app.get(MailReports);
    await Promise.all([1, 2, 3].map(() => made.run({ workspaceId: desk.main.workspaceId, reportId: saved!.id })));
    await desk.settles();
    expect(mails()).toBe(1);
    const mail = (await desk.relay.mailsTo(boss, 1))[0]!;
    expect(mail.subject).toMatch(/^Delivery: /);
    expect(mail.text).toContain('Поступило');
    expect(mail.text).toContain(`${desk.url}/reports?saved=${saved!.id}`);
    for (const name of ['overview.pdf', 'overview.xlsx', 'overview.csv']) expect(mail.raw).toContain(name);
    await desk.travels(7 * 86_400_000);
    expect(mails()).toBe(2);
    // One click of the mail program ends them, for this receiver alone; opening the link does not.
    expect(mail.headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click');
    const link = /^<(.+)>$/.exec(mail.headers['list-unsubscribe']!)![1]!;
    expect(mail.text).toContain(link);
    // Sessions end in the time that goes by.
    const back = await desk.signIn('owner@team.test', undefined, 'story');
    const receivers = async () =>
      (await back.does<SavedReportView[]>('GET', '/api/v1/saved-reports'))[0]!.mailing?.addresses ?? null;
    expect([(await fetch(link)).status, await receivers()]).toEqual([200, [boss]]);
    expect((await fetch(`${link}x`, { method: 'POST' })).status).toBe(404);
    const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
    expect([(await fetch(link, { method: 'POST', body })).status, await receivers()]).toEqual([200, []]);
    const hers = (await desk.relay.mailsTo('lena@team.test', 1))[0]!;
    const own = /^<(.+)>$/.exec(hers.headers['list-unsubscribe']!)![1]!;
    expect([(await fetch(own, { method: 'POST', body })).status, await receivers()]).toEqual([200, null]);
    await desk.travels(7 * 86_400_000);
    expect(mails()).toBe(2);
  }, 40_000);
});
