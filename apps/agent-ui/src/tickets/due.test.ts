// The words and the tone of a promise, before and after its instant.
import { describe, expect, it } from '@jest/globals';
import { dueTone, dueWords, type Sla } from './due.js';

const NOW = Date.UTC(2026, 10, 22, 10);
const MINUTE = 60_000;
const sla = (minutes: number, more: Partial<Sla> = {}): Sla => ({
  target: 'first-response',
  dueAt: new Date(NOW + minutes * MINUTE).toISOString(),
  warned: false,
  breached: false,
  ...more,
});

describe('a promise', () => {
  it.each([
    [5, 'due.in', '5 min'],
    [0.5, 'due.now', ''],
    [-0.5, 'due.just-overdue', ''],
    [-3, 'due.overdue', '3 min'],
    [-26 * 60, 'due.overdue', '1 day'],
    [150, 'due.in', '2 hr'],
  ])('%s minutes from now', (minutes, word, time) => {
    const words = dueWords(sla(minutes), NOW, 'en');
    expect([words.word, words.time.replace(/[\u00a0\u202f]/g, ' ')]).toEqual([word, time]);
  });

  it('is quiet, then soon, then overdue; overdue by our own clock before the desk has said so', () => {
    expect(dueTone(sla(5), NOW)).toBe('quiet');
    expect(dueTone(sla(5, { warned: true }), NOW)).toBe('soon');
    expect(dueTone(sla(-1, { warned: true }), NOW)).toBe('overdue');
    expect(dueTone(sla(-1, { warned: true, breached: true }), NOW)).toBe('overdue');
  });
});
