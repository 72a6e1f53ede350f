// Which way a customer is asked: half and half, always the same, and only what B changes is changed.
import { expect, test } from '@jest/globals';
import { armOf, varied } from './choose-arm.js';
import type { Survey } from './survey.store.js';
import { defaultSettings } from './survey-settings.js';

const survey: Survey = {
  ...{ id: 's', kind: 'csat', name: 'S', enabled: true, conditions: { all: [] } },
  settings: { ...defaultSettings('csat'), delaySeconds: { email: 3600 }, wording: { en: { followUpLow: 'Why?' } } },
};

test('half and half, the same customer always the same, another experiment another half', () => {
  const arms = Array.from({ length: 2000 }, (_, i) => armOf({ id: 'e' }, `c${i}`));
  const share = arms.filter((arm) => arm === 'a').length / arms.length;
  expect(share).toBeGreaterThan(0.45);
  expect(share).toBeLessThan(0.55);
  expect(Array.from({ length: 2000 }, (_, i) => armOf({ id: 'e' }, `c${i}`))).toEqual(arms);
  const other = Array.from({ length: 2000 }, (_, i) => armOf({ id: 'f' }, `c${i}`));
  expect(arms.filter((arm, i) => arm === other[i]).length / 2000).toBeLessThan(0.6);
});

test('a question of its own, in the languages that have one; the rest stays', () => {
  const { settings } = varied(survey, { question: { en: 'Did we help?', ru: '' } }, 'box');
  expect(settings.wording).toEqual({ en: { followUpLow: 'Why?', question: 'Did we help?' } });
  expect(settings.delaySeconds).toEqual({ email: 3600 });
});

test('a delay of its own, whatever the connection had', () => {
  expect(varied(survey, { delaySeconds: 60 }, 'box').settings.delaySeconds).toEqual({ email: 3600, box: 60 });
  expect(varied(survey, { delaySeconds: 60 }, 'box').settings.wording).toBe(survey.settings.wording);
});

test('another channel: nothing else is changed', () => {
  const { settings } = varied(survey, { byMail: true }, 'box');
  expect(settings).toEqual({ ...survey.settings, byMail: true });
});
