// The page in every language and scale: small, whole, without scripts, and closed against words from outside.
import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import type { SurveyKind } from '@otklik/survey';
import { LOCALES, type Locale } from '../platform/words/words.js';
import { SCRIPT } from './page-script.js';
import { PAGE_POLICY } from './page-style.js';
import { type AskPage, askPage, optOutPage, problemPage } from './survey-page.js';

const page = (given: Partial<AskPage> = {}): AskPage => ({
  locale: 'en',
  path: '/s/abc',
  about: {
    number: 7,
    subject: 'Late parcel',
    solvedAt: new Date('2026-11-20T22:30:00Z'),
    workspace: 'Shop',
    timeZone: 'Europe/Sofia',
  },
  scale: { kind: 'csat', min: 1, max: 5, question: 'How satisfied are you?' },
  chosen: null,
  nothingChosen: false,
  saved: null,
  ...given,
});

const told = { reasons: [], more: {}, toldMore: false };

test.each(
  LOCALES.flatMap((locale) =>
    (
      [
        ['csat', 5],
        ['csat', 10],
        ['nps', 10],
        ['ces', 7],
        ['csat', 2],
      ] as [SurveyKind, number][]
    ).map((s) => [locale, ...s] as [Locale, SurveyKind, number]),
  ),
)('%s, %s to %i: under 15 KB, no script, one radio a point', (locale, kind, max) => {
  const scale = { kind, min: kind === 'nps' ? 0 : 1, max, question: 'q'.repeat(200) };
  const saved = { ...told, score: max, comment: 'я'.repeat(2000), followUp: 'Why?' };
  const html = askPage(page({ locale, scale, saved }));
  expect(Buffer.byteLength(html)).toBeLessThan(15 * 1024);
  expect(html).not.toMatch(/<script|javascript:| on\w+=/);
  expect(html.match(/type="radio"/g)).toHaveLength(max - scale.min + 1);
  expect(html).toContain(`<html lang="${locale}">`);
});

test.each<[SurveyKind, number]>([
  ['csat', 5],
  ['csat', 2],
  ['nps', 10],
])('%s to %i: the points stand in the order of the letter and the messengers, worst first', (kind, max) => {
  const html = askPage(page({ scale: { kind, min: kind === 'nps' ? 0 : 1, max, question: 'How?' } }));
  const scores = [...html.matchAll(/type="radio" name="score" value="(\d+)"/g)].map(([, score]) => Number(score));
  expect(scores).toEqual(scores.toSorted((a, b) => a - b));
  expect(scores).toHaveLength(kind === 'nps' ? 11 : max);
});

test('what is typed is kept by one small script beside an answer, named in the policy; nowhere else is there any', () => {
  const saved = { ...told, score: 2, comment: 'old', draft: 'new <words>', followUp: 'Why?' };
  const html = askPage(page({ saved, keepsAt: '/s/abc/draft' }));
  expect(html.match(/<script>(.*?)<\/script>/)?.[1]).toBe(SCRIPT);
  expect(html).toContain('new &#60;words&#62;</textarea>');
  expect(html).toContain('data-keep="/s/abc/draft"');
  expect(PAGE_POLICY).toContain(createHash('sha256').update(SCRIPT).digest('base64'));
  expect(Buffer.byteLength(html)).toBeLessThan(15 * 1024);
  expect(askPage(page({ keepsAt: '/s/abc/draft' }))).not.toContain('<script');
});

test('it says what it is about: subject and date in the workspace’s own zone', () => {
  expect(askPage(page())).toContain('Late parcel');
  expect(askPage(page())).toContain('November\u00a021,\u00a02026');
  expect(askPage(page({ about: { ...page().about, subject: null } }))).toContain('No. 7');
});

test('a chosen point is checked, and nothing says that it was saved', () => {
  const html = askPage(page({ chosen: 4 }));
  expect(html).toMatch(/value="4" required checked/);
  expect(html.match(/ checked/g)).toHaveLength(1);
  expect(html).not.toContain('Thank you');
  expect(html).toContain('?lang=ru&amp;score=4');
});

test('after saving: thanks, the open question, and the way to change', () => {
  const html = askPage(page({ saved: { ...told, score: 2, comment: null, followUp: 'What should we do better?' } }));
  expect(html).toContain('What should we do better?');
  expect(html).toContain('<textarea');
  expect(html).toContain('<details><summary>');
});

test('three questions and twelve reasons on one page: under 15 KB, only the reasons that suit the score', () => {
  const more = ['a', 'b'].map((id) => {
    return { id, kind: 'nps' as const, min: 0, max: 10, look: 'numbers' as const, question: 'q'.repeat(200) };
  });
  const reasons = Array.from({ length: 12 }, (_, i) => {
    return { id: `r${i}`, on: [i < 6 ? ('low' as const) : ('good' as const)], label: 'a reason of usual length' };
  });
  const scale = { kind: 'nps' as const, min: 0, max: 10, question: 'q'.repeat(200), more, reasons };
  const saved = { score: 3, comment: null, followUp: 'Why?', reasons: ['r2'], more: { a: 7 }, toldMore: true };
  const html = askPage(page({ locale: 'ru', scale, saved }));
  expect(Buffer.byteLength(html)).toBeLessThan(15 * 1024);
  expect(html.match(/type="checkbox"/g)).toHaveLength(6);
  expect(html).toContain('value="r2" checked');
  expect(html).toMatch(/name="q-a" value="7" checked/);
  expect(html).not.toMatch(/name="q-b"[^>]* checked/);
  expect(html.match(/name="q-[ab]"[^>]* required/)).toBeNull();
});

test.each(['thumbs', 'faces', 'stars', 'numbers'] as const)('%s beside the words', (look) => {
  const max = look === 'thumbs' ? 2 : 5;
  const html = askPage(page({ scale: { kind: 'csat', min: 1, max, question: 'How?', look } }));
  expect(html.includes('<svg')).toBe(look === 'thumbs' || look === 'faces');
  expect(html.includes('★★★★★')).toBe(look === 'stars');
  expect(html).toContain(`${max} · `);
});

test('words from outside are only words', () => {
  const evil = '"><script>alert(1)</script>';
  const about = { ...page().about, subject: evil, workspace: evil };
  const scale = { ...page().scale, question: evil };
  for (const html of [
    askPage(page({ about, scale, saved: { ...told, score: 5, comment: `</textarea>${evil}`, followUp: evil } })),
    problemPage('en', '/s/x', evil, evil),
  ]) {
    expect(html).not.toContain('<script');
    expect(html.match(/<\/textarea>/g)?.length ?? 0).toBeLessThanOrEqual(1);
  }
});

test('opting out asks before it does', () => {
  expect(optOutPage({ locale: 'bg', path: '/s/abc', done: false })).toContain(
    '<form method="post" action="/s/abc/opt-out">',
  );
  expect(optOutPage({ locale: 'bg', path: '/s/abc', done: true })).not.toContain('<form');
});
