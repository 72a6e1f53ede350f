// What holds rules back, by table.
import { describe, expect, test } from '@jest/globals';
import { checkRuleActions, fillGaps, firstName } from './rule-action.js';
import { MAX_CHAIN, MAX_REPLIES_ALONE, MAX_RUNS_AN_HOUR, mayRun, maySpeak, type TalkSoFar } from './rule-limits.js';

const NOW = new Date('2026-11-20T10:00:00Z');
const minutesAgo = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);

describe('a rule runs', () => {
  test.each([
    ['once more', ['a'], 0, null],
    ['never for its own doing', ['r', 'a'], 0, 'itself'],
    ['not at the end of a long row', Array.from({ length: MAX_CHAIN }, (_, index) => `${index}`), 0, 'chain'],
    ['not all the time', [], MAX_RUNS_AN_HOUR, 'too-often'],
  ])('%s', (_, chain, runs, expected) => expect(mayRun('r', chain, runs)).toBe(expected));
});

describe('a rule speaks', () => {
  const talk: TalkSoFar = { lastWasAutomatic: false, spokeAt: null, repliesAlone: 0, spam: false, unreachable: false };
  test.each<[string, Partial<TalkSoFar>, string | null]>([
    ['to a person', {}, null],
    ['not to a machine', { lastWasAutomatic: true }, 'automatic-message'],
    ['not twice within minutes', { spokeAt: minutesAgo(9) }, 'spoke-just-now'],
    ['again after a while', { spokeAt: minutesAgo(11) }, null],
    ['not on and on without a person of ours', { repliesAlone: MAX_REPLIES_ALONE }, 'spoke-enough'],
    ['not to spam', { spam: true }, 'spam'],
    ['not to whom nothing reaches', { unreachable: true }, 'blocked'],
  ])('%s', (_, more, expected) => expect(maySpeak({ ...talk, ...more }, NOW)).toBe(expected));
});

describe('actions', () => {
  test.each<[string, unknown, string[]]>([
    ['are at least one', [], ['actions']],
    ['are whole', [{ do: 'priority', priority: 2 }, { do: 'snooze', seconds: 3600 }, { do: 'only-thanks' }], []],
    ['are known', [{ do: 'shout' }], ['actions.0']],
    ['say something', [{ do: 'reply', text: ' ' }], ['actions.0']],
    ['snooze for a span, not until a day', [{ do: 'snooze', until: '2026-11-20T10:00:00Z' }], ['actions.0']],
  ])('%s', (_, actions, faults) => expect(checkRuleActions(actions)).toEqual(faults));

  test('fill their gaps, and leave what is none', () => {
    expect(fillGaps('{name}, #{number} {what}', { name: 'Ann', number: '7' })).toBe('Ann, #7 {what}');
    expect(fillGaps('{constructor}', {})).toBe('{constructor}');
  });

  test('greet by the first name, never by an address', () => {
    expect([firstName('Анна Петрова'), firstName('anna@x.test'), firstName(null)]).toEqual(['Анна', '', '']);
    // Whoever writes as somebody else must not make us carry a link to them.
    expect([firstName('https://win.example/x'), firstName('win.example now'), firstName('А.П.')]).toEqual([
      '',
      '',
      'А.П.',
    ]);
  });
});
