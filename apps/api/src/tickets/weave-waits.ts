// Rules of merging clocks, pure: the waits of several tickets become those of one, as if all had always been said in it.
import { earliest, type MeasureWith, type Segment } from './recount.js';

/** One wait of a ticket: the customer's words it began and went on with, and how it ended; null: it goes on. */
export interface Wait {
  words: Date[];
  ended: Segment | null;
}

/** A public answer of a person, whether or not it ended a wait of its own ticket. */
export interface Answer {
  messageId: string;
  at: Date;
  agentId: string | null;
  teamId: string | null;
}

/** An end of an episode: whoever still waited then waits no more. */
export interface Solving {
  at: Date;
  agentId: string | null;
  teamId: string | null;
}

/** What one of the tickets brings. */
export interface Strand {
  /** The one that goes on: its parts keep their numbers, and its solving ends everybody's wait. */
  main: boolean;
  waits: Wait[];
  answers: Answer[];
  solvings: Solving[];
  /** When its words so far were found to ask for nothing (only thanks). */
  dismissals: Date[];
  /** The hours that durations are measured with where none are known. */
  calendarVersionId: string | null;
}

interface Word {
  at: number;
  strand: Strand;
  wait: Wait;
}
interface End {
  at: number;
  strand: Strand;
  wait: Wait | null;
  answered: boolean;
  /** Ends waits that never were. */
  dismissed?: boolean;
  as: Omit<Segment, 'startedAt' | 'endedAt' | 'calendarSeconds' | 'businessSeconds'>;
}

/**
 * Each answer ends every wait of the other tickets that had begun by then, and of its own the one that it had ended there.
 * A part of 0: it is new to the main one.
 */
export function weaveWaits(
  strands: Strand[],
  measure: MeasureWith,
): { segments: Segment[]; waitingSince: Date | null } {
  const words = strands
    .flatMap((strand) =>
      strand.waits.flatMap((wait) => wait.words.map((at): Word => ({ at: at.getTime(), strand, wait }))),
    )
    .sort((a, b) => a.at - b.at);
  const ends = strands.flatMap(endsOf).sort((a, b) => a.at - b.at || Number(b.answered) - Number(a.answered));
  const segments: Segment[] = [];
  let open: Word[] = [];
  let next = 0;
  for (const end of ends) {
    // Words of the very instant of an answer have been answered.
    while (next < words.length && words[next]!.at <= end.at) open.push(words[next++]!);
    const settled = open.filter((word) => isSettled(word, end));
    if (settled.length === 0) continue;
    open = open.filter((word) => !settled.includes(word));
    const silent = !end.answered && !end.strand.main && open.length > 0;
    if (!silent && !end.dismissed) segments.push(segmentOf(settled[0]!.at, end, measure));
  }
  open.push(...words.slice(next));
  return { segments, waitingSince: earliest(open.map((word) => new Date(word.at))) };
}

function isSettled(word: Word, end: End): boolean {
  if (end.wait !== null && word.wait === end.wait) return true;
  if (end.answered) return word.strand !== end.strand;
  return end.strand.main;
}

/** How the waits of a ticket ended, and what else it said or did that ends those of others. */
function endsOf(strand: Strand): End[] {
  const ended = strand.waits.flatMap((wait): End[] =>
    wait.ended
      ? [
          {
            at: Date.parse(wait.ended.endedAt),
            strand,
            wait,
            answered: wait.ended.answered,
            as: { ...wait.ended, part: strand.main ? wait.ended.part : 0 },
          },
        ]
      : [],
  );
  const blank = { part: 0, first: false, calendarVersionId: strand.calendarVersionId };
  const further = strand.answers
    .filter((answer) => !ended.some((end) => end.as.messageId === answer.messageId))
    .map(({ at, ...answer }): End => {
      return { at: at.getTime(), strand, wait: null, answered: true, as: { ...blank, answered: true, ...answer } };
    });
  const solved = strand.solvings
    .filter((solving) => !ended.some((end) => !end.answered && end.at === solving.at.getTime()))
    .map(({ at, ...by }): End => {
      const as = { ...blank, answered: false, messageId: null, ...by };
      return { at: at.getTime(), strand, wait: null, answered: false, as };
    });
  const dismissed = strand.dismissals.map((at): End => {
    const as = { ...blank, answered: false, messageId: null, agentId: null, teamId: null };
    return { at: at.getTime(), strand, wait: null, answered: false, dismissed: true, as };
  });
  return [...ended, ...further, ...solved, ...dismissed];
}

function segmentOf(from: number, { at, wait, as }: End, measure: MeasureWith): Segment {
  if (wait?.ended && Date.parse(wait.ended.startedAt) === from) return { ...wait.ended, part: as.part };
  return { ...as, ...measure(as.calendarVersionId, new Date(from), new Date(at)) };
}
