// What keeps rules from running in circles, pure: whether a rule may run for this, and whether it may speak to the customer.

/** Rules that set each other off: no further than this. */
export const MAX_CHAIN = 5;
/** One rule on one ticket in an hour, whatever sets it off. */
export const MAX_RUNS_AN_HOUR = 30;
/** One rule speaks to one customer no more often than this. */
export const REPLY_PAUSE_MS = 10 * 60_000;
/** Automatic words since a person last spoke on our side: after these, rules are silent until somebody does. */
export const MAX_REPLIES_ALONE = 5;

export type HeldBack = 'chain' | 'too-often';
export type Silenced = 'automatic-message' | 'spoke-just-now' | 'spoke-enough' | 'spam' | 'blocked';

/** Null: it may run. Its own doing, however indirect, a rule never hears of: `itself` leaves not even a line in the log. */
export function mayRun(ruleId: string, chain: string[], runsInAnHour: number): HeldBack | 'itself' | null {
  if (chain.includes(ruleId)) return 'itself';
  if (chain.length >= MAX_CHAIN) return 'chain';
  return runsInAnHour >= MAX_RUNS_AN_HOUR ? 'too-often' : null;
}

export interface TalkSoFar {
  /** The customer's side last said something by a machine. */
  lastWasAutomatic: boolean;
  /** When this rule last spoke here. */
  spokeAt: Date | null;
  /** Automatic words since the last public reply of a person. */
  repliesAlone: number;
  spam: boolean;
  /** The person is blocked, or nothing reaches the address. */
  unreachable: boolean;
}

/** Null: it may speak. */
export function maySpeak(talk: TalkSoFar, now: Date): Silenced | null {
  if (talk.spam) return 'spam';
  if (talk.unreachable) return 'blocked';
  if (talk.lastWasAutomatic) return 'automatic-message';
  if (talk.spokeAt && now.getTime() - talk.spokeAt.getTime() < REPLY_PAUSE_MS) return 'spoke-just-now';
  return talk.repliesAlone >= MAX_REPLIES_ALONE ? 'spoke-enough' : null;
}
