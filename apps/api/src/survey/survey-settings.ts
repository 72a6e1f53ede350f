// Path C, "what the workspace chose": a survey's settings, their defaults, and what they mean for one connection and one language.
import {
  type AskingRules,
  DEFAULT_ASKING,
  DEFAULT_MAX,
  followUpOf,
  type Look,
  lookOf,
  pointsOf,
  type QuietHours,
  questionOf,
  type Standing,
  type SurveyKind,
  scaleOf,
  standingOf,
} from '@otklik/survey';
import type { Locale } from '../platform/words/words.js';
import type { AskedScale } from './invitation.store.js';

/** What a workspace may word itself; what is absent is asked in our words. */
export interface Wording {
  question?: string;
  followUpLow?: string;
  followUpMiddle?: string;
  followUpGood?: string;
}

/** A second or third question. Without words of its own it is asked in ours. */
export interface MoreQuestion {
  id: string;
  kind: SurveyKind;
  scaleMax: number;
  look: Look;
  words: Partial<Record<Locale, string>>;
}

/** A short reason to tick, shown after the scores that it suits. */
export interface ReasonChip {
  id: string;
  on: Standing[];
  words: Partial<Record<Locale, string>>;
}

/** What becomes of a bad answer. */
export interface CaseSettings {
  /** Off: a bad answer is shown and told of, and nobody's task. */
  enabled: boolean;
  /** A case is opened at this score and below; null: after every low one. */
  at: number | null;
  owner: CaseOwner;
  /** Where the owner is one agent. */
  agentId: string | null;
  /** Hours until it is due, of the working hours; without any, of the clock. */
  dueHours: number;
  playbook: string;
  steps: string[];
  /** The customer is asked once more when it is closed. */
  askAgain: boolean;
}

export const CASE_OWNERS = ['solver', 'assignee', 'lead', 'agent'] as const;
export type CaseOwner = (typeof CASE_OWNERS)[number];

export const USUAL_CASES: CaseSettings = {
  enabled: true,
  at: null,
  owner: 'solver',
  agentId: null,
  dueHours: 8,
  playbook: '',
  steps: [],
  askAgain: true,
};

/** Asks everybody it is meant for, again and again. */
export interface RoundSettings {
  everyDays: number;
  /** The day of the first round, YYYY-MM-DD. */
  startOn: string;
  /** Null: everybody. */
  segmentId: string | null;
  /** Only people with whom there was a message in so many days. */
  activeDays: number;
}

/** A place where whoever is glad may say so in public. */
export interface ReviewPlace {
  label: string;
  url: string;
}

export interface SurveySettings {
  scaleMax: number;
  look: Look;
  /** Asks after a solve, if it is meant for the ticket; else only where somebody asks for it. */
  automatic: boolean;
  /** Seconds between solving and asking, by connection id or by channel kind; absent: the channel's own default. */
  delaySeconds: Record<string, number>;
  /** At most one request per person in this many days, over all channels; 0: no limit. */
  perPersonDays: number;
  samplingPercent: number;
  expiryDays: number;
  /** Hours of the customer's own day in which nobody is asked; null: none. */
  quiet: QuietHours | null;
  /** Days after asking at which who has not answered is reminded, once; 0: never. */
  reminderDays: number;
  askAgentOnly: boolean;
  askSolvedByRule: boolean;
  /** Asks by e-mail, whatever the channel of the ticket, who has written to us by e-mail before. */
  byMail: boolean;
  wording: Partial<Record<Locale, Wording>>;
  more: MoreQuestion[];
  reasons: ReasonChip[];
  cases: CaseSettings;
  /** Shown beside the thanks for a good answer. */
  reviews: ReviewPlace[];
  /** Null: it never asks by the calendar. */
  rounds: RoundSettings | null;
}

export function defaultSettings(kind: SurveyKind): SurveySettings {
  return {
    scaleMax: DEFAULT_MAX[kind],
    look: lookOf(kind, DEFAULT_MAX[kind]),
    automatic: true,
    delaySeconds: {},
    perPersonDays: DEFAULT_ASKING.perPersonDays,
    samplingPercent: DEFAULT_ASKING.samplingRate * 100,
    expiryDays: DEFAULT_ASKING.expiryDays,
    quiet: DEFAULT_ASKING.quiet,
    reminderDays: 0,
    askAgentOnly: DEFAULT_ASKING.askAgentOnly,
    askSolvedByRule: DEFAULT_ASKING.askSolvedByRule,
    byMail: false,
    wording: {},
    more: [],
    reasons: [],
    cases: USUAL_CASES,
    reviews: [],
    rounds: null,
  };
}

