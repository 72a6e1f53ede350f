// What goes out: signed so that it cannot be forged or sent again, harmless in Slack, and tried a bounded number of times.
import { createHmac } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { type CaseNews, mayPass, signatureOf, slackWords, slackWordsOfAnswer, waitAfter } from './hook-words.js';

const news: CaseNews = {
  id: 'd1',
  event: 'case.opened',
  at: '2026-11-22T10:00:00.000Z',
  workspace: { id: 'w', name: 'Lipa' },
  case: {
    id: 'c',
    state: 'open',
    url: 'https://desk.example/inbox/all/t',
    ticket: { id: 't', number: 7, subject: 'Broken | <!channel>' },
    survey: { id: 's', name: 'CSAT', kind: 'csat' },
    score: 1,
    scaleMax: 5,
    comment: 'Never again!\n<!everyone> see <https://evil.example|here>',
    owner: { id: 'a', name: 'Anna' },
    dueAt: '2026-11-23T10:00:00.000Z',
    outcome: null,
  },
};

test('the signature is over the time and the body', () => {
  const at = new Date('2026-11-22T10:00:00.700Z');
  const [, seconds, hash] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(signatureOf('secret', '{}', at))!;
  expect(hash).toBe(createHmac('sha256', 'secret').update(`${seconds}.{}`).digest('hex'));
  expect(signatureOf('other', '{}', at)).not.toContain(hash);
});

test('nobody is called by what a customer wrote, and no link is another one', () => {
  const { text } = slackWords(news, 'en');
  expect(text).toContain('1 of 5');
  expect(text).toContain('Anna');
  expect(text).not.toMatch(/<!|<https:\/\/evil/);
  expect(text.match(/<https?:[^>]*>/g)).toEqual([expect.stringContaining('https://desk.example/inbox/all/t|')]);
});

test('nor by what came through a link, or by the name of the link', () => {
  const { survey, score, scaleMax, comment } = news.case;
  const url = 'https://desk.example/settings/surveys#link-s.l';
  const link = { id: 'l', name: 'Table 4 | <!here>' };
  const answer = { id: 'a', url, link, survey, person: null, score, scaleMax, comment };
  const { text } = slackWordsOfAnswer({ ...news, event: 'answer.bad', answer }, 'en');
  expect(text).toContain('1 of 5');
  expect(text).not.toMatch(/<!|<https:\/\/evil/);
  expect(text.match(/<https?:[^>]*>/g)).toEqual([expect.stringContaining(`${url}|Table 4`)]);
});

test('tried seven times at most, and not where it will never do', () => {
  const waits = Array.from({ length: 10 }, (_, tries) => waitAfter(tries + 1));
  expect(waits.filter((wait) => wait !== null)).toHaveLength(6);
  expect([500, 503, 429, 408].every(mayPass)).toBe(true);
  expect([200, 301, 400, 401, 404, 410].some(mayPass)).toBe(false);
});
