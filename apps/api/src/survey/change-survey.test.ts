// What a lead may set, and what is refused by name.
import { expect, test } from '@jest/globals';
import { changedSurvey, type SurveyChange, spoils } from './change-survey.js';
import type { Survey } from './survey.store.js';
import { defaultSettings, type MoreQuestion } from './survey-settings.js';

const survey: Survey = {
  id: 's',
  kind: 'csat',
  name: 'n',
  enabled: true,
  conditions: { all: [] },
  settings: defaultSettings('csat'),
};

const question = (id: string): MoreQuestion => ({ id, kind: 'nps', scaleMax: 10, look: 'numbers', words: {} });

test('a look that does not suit another scale gives way to the usual one', () => {
  expect(changedSurvey(survey, { scaleMax: 2 }, {}).settings.look).toBe('thumbs');
  expect(changedSurvey(survey, { scaleMax: 10, look: 'faces' }, {}).settings.look).toBe('numbers');
  expect(changedSurvey(survey, { scaleMax: 10, look: 'stars' }, {}).settings.look).toBe('stars');
});

test('only what is given changes', () => {
  const changed = changedSurvey(survey, { enabled: false, perPersonDays: 0, scaleMax: undefined }, {});
  expect(changed).toMatchObject({
    name: 'n',
    enabled: false,
    settings: { perPersonDays: 0, scaleMax: 5, expiryDays: 14 },
  });
});

test('delays by kind and by connection replace the old ones', () => {
  const delaySeconds = { email: 60, '01a200e7-2dab-70c2-b7ae-621849e60531': 0 };
  expect(changedSurvey(survey, { delaySeconds }, {}).settings.delaySeconds).toEqual(delaySeconds);
});

test.each([
  ['a scale that is not allowed', { scaleMax: 4 }, ['scaleMax']],
  ['a share over 100', { samplingPercent: 101 }, ['samplingPercent']],
  ['no number', { samplingPercent: Number.NaN }, ['samplingPercent']],
  ['a negative delay', { delaySeconds: { email: -1 } }, ['delaySeconds']],
  ['a delay in words', { delaySeconds: { email: '60' } }, ['delaySeconds']],
  ['a delay of a month', { delaySeconds: { email: 31 * 86_400 } }, ['delaySeconds']],
  ['neither a channel nor a connection', { delaySeconds: { emial: 1 } }, ['delaySeconds']],
  ['a third further question', { more: [question('a'), question('b'), question('c')] }, ['more']],
  ['a question twice', { more: [question('a'), question('a')] }, ['more']],
  ['stars for a recommendation', { more: [{ ...question('a'), look: 'stars' }] }, ['more.0']],
  ['a reason without words', { reasons: [{ id: 'r', on: ['low'], words: { en: ' ' } }] }, ['reasons.0']],
  ['a reason after no score', { reasons: [{ id: 'r', on: [], words: { en: 'Slow' } }] }, ['reasons.0']],
  ['a condition over nothing we know', { conditions: { field: 'mood', op: 'set' } }, ['conditions.field']],
  ['a night without an end', { quiet: { from: '22:00', to: '22:00' } }, ['quiet']],
  ['a reminder of what has expired', { reminderDays: 14 }, ['reminderDays']],
  ['two at once', { scaleMax: 9, samplingPercent: -1 }, ['scaleMax', 'samplingPercent']],
] as [string, SurveyChange, string[]][])('refused: %s', (_, change, fields) => {
  expect(() => changedSurvey(survey, change, {})).toThrow(
    expect.objectContaining({ code: 'validation-failed', params: { fields } }),
  );
});

test('what would spoil an experiment: whom it asks, what and when; not its name, and not what becomes of an answer', () => {
  const after = (change: SurveyChange) => spoils(survey, changedSurvey(survey, change, {}));
  for (const change of [{ enabled: false }, { scaleMax: 7 }, { delaySeconds: { email: 1 } }, { byMail: true }])
    expect([change, after(change)]).toEqual([change, true]);
  const { settings } = survey;
  const same = { conditions: survey.conditions, wording: settings.wording, cases: { ...settings.cases, dueHours: 2 } };
  expect(after({ ...same, name: 'other', reviews: [{ label: 'a', url: 'https://example.org' }] })).toBe(false);
});
