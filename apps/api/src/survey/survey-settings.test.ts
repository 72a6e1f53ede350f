// Whose delay counts, and whose words.
import { expect, test } from '@jest/globals';
import { defaultSettings, followUpIn, questionIn, rulesFor } from './survey-settings.js';

const survey = (delaySeconds: Record<string, number>) => ({
  enabled: true,
  kind: 'csat' as const,
  settings: { ...defaultSettings('csat'), delaySeconds },
});
const where = { connectionId: 'c1', channel: 'email', channelDelaySeconds: 3600 };

test.each([
  [{}, 3600],
  [{ email: 60 }, 60],
  [{ email: 60, c1: 0 }, 0],
  [{ c2: 5 }, 3600],
] as [Record<string, number>, number][])('delays %j: %i s', (delays, expected) => {
  expect(rulesFor(survey(delays), where).delaySeconds).toBe(expected);
});

test('the defaults are those of DEFINITIONS.md', () => {
  expect(rulesFor(survey({}), where)).toMatchObject({ perPersonDays: 7, samplingRate: 1, expiryDays: 14, scaleMax: 5 });
});

test('own words where there are some, ours elsewhere', () => {
  const wording = { ru: { question: 'Как вам?', followUpLow: 'Что не так?' } };
  expect(questionIn('csat', { ...defaultSettings('csat'), wording }, 'ru')).toBe('Как вам?');
  expect(questionIn('csat', { ...defaultSettings('csat'), wording }, 'bg')).toMatch(/Доволни/);
  expect(questionIn('csat', { ...defaultSettings('csat'), wording }, 'bg', true)).toBe('Доволни ли сте от нас?');
  expect(questionIn('csat', { ...defaultSettings('csat'), wording }, 'ru', true)).toBe('Как вам?');
  expect(followUpIn({ kind: 'csat', scaleMax: 5, wording }, 1, 'ru')).toBe('Что не так?');
  expect(followUpIn({ kind: 'csat', scaleMax: 5, wording }, 5, 'ru')).toMatch(/понравилось/);
});
