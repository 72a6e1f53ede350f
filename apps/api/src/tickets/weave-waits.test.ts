// Rules of merging clocks: what becomes of waits when two tickets had always been one.
import { describe, expect, it } from '@jest/globals';
import type { MeasureWith, Segment } from './recount.js';
import { type Answer, type Strand, type Wait, weaveWaits } from './weave-waits.js';

const at = (minute: number) => new Date(Date.UTC(2026, 2, 10, 10, minute));
const measure: MeasureWith = (calendarVersionId, from, to) => ({
  startedAt: from.toISOString(),
  endedAt: to.toISOString(),
  calendarSeconds: (to.getTime() - from.getTime()) / 1000,
  businessSeconds: null,
  calendarVersionId,
});

type Given = { words: number[]; ended?: number; silent?: boolean }[];
function strand(name: string, main: boolean, given: Given, answers: number[] = [], solvings: number[] = []): Strand {
  const waits = given.map(({ words, ended, silent }, index): Wait => {
    const segment: Segment | null =
      ended === undefined
        ? null
        : {
            ...measure('v', at(words[0]!), at(ended)),
            part: index + 1,
            first: index === 0,
            answered: !silent,
            messageId: silent ? null : `${name}${ended}`,
            agentId: name,
            teamId: null,
          };
    return { words: words.map(at), ended: segment };
  });
  const spoken = [...given.flatMap(({ ended, silent }) => (ended === undefined || silent ? [] : [ended])), ...answers];
  return {
    main,
    waits,
    answers: spoken.map(
      (minute): Answer => ({ messageId: `${name}${minute}`, at: at(minute), agentId: name, teamId: null }),
    ),
    solvings: solvings.map((minute) => ({ at: at(minute), agentId: name, teamId: null })),
    dismissals: [],
    calendarVersionId: 'v',
  };
}
const told = (strands: Strand[]) => {
  const { segments, waitingSince } = weaveWaits(strands, measure);
  return {
    segments: segments.map((one) => [
      new Date(one.startedAt).getUTCMinutes(),
      new Date(one.endedAt).getUTCMinutes(),
      one.answered ? one.messageId : 'nobody',
      one.part,
    ]),
    waits: waitingSince?.getUTCMinutes() ?? null,
  };
};

describe('weaveWaits', () => {
  it('two questions that nobody has answered wait since the earlier one', () => {
    expect(told([strand('T', true, [{ words: [5] }]), strand('S', false, [{ words: [2, 7] }])])).toEqual({
      segments: [],
      waits: 2,
    });
  });

  it('one answer answers both; what was answered before stays as it was, under its own number', () => {
    expect(
      told([
        strand('T', true, [{ words: [0], ended: 3 }, { words: [10] }]),
        strand('S', false, [{ words: [11], ended: 20 }]),
      ]),
    ).toEqual({
      segments: [
        [0, 3, 'T3', 1],
        [10, 20, 'S20', 0],
      ],
      waits: null,
    });
  });

  it('an answer in between cuts a wait; what was asked after it waits on', () => {
    expect(told([strand('T', true, [{ words: [0, 10], ended: 20 }]), strand('S', false, [], [5])])).toEqual({
      segments: [
        [0, 5, 'S5', 0],
        [10, 20, 'T20', 1],
      ],
      waits: null,
    });
  });

  it('waits that never met are simply all there', () => {
    expect(
      told([
        strand('T', true, [{ words: [30], ended: 31 }]),
        strand('S', false, [
          { words: [0], ended: 4 },
          { words: [9], ended: 12, silent: true },
        ]),
      ]),
    ).toEqual({
      segments: [
        [0, 4, 'S4', 0],
        [9, 12, 'nobody', 0],
        [30, 31, 'T31', 1],
      ],
      waits: null,
    });
  });

  it('who was let go without a reply in the source is not counted while the target still waits for one', () => {
    expect(
      told([strand('T', true, [{ words: [5] }]), strand('S', false, [{ words: [2], ended: 9, silent: true }])]),
    ).toEqual({ segments: [], waits: 5 });
  });

  it('solving the target lets go of everybody, also of whom it did not know', () => {
    expect(told([strand('T', true, [], [], [8]), strand('S', false, [{ words: [2] }])])).toEqual({
      segments: [[2, 8, 'nobody', 0]],
      waits: null,
    });
  });

  it('a late word of its own that was not answered by an earlier reply is not answered now', () => {
    const late = strand('T', true, [{ words: [0], ended: 6 }, { words: [4] }]);
    expect(told([late, strand('S', false, [])])).toEqual({ segments: [[0, 6, 'T6', 1]], waits: 4 });
  });

  it('words of the very instant of an answer have been answered', () => {
    expect(told([strand('T', true, [{ words: [5] }]), strand('S', false, [], [5])])).toEqual({
      segments: [[5, 5, 'S5', 0]],
      waits: null,
    });
  });
});
