// What each figure is called and how it is defined, in the reader's language.
import { NOT_ASKED_REASONS, type NotAskedReason, reasonWords } from '@otklik/survey';
import type { Say, Word } from '../words/words.js';

const NAMES: Record<string, Word> = {
  'tickets.opened': 'figure.opened',
  'tickets.solved': 'figure.solved',
  'tickets.waiting': 'figure.waiting',
  'tickets.unanswered': 'figure.unanswered',
  'first-response': 'figure.first-response',
  'next-response': 'figure.next-response',
  'first-resolution': 'figure.first-resolution',
  'full-resolution': 'figure.full-resolution',
  'requester-wait': 'figure.requester-wait',
  'agent-wait': 'figure.agent-wait',
  handoffs: 'figure.handoffs',
  'handoffs.none': 'figure.no-handoffs',
  touches: 'figure.touches',
  'one-touch': 'figure.one-touch',
  reopened: 'figure.reopened',
  'reopened.unjudged': 'figure.unjudged',
  'csat.good': 'figure.csat',
  'csat.answered': 'figure.response-rate',
  'csat.sent': 'figure.sent',
  'nps.answered': 'figure.response-rate',
  'ces.answered': 'figure.response-rate',
  'ces.good': 'figure.ces',
  'cases.opened': 'figure.cases-opened',
  'cases.recovered': 'figure.cases-recovered',
};
const DEFINITIONS: Record<string, Word> = {
  'tickets.opened': 'define.opened',
  'tickets.solved': 'define.solved',
  'tickets.waiting': 'define.waiting',
  'tickets.unanswered': 'define.unanswered',
  'first-response': 'define.first-response',
  'next-response': 'define.next-response',
  'first-resolution': 'define.first-resolution',
  'full-resolution': 'define.full-resolution',
  'requester-wait': 'define.requester-wait',
  'agent-wait': 'define.agent-wait',
  handoffs: 'define.handoffs',
  'handoffs.none': 'define.no-handoffs',
  touches: 'define.touches',
  'one-touch': 'define.one-touch',
  reopened: 'define.reopened',
  'reopened.unjudged': 'define.unjudged',
  'csat.good': 'define.csat',
  'csat.answered': 'define.response-rate',
  'csat.sent': 'define.sent',
  'nps.answered': 'define.response-rate',
  'ces.answered': 'define.response-rate',
  'ces.good': 'define.ces',
  'cases.opened': 'define.cases-opened',
  'cases.recovered': 'define.cases-recovered',
};

/** Parts of the surveys of any kind, by what stands after the kind. */
const PARTS: Record<string, [Word, Word]> = {
  net: ['figure.nps', 'define.nps'],
  sent: ['figure.sent', 'define.sent'],
  answered: ['figure.answered', 'define.answered'],
  points: ['figure.points', 'define.points'],
  everybody: ['figure.everybody', 'define.everybody'],
  silent: ['figure.silent', 'define.silent'],
  low: ['figure.low', 'define.low'],
  middle: ['figure.middle', 'define.middle'],
  good: ['figure.good', 'define.good'],
};

/** Series of the page of load, and promises of one kind: which one of it is meant, the screen says beside. */
const LOAD: [RegExp, Word, Word][] = [
  [/^tickets\.hour\./, 'load.hours', 'define.hours'],
  [/^tickets\.open\./, 'load.open', 'define.open'],
  [/^tickets\.age\./, 'load.ages', 'define.ages'],
  [/^spread\./, 'load.spread', 'define.spread'],
  [/^promises\.ended/, 'figure.promises-ended', 'define.promises-ended'],
  [/^promises\.kept/, 'figure.promises-kept', 'define.promises-kept'],
  [/^promises\.late/, 'figure.promises-late', 'define.promises-late'],
  [/^promises\.broken/, 'figure.promises-broken', 'define.promises-broken'],
  [/^touches\./, 'figure.touches', 'define.touches'],
];

/** Name and definition of what is one of a series, or a part of the surveys. */
function oneOf(figure: string): [Word, Word] | undefined {
  const part = PARTS[/^(?:csat|nps|ces)\.([a-z]+)$/.exec(figure)?.[1] ?? ''];
  if (part) return part;
  const load = LOAD.find(([pattern]) => pattern.test(figure));
  return load && [load[1], load[2]];
}

export function figureName(figure: string, say: Say, locale: string): string {
  const known = NAMES[figure];
  if (known) return say(known);
  const one = oneOf(figure);
  if (one) return say(one[0]);
  const score = /^(?:csat|nps|ces)\.score\.(\d+)\.(\d+)$/.exec(figure);
  if (score) return say('row.rated', { score: score[2] ?? '', max: score[1] ?? '' });
  const reason = figure.replace(/^not-asked\./, '');
  return (NOT_ASKED_REASONS as readonly string[]).includes(reason)
    ? reasonWords(reason as NotAskedReason, locale)
    : reason;
}

export function figureDefinition(figure: string, say: Say): string {
  const known = DEFINITIONS[figure];
  if (known) return say(known);
  const one = oneOf(figure);
  if (one) return say(one[1]);
  return say(figure.startsWith('not-asked.') ? 'define.not-asked' : 'define.score');
}
