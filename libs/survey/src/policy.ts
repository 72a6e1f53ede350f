// Path C, "may we ask?": DEFINITIONS.md "Rules of asking", decided once when an episode is solved and checked again before sending.
import { awake, type QuietHours } from './quiet-hours.js';
import { type SurveyKind, scaleOf } from './scales.js';

/** Why an episode has no survey. The order is the order in which they are looked at: the first that applies is the reason. */
export const NOT_ASKED_REASONS = [
  'survey-disabled',
  'no-survey-fits',
  'scale-wrong',
  'spam',
  'merged',
  'reopened',
  'episode-over',
  'too-late',
  'agent-only',
  'solved-by-rule',
  'blocked',
  'no-address',
  'opted-out',
  'asked-lately',
  'sampled-out',
  'channel-window',
  'not-solved',
  'already-asked',
] as const;
export type NotAskedReason = (typeof NOT_ASKED_REASONS)[number];

/** What the workspace chose for this survey (and, for the delay, for this connection). */
export interface AskingRules {
  enabled: boolean;
  kind: SurveyKind;
  scaleMax: number;
  /** Seconds between solving and asking: 0 in chat and messengers, 3600 by e-mail. */
  delaySeconds: number;
  /** At most one request per person in this many days, over all channels; 0: no such limit. Default 7. */
  perPersonDays: number;
  /** The share of episodes that are asked, 0 to 1. */
  samplingRate: number;
  /** Days after which an episode is no longer worth asking about, and a link no longer works. Default 14. */
  expiryDays: number;
  /** Also ask where the customer never wrote. Default false. */
  askAgentOnly: boolean;
  /** Also ask where a rule solved the ticket, not a person. Default false. */
  askSolvedByRule: boolean;
  /** Nobody is asked in these hours of their own day; null: at any hour. */
  quiet: QuietHours | null;
}

export const DEFAULT_ASKING: AskingRules = {
  enabled: true,
  kind: 'csat',
  scaleMax: 5,
  delaySeconds: 0,
  perPersonDays: 7,
  samplingRate: 1,
  expiryDays: 14,
  askAgentOnly: false,
  askSolvedByRule: false,
  quiet: null,
};

/** The customer as the decision sees them. */
export interface Respondent {
  /** Blocked by us, or has blocked us. */
  blocked: boolean;
  /** There is a live address in the ticket's own channel (not dead, not unreachable; its connection still exists). */
  reachable: boolean;
  optedOut: boolean;
  /** When this person was last asked, over all channels and surveys, this very invitation left out; null: never. */
  lastAskedAt: Date | null;
  /** The customer's last message in this conversation; null: none. */
  lastWroteAt: Date | null;
  /** Where their day is; absent: UTC. */
  timeZone?: string;
}

export interface EpisodeFacts {
  now: Date;
  solvedAt: Date;
  spam: boolean;
  merged: boolean;
  /** Already reopened, or followed by another episode, when the decision is made late. Absent: no. */
  reopened?: boolean;
  episodeCurrent?: boolean;
  /** No customer message in the ticket at all. */
  agentOnly: boolean;
  /** Solved by a rule, not by a person. */
  byRule: boolean;
  respondent: Respondent;
  /** Hours after the customer's last message in which the channel lets us write; null: always. */
  replyWindowHours: number | null;
  /** A number in [0, 1) that is always the same for this episode, e.g. samplePoint(`${ticketId}:${episode}`). */
  samplePoint: number;
  rules: AskingRules;
}

export type Decision = { ask: true; dueAt: Date } | { ask: false; reason: NotAskedReason };

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** We stop this long before a channel's window shuts: a send takes time, and clocks differ. */
const WINDOW_MARGIN = 5 * 60_000;

/**
 * The one decision of a solved episode. Pure: the same facts always give the same answer.
 * `dueAt` is solvedAt + delay, put off to the end of quiet hours, brought forward where the channel's reply window would shut before; it may lie in the past.
 */
