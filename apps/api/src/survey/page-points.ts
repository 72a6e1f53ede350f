// The points of a scale on the survey page: radio buttons with a shape, a number and a word, that need no script.
import { labelsOf, lookOf, pointsOf, symbolOf } from '@otklik/survey';
import type { Locale } from '../platform/words/words.js';
import type { AskedQuestion, AskedScale } from './invitation.store.js';

export interface PointsAsked {
  scale: Pick<AskedScale, 'kind' | 'min' | 'max' | 'look'> | AskedQuestion;
  locale: Locale;
  /** Of the form's field. */
  name: string;
  chosen: number | null;
  required: boolean;
}

/** Worst first, as in the letter, messengers and the chat: one below the other where each point has a word; else numbers in a row between the words of the ends. */
export function pointsHtml({ scale, locale, name, chosen, required }: PointsAsked): string {
  const labels = labelsOf(scale.kind, scale.max, locale);
  const named = labels.every(Boolean) && labels.length <= 7;
  const points = pointsOf(scale.kind, scale.max).map((score, i) => {
    const words = labels[i] ? `<span>${score} · ${asText(labels[i])}</span>` : '';
    const inside = named
      ? `${shapeOf(scale, score)}${words}`
      : `<span aria-hidden="true">${symbolOf(scale.kind, scale.max, score, scale.look)}</span>`;
    const spoken = named ? '' : ` aria-label="${asText(labels[i] ? `${score}, ${labels[i]}` : String(score))}"`;
    const marks = `${required ? ' required' : ''}${score === chosen ? ' checked' : ''}`;
    return `<label><input type="radio" name="${name}" value="${score}"${marks}${spoken}>${inside}</label>`;
  });
  if (named) return `<div class="points">${points.join('\n')}</div>`;
  // In two rows the last number stands far from its word, so the word names it.
  const end = (score: number | undefined, label = '') => `<span>${score} — ${asText(label)}</span>`;
  const scores = pointsOf(scale.kind, scale.max);
  const ends = `<p class="ends soft">${end(scores[0], labels[0])}${end(scores.at(-1), labels.at(-1))}</p>`;
  return `<div class="points short${scores.length > 10 ? ' eleven' : ''}">${points.join('\n')}</div>${ends}`;
}

/** Drawn here: not every device has the emoji. Words and numbers stand beside it. */
function shapeOf(scale: PointsAsked['scale'], score: number): string {
  const { min, max } = scale;
  const look = lookOf(scale.kind, max, scale.look);
  if (look === 'numbers') return '';
  if (look === 'stars')
    return `<span class="stars" aria-hidden="true">${'★'.repeat(score)}${'☆'.repeat(max - score)}</span>`;
  if (look === 'thumbs') return svg(THUMB, score === min ? ' class="down"' : '');
  const bend = ((score - min) / (max - min)) * 2 - 1;
  const [corner, middle] = [15.5 - bend * 1.5, 15.5 + bend * 4];
  const mouth = `M7.5 ${corner.toFixed(1)}Q12 ${middle.toFixed(1)} 16.5 ${corner.toFixed(1)}`;
  return svg(`<circle cx="12" cy="12" r="10"/><path d="M8.5 9v.6M15.5 9v.6"/><path d="${mouth}"/>`);
}

const THUMB =
  '<path d="M7 11v10H3V11zM7 11l4-8a2.5 2.5 0 0 1 2.5 2.8L13 9h6a2 2 0 0 1 2 2.3l-1.2 8A2 2 0 0 1 17.8 21H7"/>';

const svg = (inside: string, marks = '') =>
  `<svg${marks} aria-hidden="true" viewBox="0 0 24 24" width="30" height="30" fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round">${inside}</svg>`;

export function asText(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}
