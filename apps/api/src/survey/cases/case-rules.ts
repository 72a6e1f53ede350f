// A bad answer is somebody's task: which answers, whose, until when, and what a changed answer does to it. Pure.
import { isPoint, type SurveyKind, standingOf } from '@otklik/survey';
import { addBusinessSeconds, type Hours } from '../../desk/business-time.js';
import type { CaseSettings } from '../survey-settings.js';

/** How a person may say that it ended. */
export const OUTCOMES = ['recovered', 'not-recovered', 'not-reachable', 'our-mistake'] as const;
/** `improved`: the customer gave a better answer before anybody had done anything. */
export type Outcome = (typeof OUTCOMES)[number] | 'improved';

export function isBad(rule: Pick<CaseSettings, 'at'>, kind: SurveyKind, scaleMax: number, score: number): boolean {
  if (!isPoint(kind, scaleMax, score)) return false;
  return rule.at === null ? standingOf(kind, scaleMax, score) === 'low' : score <= rule.at;
}

export interface Standing {
  state: 'open' | 'closed';
  outcome: Outcome | null;
  /** Whether the answer it knows is bad. */
  bad: boolean;
  score: number;
  /** A person has done something about it. */
  takenUp: boolean;
}

/** What an answer does: opens a case, opens it anew, closes it by itself, or is only noted on it. */
export function nextStep(before: Standing | null, answer: { score: number; bad: boolean }, enabled: boolean) {
  if (!before) return answer.bad && enabled ? 'open' : 'nothing';
  if (before.state === 'closed') {
    // Closed by a person about an answer that was as bad: they know. Worse than what they knew: they do not.
    const worse = answer.bad && (!before.bad || before.outcome === 'improved');
    return worse && enabled ? 'open-anew' : before.score === answer.score ? 'nothing' : 'note';
  }
  if (!answer.bad && !before.takenUp) return 'close';
  return before.score === answer.score ? 'nothing' : 'note';
}

const HOUR_S = 3600;

/** By working hours where there are any. */
export function dueAt(rule: Pick<CaseSettings, 'dueHours'>, hours: Hours | null, from: Date): Date {
  const seconds = rule.dueHours * HOUR_S;
  const plain = new Date(from.getTime() + seconds * 1000);
  return hours ? (addBusinessSeconds(hours, from, seconds) ?? plain) : plain;
}

export interface Colleague {
  id: string;
  role: 'owner' | 'lead' | 'agent';
  disabled: boolean;
  /** Open cases that they have. */
  load: number;
}

/**
 * Whose it is. Who is meant but gone is stood in for by a lead of the team, else any lead, else an owner; among several,
 * by who has the fewest. Null: nobody works here.
 */
export function ownerOf(
  rule: Pick<CaseSettings, 'owner' | 'agentId'>,
  about: { solverId: string | null; assigneeId: string | null; members: readonly string[] | null },
  colleagues: readonly Colleague[],
): string | null {
  const meant = { solver: about.solverId, assignee: about.assigneeId, agent: rule.agentId, lead: null }[rule.owner];
  const here = colleagues.filter((one) => !one.disabled);
  if (meant && here.some(({ id }) => id === meant)) return meant;
  const leads = here.filter(({ role }) => role === 'lead');
  const own = leads.filter(({ id }) => about.members?.includes(id));
  const groups = [own, leads, here.filter(({ role }) => role === 'owner'), here];
  const group = groups.find((some) => some.length > 0) ?? [];
  return [...group].sort((a, b) => a.load - b.load || a.id.localeCompare(b.id))[0]?.id ?? null;
}
