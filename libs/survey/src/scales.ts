// Path C, "what is asked": the three surveys, their scales and which scores count as good.

/** CSAT: satisfaction with how a case was handled. NPS: would you recommend us. CES: how easy was it. */
export type SurveyKind = 'csat' | 'nps' | 'ces';
export const SURVEY_KINDS: readonly SurveyKind[] = ['csat', 'nps', 'ces'];

export interface Scale {
  kind: SurveyKind;
  /** Lowest score: 1, or 0 for NPS. */
  min: number;
  max: number;
  /** The lowest score that counts as good. */
  goodFrom: number;
}

/**
 * DEFINITIONS.md "Satisfaction". CSAT 5: the top two boxes; 7 and 10: the top two; 3 and 2 (thumbs): the top one.
 * NPS: promoters 9–10 (Reichheld, "The One Number You Need to Grow", HBR 2003). CES 2.0: 5–7 of 7 agree that it was easy
 * (Dixon, Toman and DeLisi, "The Effortless Experience", 2013).
 */
const SCALES: readonly Scale[] = [
  { kind: 'csat', min: 1, max: 2, goodFrom: 2 },
  { kind: 'csat', min: 1, max: 3, goodFrom: 3 },
  { kind: 'csat', min: 1, max: 5, goodFrom: 4 },
  { kind: 'csat', min: 1, max: 7, goodFrom: 6 },
  { kind: 'csat', min: 1, max: 10, goodFrom: 9 },
  { kind: 'nps', min: 0, max: 10, goodFrom: 9 },
  { kind: 'ces', min: 1, max: 7, goodFrom: 5 },
];

/** The scale's usual length: what a new survey starts with. */
export const DEFAULT_MAX: Record<SurveyKind, number> = { csat: 5, nps: 10, ces: 7 };

/** The allowed scale of this kind that ends at `max`, or null: then it must not be asked. */
export function scaleOf(kind: SurveyKind, max: number): Scale | null {
  return SCALES.find((scale) => scale.kind === kind && scale.max === max) ?? null;
}

/** The allowed lengths for a kind, shortest first. */
export function maximaOf(kind: SurveyKind): number[] {
  return SCALES.filter((scale) => scale.kind === kind).map((scale) => scale.max);
}

/** Every score that can be given, lowest first. Empty for a scale that is not allowed. */
export function pointsOf(kind: SurveyKind, max: number): number[] {
  const scale = scaleOf(kind, max);
  return scale ? Array.from({ length: scale.max - scale.min + 1 }, (_, i) => scale.min + i) : [];
}

/** Whether `score` is one of the scale's points: what an answer from outside must pass. */
export function isPoint(kind: SurveyKind, max: number, score: number): boolean {
  return pointsOf(kind, max).includes(score);
}

/** @throws RangeError for a scale that is not allowed or a score that is not on it: such an answer must never have been stored. */
export function isGood(kind: SurveyKind, scaleMax: number, score: number): boolean {
  return standingOf(kind, scaleMax, score) === 'good';
}

/** low, middle or good: chooses the follow-up's words, and whether a case is opened. */
export type Standing = 'low' | 'middle' | 'good';

/**
 * NPS has its own three groups (0–6, 7–8, 9–10). Elsewhere the middle is what stands between the lower half and good:
 * 3 of 5, 2 of 3, 4–5 of 7, 6–8 of 10, 4 of 7 for ease; thumbs have none.
 * @throws RangeError like isGood.
 */
export function standingOf(kind: SurveyKind, scaleMax: number, score: number): Standing {
  const scale = scaleOf(kind, scaleMax);
  if (!scale || !isPoint(kind, scaleMax, score))
    throw new RangeError(`${score} is not on the ${kind} scale to ${scaleMax}`);
  if (score >= scale.goodFrom) return 'good';
  if (kind === 'nps') return score >= 7 ? 'middle' : 'low';
  return score >= (scale.min + scale.max) / 2 && scale.max > 2 ? 'middle' : 'low';
}

/** How the points of a scale are shown. */
export type Look = 'thumbs' | 'faces' | 'stars' | 'numbers';

/** The looks that suit a scale, the usual one first; empty for a scale that is not allowed. Two points are thumbs, eleven are numbers. */
export function looksOf(kind: SurveyKind, max: number): Look[] {
  if (!scaleOf(kind, max)) return [];
  if (kind === 'nps') return ['numbers'];
  if (kind === 'ces') return ['numbers', 'faces'];
  if (max === 2) return ['thumbs'];
  if (max === 10) return ['numbers', 'stars'];
  return max === 7 ? ['numbers', 'faces', 'stars'] : ['faces', 'stars', 'numbers'];
}

/** `wish` where it suits the scale, else the usual look. */
export function lookOf(kind: SurveyKind, max: number, wish?: string | null): Look {
  const looks = looksOf(kind, max);
  return looks.find((look) => look === wish) ?? looks[0] ?? 'numbers';
}

const THUMBS = ['👎', '👍'];
const FACES: Record<number, string[]> = {
  3: ['🙁', '😐', '🙂'],
  5: ['😞', '🙁', '😐', '🙂', '😊'],
  7: ['😠', '😞', '🙁', '😐', '🙂', '😊', '🤩'],
};
/** More stars than these nobody counts: the number stands before one. */
const MOST_STARS = 5;

/** A shape for a score, for buttons; the bare number where the look has none. Never the only sign: pair it with a label. */
export function symbolOf(kind: SurveyKind, scaleMax: number, score: number, look?: Look | null): string {
  const shown = lookOf(kind, scaleMax, look);
  const scale = scaleOf(kind, scaleMax);
  const place = scale ? score - scale.min : -1;
  if (shown === 'thumbs') return THUMBS[place] ?? String(score);
  if (shown === 'faces') return FACES[scaleMax]?.[place] ?? String(score);
  if (shown === 'stars') return scaleMax <= MOST_STARS ? '★'.repeat(score) : `${score} ★`;
  return String(score);
}