export function decide(facts: EpisodeFacts): Decision {
  const { rules, now, solvedAt } = facts;
  const never = standing({ ...facts, reopened: facts.reopened ?? false, episodeCurrent: facts.episodeCurrent ?? true });
  if (never) return { ask: false, reason: never };
  if (facts.agentOnly && !rules.askAgentOnly) return { ask: false, reason: 'agent-only' };
  if (facts.byRule && !rules.askSolvedByRule) return { ask: false, reason: 'solved-by-rule' };
  const zone = facts.respondent.timeZone ?? 'UTC';
  const wanted = awake(new Date(solvedAt.getTime() + rules.delaySeconds * 1000), rules.quiet, zone);
  const last = windowEnd(facts.respondent, facts.replyWindowHours);
  const dueAt = last !== null && last < wanted ? last : wanted;
  const person = respondentReason(facts.respondent, rules, dueAt);
  if (person) return { ask: false, reason: person };
  if (!(facts.samplePoint < rules.samplingRate)) return { ask: false, reason: 'sampled-out' };
  const shut = last !== null && (last < now || awake(dueAt, rules.quiet, zone) > last);
  if (shut) return { ask: false, reason: 'channel-window' };
  return { ask: true, dueAt };
}

export interface SendingFacts {
  now: Date;
  solvedAt: Date;
  spam: boolean;
  merged: boolean;
  /** The ticket is not solved any more (a closed ticket still is). */
  reopened: boolean;
  /** The episode asked about is still the ticket's latest. */
  episodeCurrent: boolean;
  respondent: Respondent;
  replyWindowHours: number | null;
  rules: AskingRules;
}

export type Recheck = { send: true } | { send: false; reason: NotAskedReason };

/** Asked once more at the moment of sending: the world may have changed while the survey waited. */
export function recheck(facts: SendingFacts): Recheck {
  const reason = standing(facts) ?? respondentReason(facts.respondent, facts.rules, facts.now);
  if (reason) return { send: false, reason };
  const last = windowEnd(facts.respondent, facts.replyWindowHours);
  // The margin was for planning: what is due inside it may still go until the window really shuts.
  if (last !== null && last.getTime() + WINDOW_MARGIN < facts.now.getTime())
    return { send: false, reason: 'channel-window' };
  return { send: true };
}

function standing(f: Omit<SendingFacts, 'respondent' | 'replyWindowHours'>): NotAskedReason | null {
  if (!f.rules.enabled) return 'survey-disabled';
  if (!scaleOf(f.rules.kind, f.rules.scaleMax)) return 'scale-wrong';
  if (f.spam) return 'spam';
  if (f.merged) return 'merged';
  if (f.reopened) return 'reopened';
  if (!f.episodeCurrent) return 'episode-over';
  if (f.now.getTime() - f.solvedAt.getTime() > f.rules.expiryDays * DAY) return 'too-late';
  return null;
}

function respondentReason(person: Respondent, rules: AskingRules, at: Date): NotAskedReason | null {
  if (person.blocked) return 'blocked';
  if (!person.reachable) return 'no-address';
  if (person.optedOut) return 'opted-out';
  const limit = rules.perPersonDays * DAY;
  if (person.lastAskedAt && at.getTime() - person.lastAskedAt.getTime() < limit) return 'asked-lately';
  return null;
}

/** The last moment at which we should write; null: no window. No message of theirs: it was never open. */
function windowEnd(person: Respondent, hours: number | null): Date | null {
  if (hours === null) return null;
  return person.lastWroteAt ? new Date(person.lastWroteAt.getTime() + hours * HOUR - WINDOW_MARGIN) : new Date(0);
}

/**
 * A number in [0, 1) that is always the same for the same text, evenly spread: FNV-1a over UTF-16 units, then Murmur3's
 * 32-bit finaliser (Appleby), so that ids that differ in one digit land far apart.
 */
export function samplePoint(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
