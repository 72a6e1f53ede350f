// What is saved of a report: days with a name move on with time, own days stay; a saved report opens as of today.
import { expect, test } from '@jest/globals';
import type { SavedReport } from '../api/shapes.js';
import { fileQuery, kept, shownAgain } from './saved-reports.js';

const TODAY = '2026-11-22';
const saved = (words: object) => ({ id: 'x', search: {}, period: null, tab: 'overview', ...words }) as SavedReport;

test.each([
  [{}, { tab: 'overview', period: '30', search: {} }],
  [
    { from: '2026-10-01', to: '2026-10-31', channel: 'email' },
    { tab: 'overview', period: 'last-month', search: { channel: 'email' } },
  ],
  [
    { tab: 'breakdown', by: 'team', saved: 'y', from: '2026-01-05', to: '2026-02-01' },
    { tab: 'breakdown', period: null, search: { by: 'team', from: '2026-01-05', to: '2026-02-01' } },
  ],
])('kept of %j', (search, is) => {
  expect(kept(search, TODAY)).toEqual(is);
});

test('shown again in another month', () => {
  const report = saved({ period: 'last-month', tab: 'breakdown', search: { by: 'team' } });
  const days = { from: '2026-11-01', to: '2026-11-30' };
  expect(shownAgain(report, '2026-12-03')).toEqual({ ...days, by: 'team', tab: 'breakdown', saved: 'x' });
});

test('as a file', () => {
  expect(fileQuery({ tab: 'breakdown', by: 'team', saved: 'x' }, 'pdf', null)).toBe('tab=breakdown&as=pdf&by=team');
  expect(fileQuery({}, 'csv', 'me')).toBe('agentId=me&tab=overview&as=csv');
  // What was chosen of open answers says nothing of tickets, nor the other way.
  const chosen = { standing: 'low', tag: '7', ticketTag: '8', ticketLanguage: 'ru' };
  expect(fileQuery(chosen, 'pdf', null)).toBe('language=ru&tag=8&tab=overview&as=pdf');
  expect(fileQuery({ ...chosen, tab: 'answers' }, 'xlsx', null)).toBe('standing=low&tag=7&tab=answers&as=xlsx');
  expect(fileQuery({ tab: 'answers' }, 'pdf', 'me')).toBeNull();
  const asked = fileQuery({ tab: 'satisfaction', kind: 'nps', teamId: 't' }, 'xlsx', null);
  expect(asked).toBe('teamId=t&tab=satisfaction&as=xlsx&kind=nps');
  expect(fileQuery({ tab: 'loyalty', gone: '30', by: 'team' }, 'pdf', null)).toBe('gone=30&tab=loyalty&as=pdf');
  expect(fileQuery({ tab: 'live' }, 'pdf', null)).toBeNull();
});