/** The rules for one ticket: the connection's own delay first, then its kind's, then the channel's default. */
export function rulesFor(
  survey: { enabled: boolean; kind: SurveyKind; settings: SurveySettings },
  where: { connectionId: string; channel: string; channelDelaySeconds: number },
): AskingRules {
  const { settings } = survey;
  return {
    enabled: survey.enabled,
    kind: survey.kind,
    scaleMax: settings.scaleMax,
    delaySeconds:
      settings.delaySeconds[where.connectionId] ?? settings.delaySeconds[where.channel] ?? where.channelDelaySeconds,
    perPersonDays: settings.perPersonDays,
    samplingRate: settings.samplingPercent / 100,
    expiryDays: settings.expiryDays,
    askAgentOnly: settings.askAgentOnly,
    askSolvedByRule: settings.askSolvedByRule,
    quiet: settings.quiet,
  };
}

export function questionIn(
  kind: SurveyKind,
  settings: Pick<SurveySettings, 'wording'>,
  locale: Locale,
  byLink = false,
): string {
  return settings.wording[locale]?.question || questionOf(kind, locale, byLink);
}

/** The open question after a score. @throws RangeError when the score is not on the scale. */
export function followUpIn(
  survey: { kind: SurveyKind; scaleMax: number; wording: Partial<Record<Locale, Wording>> },
  score: number,
  locale: Locale,
): string {
  const own = survey.wording[locale];
  const standing = standingOf(survey.kind, survey.scaleMax, score);
  const words = { low: own?.followUpLow, middle: own?.followUpMiddle, good: own?.followUpGood }[standing];
  return words || followUpOf(survey.kind, survey.scaleMax, score, locale);
}

export type FollowUps = Record<Standing, string>;

/** The open question after each group of scores; for thumbs the middle is never asked. */
export function followUpsIn(
  survey: { kind: SurveyKind; scaleMax: number; wording: Partial<Record<Locale, Wording>> },
  locale: Locale,
): FollowUps {
  const points = pointsOf(survey.kind, survey.scaleMax);
  const after = (standing: Standing) => {
    const score = points.find((one) => standingOf(survey.kind, survey.scaleMax, one) === standing);
    return score === undefined ? '' : followUpIn(survey, score, locale);
  };
  return { low: after('low'), middle: after('middle'), good: after('good') };
}

/** Words in a language, else in whichever there are. */
export const wordsIn = (words: Partial<Record<Locale, string>>, locale: Locale): string =>
  words[locale] || words.en || Object.values(words).find(Boolean) || '';

/** Everything that is asked, in one language, to be kept with the invitation or shown by a link. The scale must be allowed. */
export function askedScale(
  survey: { kind: SurveyKind; settings: SurveySettings },
  locale: Locale,
  byLink = false,
): AskedScale {
  const { kind, settings } = survey;
  const { min, max } = scaleOf(kind, settings.scaleMax)!;
  return {
    kind,
    min,
    max,
    question: questionIn(kind, settings, locale, byLink),
    look: lookOf(kind, max, settings.look),
    more: settings.more.flatMap((one) => {
      const scale = scaleOf(one.kind, one.scaleMax);
      if (!scale) return [];
      const question = one.words[locale] || questionOf(one.kind, locale);
      const look = lookOf(one.kind, one.scaleMax, one.look);
      return [{ id: one.id, kind: one.kind, min: scale.min, max: scale.max, look, question }];
    }),
    reasons: settings.reasons.map(({ id, on, words }) => ({ id, on, label: wordsIn(words, locale) })),
  };
}

/** What was asked, in another language: the points as they were, the words as they would be said now. */
export function retold(asked: AskedScale, survey: { kind: SurveyKind; settings: SurveySettings }, locale: Locale) {
  const { settings } = survey;
  return {
    ...asked,
    question: questionIn(asked.kind, settings, locale),
    more: asked.more?.map((one) => {
      const now = settings.more.find(({ id }) => id === one.id);
      return { ...one, question: now?.words[locale] || (now ? questionOf(one.kind, locale) : one.question) };
    }),
    reasons: asked.reasons?.map((one) => {
      const now = settings.reasons.find(({ id }) => id === one.id);
      return { ...one, label: now ? wordsIn(now.words, locale) : one.label };
    }),
  };
}
