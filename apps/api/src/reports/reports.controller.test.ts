// Who may ask a report about whom, and which figures exist.
import { expect, test } from '@jest/globals';
import { parseFigure } from './figures.js';
import { allowed } from './reports.controller.js';

const caller = (role: 'owner' | 'lead' | 'agent', agentId: string | null = 'me') => ({
  workspaceId: 'w',
  agentId,
  apiKeyId: null,
  role,
  locale: 'en',
});

test.each<[ReturnType<typeof caller>, { agentId?: string }, boolean]>([
  [caller('lead'), {}, true],
  [caller('owner'), { agentId: 'other' }, true],
  [caller('lead', null), {}, true],
  [caller('agent'), { agentId: 'me' }, true],
  [caller('agent'), {}, false],
  [caller('agent'), { agentId: 'other' }, false],
  [caller('agent', null), {}, false],
])('%j asks %j: %p', (who, query, may) => {
  if (may)
    expect(allowed(who, query)).toMatchObject({ workspaceId: 'w', agentId: query.agentId ?? null, clock: 'calendar' });
  else expect(() => allowed(who, query)).toThrow('not-allowed');
});

test.each([
  ['tickets.opened', { kind: 'plain', name: 'tickets.opened' }],
  ['full-resolution', { kind: 'duration', measure: 'full-resolution' }],
  ['csat.score.10.9', { kind: 'score', survey: 'csat', scaleMax: 10, score: 9 }],
  ['not-asked.asked-lately', { kind: 'not-asked', reason: 'asked-lately' }],
  ['tickets.hour.7.23', { kind: 'hour', weekday: 7, hour: 23 }],
  ['tickets.hour.8.1', null],
  ['tickets.hour.1.24', null],
  ['tickets.open.2026-03-29', { kind: 'open', day: '2026-03-29' }],
  ['tickets.open.2026-02-30', null],
  ['tickets.age.4', { kind: 'age', band: 4 }],
  ['tickets.age.5', null],
  ['spread.first-response.18', { kind: 'spread', measure: 'first-response', bar: 18 }],
  ['spread.first-response.19', null],
  ['spread.unanswered.1', null],
  ['touches.4', { kind: 'work', name: 'touches', touches: 4 }],
  ['touches.5', null],
  ['reopened.unjudged', { kind: 'work', name: 'reopened.unjudged', touches: null }],
  ["not-asked.x' OR 1=1", null],
  ['csat.score.5.5; DROP', null],
  ['', null],
  ['constructor', null],
])('figure %j', (id, figure) => {
  expect(parseFigure(id)).toEqual(figure);
});
