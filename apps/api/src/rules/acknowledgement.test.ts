// Who is told by itself that we have their message, and what it promises, by table.
import { describe, expect, test } from '@jest/globals';
import {
  type AcknowledgedTicket,
  acknowledgementText,
  promiseSentence,
  whyNotAcknowledged,
} from './acknowledgement.js';

const NOW = new Date('2026-11-20T10:00:00Z');
const minutesAgo = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
const ticket: AcknowledgedTicket = {
  startedBy: 'customer',
  state: 'new',
  spam: false,
  unreachable: false,
  lastWasAutomatic: false,
  customerWroteAt: minutesAgo(1),
  repliedAt: null,
};

describe('a customer is told', () => {
  test.each<[string, Partial<AcknowledgedTicket>, Date | null, string | null]>([
    ['at once', {}, null, null],
    ['not where we began', { startedBy: 'agent' }, null, 'started-by-us'],
    ['not as spam', { spam: true }, null, 'spam'],
    ['not when nothing reaches them', { unreachable: true }, null, 'blocked'],
    ['not as a machine', { lastWasAutomatic: true }, null, 'automatic-message'],
    ['not when only thanks were taken back', { state: 'solved' }, null, 'solved'],
    ['not when a person has answered already', { repliedAt: NOW }, null, 'answered'],
    ['not long after', { customerWroteAt: minutesAgo(31) }, null, 'late'],
    ['not twice within the hour', {}, minutesAgo(59), 'spoke-just-now'],
    ['again after it', {}, minutesAgo(61), null],
  ])('%s', (_, more, toldAt, expected) => {
    expect(whyNotAcknowledged({ ...ticket, ...more }, { toldAt, quietMinutes: 60, now: NOW })).toBe(expected);
  });
});

describe('the promise', () => {
  const timeZone = 'Europe/Sofia';
  const usual = (usualSeconds: number | null) => ({ usualSeconds, opensAt: null, timeZone });
  test.each([
    ['en', 100, 'We usually answer within 5 minutes.'],
    ['ru', 1000, 'Обычно отвечаем за 20 минут.'],
    ['bg', 3000, 'Обикновено отговаряме до 1 час.'],
    ['ru', 7000, 'Обычно отвечаем за 2 часа.'],
    ['en', 80_000, 'We usually answer within a day.'],
    ['en', null, ''],
  ] as const)('%s %s: %s', (locale, seconds, words) => {
    expect(promiseSentence(locale, usual(seconds), NOW).replace(/[\u00a0\u202f]/g, ' ')).toBe(words);
  });

  test('out of hours says the day, the time and whose time it is', () => {
    const opens = { usualSeconds: 60, opensAt: new Date('2026-11-23T07:00:00Z'), timeZone };
    expect(promiseSentence('ru', opens, NOW)).toMatch(/^Вернёмся 23 ноября в 09:00 \(.+\) и ответим\.$/);
  });

  test('leaves no hole where nothing is known', () => {
    const given = { closed: false, name: '', number: '7', promise: '', workspace: 'Lipa' };
    expect(acknowledgementText({}, 'en', given)).toBe(
      'Hello,\n\nthank you for your message. We have it, under the number 7.\n\nLipa',
    );
    expect(acknowledgementText({ en: { open: '{hello} {promise}\n#{number}' } }, 'en', given)).toBe('Hello,\n#7');
  });
});
