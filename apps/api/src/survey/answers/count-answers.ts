// How many answers each choice would leave: of one kind of choice all are counted, the other kinds being as they are. Pure.
import { compareShares, type Difference, type Feeling, type Interval, type Standing, wilson } from '@otklik/survey';
import type { AnswerGroup, Chosen } from './answers.store.js';

export interface ChoiceCount {
  value: string;
  n: number;
}
export interface AnswerCounts {
  /** With everything that is chosen. */
  n: number;
  kinds: ChoiceCount[];
  standings: ChoiceCount[];
  languages: ChoiceCount[];
  feelings: ChoiceCount[];
  reasons: ChoiceCount[];
  tags: ChoiceCount[];
}

type Part = Exclude<keyof Chosen, 'theme'>;
const FITS: Record<Part, (group: AnswerGroup, value: never) => boolean> = {
  kind: (group, value) => group.kind === value,
  standing: (group, value) => group.standing === value,
  language: (group, value) => group.language === value,
  feeling: (group, value) => group.feeling === value,
  reason: (group, value) => group.reasons.includes(value),
  tag: (group, value) => group.tags.includes(value),
};

/** Whether a group is among what is chosen, one part left aside. */
export function fits(group: AnswerGroup, chosen: Chosen, but?: Part): boolean {
  return (
    group.themed &&
    (Object.keys(FITS) as Part[]).every(
      (part) => part === but || chosen[part] === null || FITS[part](group, chosen[part] as never),
    )
  );
}

/** The most first; a value of what was chosen is there also with none. */
export function countAnswers(groups: readonly AnswerGroup[], chosen: Chosen): AnswerCounts {
  const by = (part: Part, valuesOf: (group: AnswerGroup) => string[]): ChoiceCount[] => {
    const counts = new Map<string, number>(chosen[part] === null ? [] : [[String(chosen[part]), 0]]);
    for (const group of groups)
      if (fits(group, chosen, part))
        for (const value of valuesOf(group)) counts.set(value, (counts.get(value) ?? 0) + group.n);
    return [...counts].map(([value, n]) => ({ value, n })).sort((a, b) => b.n - a.n || a.value.localeCompare(b.value));
  };
  return {
    n: sum(groups.filter((group) => fits(group, chosen))),
    kinds: by('kind', (group) => [group.kind]),
    standings: by('standing', (group) => [group.standing]),
    languages: by('language', (group) => [group.language]),
    feelings: by('feeling', (group) => [group.feeling]),
    reasons: by('reason', (group) => group.reasons),
    tags: by('tag', (group) => group.tags.map(String)),
  };
}

export interface FeelingShare extends Interval {
  feeling: Feeling;
  count: number;
  n: number;
  share: number | null;
  before: number | null;
  change: Difference;
}

/** Of what is chosen, whatever feeling is: how many feel so, and whether that has changed. */
export function feelingShare(
  feeling: Feeling,
  now: AnswerGroup[],
  before: AnswerGroup[],
  chosen: Chosen,
): FeelingShare {
  const shareOf = (groups: AnswerGroup[]) => {
    const all = groups.filter((group) => fits(group, chosen, 'feeling'));
    return { count: sum(all.filter((group) => group.feeling === feeling)), n: sum(all) };
  };
  const [is, was] = [shareOf(now), shareOf(before)];
  const share = ({ count, n }: { count: number; n: number }) => (n === 0 ? null : count / n);
  return {
    feeling,
    ...is,
    share: share(is),
    ...wilson(is.count, is.n),
    before: share(was),
    change: compareShares(is, was),
  };
}

/** On the desk's own answers: of those with this standing, how many feel as the standing would have it. */
export function agreement(groups: readonly AnswerGroup[], chosen: Chosen, standing: Standing, feeling: Feeling) {
  const all = groups.filter((group) => fits(group, chosen, 'feeling') && group.standing === standing);
  const [count, n] = [sum(all.filter((group) => group.feeling === feeling)), sum(all)];
  return { standing, feeling, count, n, share: n === 0 ? null : count / n, ...wilson(count, n) };
}

const sum = (groups: readonly AnswerGroup[]): number => groups.reduce((total, group) => total + group.n, 0);
