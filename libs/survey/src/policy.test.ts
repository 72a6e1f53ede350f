// The rules of asking as a table: one line a rule of DEFINITIONS.md.
import { describe, expect, test } from '@jest/globals';
import {
  DEFAULT_ASKING,
  decide,
  type EpisodeFacts,
  NOT_ASKED_REASONS,
  recheck,
  type SendingFacts,
  samplePoint,
} from './policy.js';

const at = (iso: string) => new Date(`2026-03-${iso}Z`);
const SOLVED = at('10T12:00:00');

const willing = { blocked: false, reachable: true, optedOut: false, lastAskedAt: null, lastWroteAt: at('10T11:50:00') };
const plain: EpisodeFacts = {
  now: at('10T12:00:01'),
  solvedAt: SOLVED,
  spam: false,
  merged: false,
  agentOnly: false,
  byRule: false,
  respondent: willing,
  replyWindowHours: null,
  samplePoint: 0.5,
  rules: DEFAULT_ASKING,
};
const rules = (change: Partial<typeof DEFAULT_ASKING>) => ({ rules: { ...DEFAULT_ASKING, ...change } });
const person = (change: Partial<typeof willing> | { lastAskedAt: Date; lastWroteAt?: Date }) => ({
  respondent: { ...willing, ...change },
});

describe('the decision', () => {
  const asked: [string, Partial<EpisodeFacts>, string][] = [
    ['at once in chat', {}, '10T12:00:00'],
    ['an hour later by mail', rules({ delaySeconds: 3600 }), '10T13:00:00'],
    ['asked eight days ago', person({ lastAskedAt: at('02T12:00:00') }), '10T12:00:00'],
    ['asked seven days ago to the second', person({ lastAskedAt: at('03T12:00:00') }), '10T12:00:00'],
    [
      'asked yesterday, no limit per person',
      { ...person({ lastAskedAt: at('09T12:00:00') }), ...rules({ perPersonDays: 0 }) },
      '10T12:00:00',
    ],
    ['within the sample', { ...rules({ samplingRate: 0.3 }), samplePoint: 0.29 }, '10T12:00:00'],
    [
      'solved by a rule, and the workspace wants it',
      { byRule: true, ...rules({ askSolvedByRule: true }) },
      '10T12:00:00',
    ],
    [
      'started by an agent, and the workspace wants it',
      { agentOnly: true, ...rules({ askAgentOnly: true }) },
      '10T12:00:00',
    ],
    ['a window of 24 h is open', { replyWindowHours: 24 }, '10T12:00:00'],
    [
      'a delay beyond the window is brought forward to just before it shuts',
      { replyWindowHours: 1, ...rules({ delaySeconds: 3600 }) },
      '10T12:45:00',
    ],
  ];
  test.each(asked)('asks: %s', (_, change, dueAt) => {
    expect(decide({ ...plain, ...change })).toEqual({ ask: true, dueAt: at(dueAt) });
  });

  const refused: [string, Partial<EpisodeFacts>][] = [
    ['survey-disabled', rules({ enabled: false })],
    ['scale-wrong', rules({ scaleMax: 6 })],
    ['spam', { spam: true }],
    ['merged', { merged: true }],
    ['reopened', { reopened: true }],
    ['episode-over', { episodeCurrent: false }],
    ['too-late', { now: at('25T12:00:00') }],
    ['agent-only', { agentOnly: true }],
    ['solved-by-rule', { byRule: true }],
    ['blocked', person({ blocked: true })],
    ['no-address', person({ reachable: false })],
    ['opted-out', person({ optedOut: true })],
    ['asked-lately', person({ lastAskedAt: at('03T12:00:01') })],
    ['sampled-out', { ...rules({ samplingRate: 0.3 }), samplePoint: 0.3 }],
    ['sampled-out', { ...rules({ samplingRate: 0 }), samplePoint: 0 }],
    [
      'channel-window',
      { ...person({ lastAskedAt: null as never, lastWroteAt: at('09T11:00:00') }), replyWindowHours: 24 },
    ],
  ];
  test.each(refused)('does not ask: %s', (reason, change) => {
    expect(decide({ ...plain, ...change })).toEqual({ ask: false, reason });
  });

  // Said before a survey decides: which one asks, and whether there is anything to ask about.
  const OF_CHOOSING = new Set<string>(['no-survey-fits', 'not-solved', 'already-asked']);
  test('every reason is reached by the table above', () => {
    expect(new Set(refused.map(([reason]) => reason))).toEqual(
      new Set(NOT_ASKED_REASONS.filter((reason) => !OF_CHOOSING.has(reason))),
    );
  });

  test('where several apply, the first of the list is named', () => {
    expect(decide({ ...plain, spam: true, byRule: true, ...person({ optedOut: true }) })).toEqual({
      ask: false,
      reason: 'spam',
    });
  });
});

describe('the second look before sending', () => {
  const sending: SendingFacts = {
    now: at('10T13:00:00'),
    solvedAt: SOLVED,
    spam: false,
    merged: false,
    reopened: false,
    episodeCurrent: true,
    respondent: willing,
    replyWindowHours: null,
    rules: DEFAULT_ASKING,
  };
  test('sends when nothing has changed', () => {
    expect(recheck(sending)).toEqual({ send: true });
  });
  test('sends what was planned for just before the window shuts', () => {
    expect(recheck({ ...sending, now: at('10T12:46:00'), replyWindowHours: 1 })).toEqual({ send: true });
  });
  test.each<[string, Partial<SendingFacts>]>([
    ['reopened', { reopened: true }],
    ['episode-over', { episodeCurrent: false }],
    ['spam', { spam: true }],
    ['survey-disabled', rules({ enabled: false })],
    ['opted-out', person({ optedOut: true })],
    ['asked-lately', person({ lastAskedAt: at('10T12:30:00') })],
    ['channel-window', { replyWindowHours: 1 }],
    ['too-late', { now: at('24T12:00:01') }],
  ])('takes it back: %s', (reason, change) => {
    expect(recheck({ ...sending, ...change })).toEqual({ send: false, reason });
  });
});

describe('the sample', () => {
  test('is the same for the same episode, and even', () => {
    expect(samplePoint('a:1')).toBe(samplePoint('a:1'));
    const points = Array.from({ length: 10_000 }, (_, i) =>
      samplePoint(`0196f3c2-0000-7000-8000-${String(i).padStart(12, '0')}:1`),
    );
    for (const rate of [0.1, 0.5, 0.9]) {
      const share = points.filter((point) => point < rate).length / points.length;
      expect(Math.abs(share - rate)).toBeLessThan(0.02);
    }
    expect(Math.max(...points)).toBeLessThan(1);
  });
});
