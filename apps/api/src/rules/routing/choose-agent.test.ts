// Who gets a ticket, by table and by chance: never without room, never without the skills, never twice in a row while others wait.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hasRoom, type Load, NO_LOAD, USUAL_CAPACITY } from '../../people/presence/duty.js';
import { type AtHand, chooseAgent, type Wish } from './choose-agent.js';

const agent = (agentId: string, more: Partial<AtHand> = {}): AtHand => ({
  agentId,
  skills: [],
  capacity: USUAL_CAPACITY,
  load: NO_LOAD,
  turn: 0,
  ...more,
});
const chat = (more: Partial<Wish> = {}): Wish => ({ kind: 'chat', skills: [], avoid: null, ...more });
const holding = (chats: number): Load => ({ ...NO_LOAD, chat: chats });

describe('who gets a ticket', () => {
  test.each([
    ['nobody is there', 'round-robin', [], chat(), null],
    ['by hand', 'manual', [agent('a')], chat(), null],
    ['whose turn it is', 'round-robin', [agent('a', { turn: 7 }), agent('b', { turn: 3 })], chat(), 'b'],
    [
      'their turn, but full',
      'round-robin',
      [agent('a', { turn: 1, load: holding(4) }), agent('b', { turn: 3 })],
      chat(),
      'b',
    ],
    [
      'full of chats has room for a mail',
      'round-robin',
      [agent('a', { load: holding(4) })],
      chat({ kind: 'mail' }),
      'a',
    ],
    ['everybody full', 'least-loaded', [agent('a', { load: holding(4) })], chat(), null],
    [
      'a limit on all together',
      'round-robin',
      [agent('a', { capacity: { ...USUAL_CAPACITY, total: 2 }, load: { chat: 0, messenger: 1, mail: 1 } })],
      chat(),
      null,
    ],
    ['a limit of nothing', 'round-robin', [agent('a', { capacity: { ...USUAL_CAPACITY, chat: 0 } })], chat(), null],
    [
      'no limit',
      'round-robin',
      [agent('a', { capacity: { ...USUAL_CAPACITY, chat: null }, load: holding(99) })],
      chat(),
      'a',
    ],
    [
      'with the skill',
      'round-robin',
      [agent('a', { skills: [1] }), agent('b', { skills: [1, 2], turn: 9 })],
      chat({ skills: [2, 1] }),
      'b',
    ],
    [
      'who has least',
      'least-loaded',
      [agent('a', { load: holding(2) }), agent('b', { load: holding(1), turn: 9 })],
      chat(),
      'b',
    ],
    [
      'least of what they can hold',
      'least-loaded',
      [
        agent('a', { load: holding(2), capacity: { ...USUAL_CAPACITY, chat: 10 } }),
        agent('b', { load: holding(1), capacity: { ...USUAL_CAPACITY, chat: 2 } }),
      ],
      chat(),
      'a',
    ],
    [
      'who gave it back does not get it again',
      'round-robin',
      [agent('a'), agent('b', { turn: 9 })],
      chat({ avoid: 'a' }),
      'b',
    ],
    ['nor if nobody else is there', 'round-robin', [agent('a')], chat({ avoid: 'a' }), null],
  ] as const)('%s', (_, mode, people, wish, expected) => {
    expect(chooseAgent(mode, true, people as readonly AtHand[], wish as Wish)?.agentId ?? null).toBe(expected);
  });

  test('where capacity does not count, the full get more', () => {
    expect(chooseAgent('round-robin', false, [agent('a', { load: holding(50) })], chat())?.agentId).toBe('a');
  });
});

const count = fc.nat(8);
const limit = fc.option(fc.nat(8), { nil: null });
const anyone = fc.record({
  agentId: fc.uuid(),
  skills: fc.uniqueArray(fc.integer({ min: 1, max: 4 })),
  capacity: fc.record({ chat: limit, messenger: limit, mail: limit, total: limit }),
  load: fc.record({ chat: count, messenger: count, mail: count }),
  turn: fc.nat(20),
});
const wish = fc.record({
  kind: fc.constantFrom('chat' as const, 'messenger' as const, 'mail' as const),
  skills: fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { maxLength: 2 }),
  avoid: fc.constant(null),
});
const mode = fc.constantFrom('round-robin' as const, 'least-loaded' as const);

describe('by chance', () => {
  test('only one of those at hand, with room and skills; and if any fits, somebody is found', () => {
    fc.assert(
      fc.property(mode, fc.array(anyone, { maxLength: 8 }), wish, (how, people, wanted) => {
        const chosen = chooseAgent(how, true, people, wanted);
        const able = people.filter(
          (one) =>
            hasRoom(one.load, one.capacity, wanted.kind) && wanted.skills.every((skill) => one.skills.includes(skill)),
        );
        expect(chosen === null ? able : able.includes(chosen)).toEqual(chosen === null ? [] : true);
      }),
    );
  });

  test('in turns nobody is ever two ahead of anybody', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 60 }), (crowd, tickets) => {
        const people = Array.from({ length: crowd }, (_, index) => agent(`${index}`));
        const given = new Map(people.map((one) => [one.agentId, 0]));
        for (let turn = 1; turn <= tickets; turn++) {
          const chosen = chooseAgent('round-robin', false, people, chat())!;
          chosen.turn = turn;
          given.set(chosen.agentId, given.get(chosen.agentId)! + 1);
        }
        expect(Math.max(...given.values()) - Math.min(...given.values())).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('whoever is asked, in whatever order, the answer is the same', () => {
    fc.assert(
      fc.property(
        mode,
        fc.uniqueArray(anyone, { selector: (one) => one.agentId, maxLength: 6 }),
        wish,
        (how, people, wanted) => {
          const backwards = [...people].reverse();
          expect(chooseAgent(how, true, people, wanted)?.agentId).toBe(
            chooseAgent(how, true, backwards, wanted)?.agentId,
          );
        },
      ),
    );
  });
});
