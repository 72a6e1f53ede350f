// Path C, "what the workspace chose": a survey's settings, their defaults, and what they mean for one connection and one language.
import {
  type AskingRules,
  DEFAULT_ASKING,
  DEFAULT_MAX,
  followUpOf,
  questionOf,
  type SurveyKind,
  standingOf,
} from '@otklik/survey';
import type { Locale } from '../platform/words/words.js';

/** What a workspace may word itself; what is absent is asked in our words. */
export interface Wording {
  question?: string;
  followUpLow?: string;
  followUpMiddle?: string;
  followUpGood?: string;
}

export interface SurveySettings {
  scaleMax: number;
  /** Seconds between solving and asking, by connection id or by channel kind; absent: the channel's own default. */
  delaySeconds: Record<string, number>;
  /** At most one request per person in this many days, over all channels; 0: no limit. */
  perPersonDays: number;
  samplingPercent: number;
  expiryDays: number;
  askAgentOnly: boolean;
  askSolvedByRule: boolean;
  wording: Partial<Record<Locale, Wording>>;
}

export function defaultSettings(kind: SurveyKind): SurveySettings {
  return {
    scaleMax: DEFAULT_MAX[kind],
    delaySeconds: {},
    perPersonDays: DEFAULT_ASKING.perPersonDays,
    samplingPercent: DEFAULT_ASKING.samplingRate * 100,
    expiryDays: DEFAULT_ASKING.expiryDays,
    askAgentOnly: DEFAULT_ASKING.askAgentOnly,
    askSolvedByRule: DEFAULT_ASKING.askSolvedByRule,
    wording: {},
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
  };
}

export function questionIn(kind: SurveyKind, settings: SurveySettings, locale: Locale): string {
  return settings.wording[locale]?.question || questionOf(kind, locale);
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
