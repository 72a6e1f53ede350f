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
  ['csat.score.10.9', { kind: 'score', scaleMax: 10, score: 9 }],
  ['not-asked.asked-lately', { kind: 'not-asked', reason: 'asked-lately' }],
  ["not-asked.x' OR 1=1", null],
  ['csat.score.5.5; DROP', null],
  ['', null],
  ['constructor', null],
])('figure %j', (id, figure) => {
  expect(parseFigure(id)).toEqual(figure);
});
