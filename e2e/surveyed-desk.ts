// What a furnished desk has around its surveys: a case, what was learned, a link, rounds, an experiment, and a report that is mailed.
import { randomUUID } from 'node:crypto';
import type { FurnishedDesk } from './furnished-desk.js';
import type { DeskCaller } from './running-desk.js';

const HOUR = 3_600_000;
const TILE = { name: null, wide: false, period: null, filters: null };
const BOARD = {
  ...{ name: 'Каждое утро', seenBy: 'everyone', period: '30', filters: {} },
  tiles: [
    { ...TILE, shows: 'overview.opened' },
    { ...TILE, shows: 'overview.first-response', name: 'Почта отвечает', filters: { channel: 'email' } },
    { ...TILE, shows: 'satisfaction.score', period: '90' },
    { ...TILE, shows: 'overview.waiting' },
    { ...TILE, shows: 'overview.sentence', wide: true },
    { ...TILE, shows: 'overview.tickets-chart', wide: true, period: '7' },
    { ...TILE, shows: 'breakdown.table', wide: true, figure: 'first-response', by: 'channel' },
    { ...TILE, shows: 'satisfaction.answers', wide: true, kind: 'csat' },
    { ...TILE, shows: 'load.hours', wide: true },
    { ...TILE, shows: 'load.ages' },
  ],
};

/** A report that goes out by mail, a survey that goes its rounds from tomorrow, and an experiment with the other one. */
export async function keptAndTried(call: DeskCaller): Promise<string> {
  const page = { tab: 'overview', period: '30', search: { channel: 'email' }, shared: true };
  const report = await call<{ id: string }>('POST', '/api/v1/saved-reports', { name: 'Почта за месяц', ...page });
  const me = await call<{ agent: { id: string } }>('GET', '/api/v1/me');
  const weekly = { every: 'week', day: 1, at: '09:00', timeZone: 'Europe/Sofia', locale: 'ru', files: ['pdf', 'xlsx'] };
  const to = { agentIds: [me.agent.id], addresses: ['director@lipa.example'] };
  await call('PUT', `/api/v1/saved-reports/${report.id}/mailing`, { ...weekly, ...to });
  const [survey] = await call<{ id: string }[]>('GET', '/api/v1/surveys');
  const question = { en: 'Did you get what you came for?', ru: 'Получилось ли то, за чем вы пришли?' };
  const rule = { question, measure: 'answered', base: 0.3, effect: 0.05 };
  await call('POST', `/api/v1/surveys/${survey!.id}/experiment`, rule);
  const startOn = new Date(Date.now() + 24 * HOUR).toISOString().slice(0, 10);
  const rounds = { everyDays: 90, startOn, segmentId: null, activeDays: 90 };
  const nps = { kind: 'nps', name: 'Раз в квартал: советуют ли нас', enabled: true, automatic: false, rounds };
  await call('POST', '/api/v1/surveys', nps);
  await call('POST', '/api/v1/boards', { ...BOARD, tiles: BOARD.tiles.map((tile) => ({ ...tile, id: randomUUID() })) });
  return report.id;
}

/** What became of the bad answer so far, and what everybody may read of it. */
export async function caseAndWhatWasLearned(
  call: DeskCaller,
): Promise<Pick<FurnishedDesk, 'badCase' | 'said' | 'link'>> {
  const { items } = await call<{ items: { id: string; ticket: { id: string } }[] }>('GET', '/api/v1/cases');
  const [{ id, ticket }] = items as [{ id: string; ticket: { id: string } }];
  await call('POST', `/api/v1/tickets/${ticket.id}/answers/read`);
  await call('PATCH', `/api/v1/cases/${id}`, { told: 'Отправили вам новую пачку, она будет завтра. Простите нас!' });
  const ru = {
    said: 'Посылки идут слишком долго.',
    did: 'Теперь отправляем в день заказа, если он сделан до полудня.',
  };
  const en = { said: 'Parcels take too long.', did: 'What is ordered before noon now leaves on the same day.' };
  await call('POST', '/api/v1/you-said', { words: { ru, en }, day: '2026-11-02', shown: true });
  await call('PUT', '/api/v1/you-said/open', { open: true });
  const [survey] = await call<{ id: string }[]>('GET', '/api/v1/surveys');
  const link = { name: 'Столик у окна', who: 'anybody' };
  const { url: asked } = await call<{ url: string }>('POST', `/api/v1/surveys/${survey!.id}/links`, link);
  await call('POST', '/api/v1/hooks', { kind: 'webhook', name: 'Дежурный', url: 'https://alarm.lipa.example/in' });
  const { url } = await call<{ url: string }>('GET', '/api/v1/you-said');
  return { badCase: { id, ticketId: ticket.id }, said: new URL(url).pathname, link: new URL(asked).pathname };
}
