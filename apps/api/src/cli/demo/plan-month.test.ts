// The demo's month: repeatable, causal, never in the future, and varied enough to look at.
import { describe, expect, it } from '@jest/globals';
import { chanceFrom } from './chance.js';
import { addressOf, agentLine, customerLine } from './demo-voices.js';
import { planMonth } from './plan-month.js';

const NOW = Date.UTC(2026, 10, 20, 15, 0, 0);
const DAY = 86_400_000;

describe('a month', () => {
  const month = planMonth(chanceFrom(7), 400, NOW);

  it('is the same for the same seed, and another for another', () => {
    expect(planMonth(chanceFrom(7), 400, NOW)).toEqual(month);
    expect(planMonth(chanceFrom(8), 400, NOW)).not.toEqual(month);
  });

  it('begins every ticket with a question within thirty days, and goes on in order, before now', () => {
    for (const { steps } of month) {
      expect(steps[0]).toMatchObject({ does: 'writes', words: 'asks' });
      expect(steps[0]!.at).toBeGreaterThan(NOW - 31 * DAY);
      for (const [i, step] of steps.entries()) {
        expect(step.at).toBeLessThan(NOW);
        if (i > 0) expect(step.at).toBeGreaterThan(steps[i - 1]!.at);
      }
    }
  });

  it('has all three languages, both channels, open and solved tickets, good and bad ratings', () => {
    const steps = month.flatMap((ticket) => ticket.steps);
    expect(new Set(month.map(({ language }) => language))).toEqual(new Set(['en', 'ru', 'bg']));
    expect(new Set(month.map(({ channel }) => channel))).toEqual(new Set(['email', 'chat']));
    const scores = steps.flatMap((step) => (step.does === 'rates' ? [step.score] : []));
    expect(new Set(scores)).toEqual(new Set([1, 2, 3, 4, 5]));
    const solved = (s: (typeof steps)[number]) => s.does === 'solves' || (s.does === 'replies' && s.ends === 'solved');
    const open = month.filter((ticket) => !ticket.steps.some(solved));
    expect(open.length).toBeGreaterThan(10);
    expect(open.length).toBeLessThan(100);
  });
});

describe('chance', () => {
  it('is even, and its log-normal has the median it was given', () => {
    const chance = chanceFrom(1);
    const numbers = Array.from({ length: 20_000 }, () => chance.next());
    expect(numbers.reduce((sum, n) => sum + n, 0) / numbers.length).toBeCloseTo(0.5, 1);
    const waits = Array.from({ length: 20_001 }, () => chance.around(60, 0.9)).sort((a, b) => a - b);
    expect(waits[10_000]! / 60).toBeCloseTo(1, 1);
    const picks = Array.from({ length: 10_000 }, () => chance.weighted({ often: 3, seldom: 1 }));
    expect(picks.filter((pick) => pick === 'often').length / 10_000).toBeCloseTo(0.75, 1);
  });
});

describe('voices', () => {
  it.each([
    ['Мария Соколова', 'ru', 'mariya.sokolova.ru@example.com'],
    ['Щерю Жечев', 'bg', 'shteryu.zhechev.bg@example.com'],
    ["Grace O'Hughes", 'en', 'grace.o.hughes.en@example.com'],
  ])('%s has an address of her own', (name, language, address) => {
    expect(addressOf(name, language)).toBe(address);
  });

  it('mail is greeted and signed, chat is not', () => {
    const mail = { language: 'bg', channel: 'email', topic: 'refund' } as const;
    expect(agentLine(mail, 'Мария Иванова', 'Борис', 'answers')).toMatch(
      /^Здравейте, Мария!\n\n[\s\S]+\n\nПоздрави\nБорис$/,
    );
    expect(customerLine({ ...mail, channel: 'chat' }, 'Мария', 'asks')).not.toContain('Поздрави');
  });
});
