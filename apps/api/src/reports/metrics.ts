// What each figure is, exactly: its formula, its day, what is left out of it, and by which formulas of libs/survey it is counted.
import type { FigureName } from './figures.js';

export interface Metric {
  /** An id that opens rows (see figures.ts): of a series, one of it. */
  example: string;
  shows: 'count' | 'share' | 'duration';
  formula: string;
  /** Which instant puts it on a day, and whose agent and team it is filtered by. */
  counted: string;
  /** Beside what is in no figure at all: spam, merged tickets, the trash. */
  leftOut: string | null;
  /** Functions of libs/survey, where the source of each formula stands. */
  methods: readonly string[];
}

const TIMES = ['bucketOf', 'quantile', 'estimateQuantile', 'compareQuantiles'];
const PRESENT = 'agent and team are the present ones';
const SOLVER = 'agent and team are those who solved';
const duration = (from: string, to: string) =>
  `median, p90, p99 and mean of (${to} − ${from}), each twice: calendar seconds, and seconds within the working hours then in force`;
const UNMEASURED =
  'On the working-hours clock, those that ended while no calendar was in force: their number is shown beside.';

export const METRICS: Readonly<Record<FigureName, Metric>> = {
  'tickets.opened': {
    example: 'tickets.opened',
    shows: 'count',
    formula: 'number of tickets',
    counted: `on the day of the first message; ${PRESENT}`,
    leftOut: null,
    methods: ['compareCounts'],
  },
  'tickets.solved': {
    example: 'tickets.solved',
    shows: 'count',
    formula: 'number of episodes solved',
    counted: `on the day of solving; ${SOLVER}`,
    leftOut: 'A solving that was taken back at once: it never was.',
    methods: ['compareCounts'],
  },
  'tickets.waiting': {
    example: 'tickets.waiting',
    shows: 'count',
    formula:
      'number of tickets whose customer’s last message has no public reply by a person yet; beside it the longest such wait',
    counted: `now, whatever the period; ${PRESENT}`,
    leftOut: 'Automatic messages, and a message that was marked as “only thanks”.',
    methods: [],
  },
  'tickets.unanswered': {
    example: 'tickets.unanswered',
    shows: 'count',
    formula: 'number of waits that ended by solving, without a reply',
    counted: `on the day of solving; ${SOLVER}`,
    leftOut: null,
    methods: [],
  },
  'tickets.hour': {
    example: 'tickets.hour.1.9',
    shows: 'count',
    formula: 'number of tickets, by weekday and hour of the workspace’s own clock',
    counted: `at the first message; ${PRESENT}`,
    leftOut: null,
    methods: [],
  },
  'tickets.open': {
    example: 'tickets.open.2026-03-01',
    shows: 'count',
    formula:
      'number of tickets opened and not solved, or reopened and not solved again, by the end of the day; today, by now',
    counted: `at the end of each day of the workspace; ${PRESENT}`,
    leftOut: 'A reopening that was taken back as “only thanks”: the ticket stayed solved.',
    methods: [],
  },
  'tickets.age': {
    example: 'tickets.age.1',
    shows: 'count',
    formula: 'number of open tickets, by the time since their first message',
    counted: `now, whatever the period; ${PRESENT}`,
    leftOut: null,
    methods: [],
  },
  spread: {
    example: 'spread.first-response.4',
    shows: 'count',
    formula: 'number of durations by their length; each bar about twice as wide as the one before',
    counted: 'as the duration itself',
    leftOut: UNMEASURED,
    methods: ['quantile'],
  },
  'first-response': {
    example: 'first-response',
    shows: 'duration',
    formula: duration('first message of the customer', 'first public reply by a person'),
    counted: 'on the day of the reply; agent and team are those of the sender',
    leftOut: `Tickets started by an agent; replies by bots and automatic replies; replies undone before they left. ${UNMEASURED}`,
    methods: TIMES,
  },
  'next-response': {
    example: 'next-response',
    shows: 'duration',
    formula: duration('first message of the customer since the last public reply', 'next public reply by a person'),
    counted: 'on the day of the reply; agent and team are those of the sender; one value a wait',
    leftOut: `Waits that ended by solving without a reply: they are counted as a figure of their own. ${UNMEASURED}`,
    methods: TIMES,
  },
  'first-resolution': {
    example: 'first-resolution',
    shows: 'duration',
    formula: duration('first message of the customer', 'first solving'),
    counted: `on the day of that solving; ${SOLVER}`,
    leftOut: `Tickets in which the customer never wrote. ${UNMEASURED}`,
    methods: TIMES,
  },
  'full-resolution': {
    example: 'full-resolution',
    shows: 'duration',
    formula: duration('first message of the customer', 'last solving'),
    counted: `on the day of that solving; ${SOLVER}`,
    leftOut: `Tickets in which the customer never wrote, and tickets that are open again. ${UNMEASURED}`,
    methods: TIMES,
  },
  'csat.sent': {
    example: 'csat.sent',
    shows: 'count',
    formula: 'number of CSAT surveys sent',
    counted: `on the day of sending; ${SOLVER}`,
    leftOut: 'Surveys that wait to be sent, and those cancelled before.',
    methods: [],
  },
  'csat.answered': {
    example: 'csat.answered',
    shows: 'share',
    formula: 'CSAT surveys answered ÷ CSAT surveys sent, of the same surveys',
    counted: `on the day of sending, whenever the answer came; ${SOLVER}`,
    leftOut: 'Surveys not sent.',
    methods: ['wilson', 'compareShares'],
  },
  'csat.good': {
    example: 'csat.good',
    shows: 'share',
    formula: 'good answers ÷ all answers × 100; which scores are good depends on the scale (see Surveys)',
    counted: `on the day of sending; ${SOLVER}; of an answer that was changed the latest version`,
    leftOut: 'Surveys without an answer: see the response rate beside it, and what may be said of the silent.',
    methods: ['wilson', 'compareShares'],
  },
  'csat.score': {
    example: 'csat.score.5.4',
    shows: 'count',
    formula: 'number of answers with this score on this scale',
    counted: `on the day of sending; ${SOLVER}`,
    leftOut: 'Earlier versions of answers that were changed.',
    methods: [],
  },
  'nps.net': {
    example: 'nps.net',
    shows: 'share',
    formula: 'share of 9–10 × 100 − share of 0–6 × 100, of all NPS answers',
    counted: `on the day of sending; ${SOLVER}; of an answer that was changed the latest version`,
    leftOut: 'Surveys without an answer.',
    methods: ['netPromoterScore', 'npsInterval', 'compareNps'],
  },
  'ces.good': {
    example: 'ces.good',
    shows: 'share',
    formula: 'answers of 5–7 of 7 ÷ all answers × 100; the mean beside it',
    counted: `on the day of sending; ${SOLVER}; of an answer that was changed the latest version`,
    leftOut: 'Surveys without an answer.',
    methods: ['customerEffort', 'wilson', 'compareShares'],
  },
  'csat.points': {
    example: 'csat.points',
    shows: 'share',
    formula:
      '(mean score − lowest of the scale) ÷ (highest − lowest) × 100; answers on several scales each on their own',
    counted: `as the score; beside it the bands of the trade, good from 80, poor below 60`,
    leftOut: 'Surveys without an answer.',
    methods: ['pointsOfHundred', 'normalInterval'],
  },
  'csat.low': {
    example: 'csat.low',
    shows: 'count',
    formula: 'number of answers below the middle of their scale; of an NPS, 0–6',
    counted: 'as the score',
    leftOut: null,
    methods: ['standingOf'],
  },
  'csat.silent': {
    example: 'csat.silent',
    shows: 'count',
    formula:
      'number of surveys sent and not answered, compared with those that were by everything that can be seen of their tickets',
    counted: 'on the day of sending',
    leftOut: 'Surveys that never left.',
    methods: ['compareSilent', 'silentBounds', 'boundsAtOdds'],
  },
  'csat.everybody': {
    example: 'csat.everybody',
    shows: 'share',
    formula:
      'the score if within each kind of ticket (channel, reopened or not, first response, handed on or not, team) the silent were like those who answered: answers weighted by how often their kind occurs',
    counted: 'as the score',
    leftOut: null,
    methods: ['postStratify', 'collapse'],
  },
  'cases.opened': {
    example: 'cases.opened',
    shows: 'count',
    formula: 'number of cases opened after a bad answer; which answers are bad, the survey says',
    counted: 'on the day of the answer; agent is who has it now or had it last, team that of the solver',
    leftOut: null,
    methods: ['compareCounts'],
  },
  'cases.recovered': {
    example: 'cases.recovered',
    shows: 'share',
    formula: 'cases that a person closed as recovered ÷ cases that a person closed × 100',
    counted:
      'on the day of closing; agent is who had it then, team that of the solver; of a case closed twice the last time',
    leftOut:
      'Cases that are open, and those whose customer gave a better answer before anybody had begun: nobody recovered them.',
    methods: ['wilson', 'compareShares'],
  },
  'not-asked': {
    example: 'not-asked.asked-lately',
    shows: 'count',
    formula: 'number of solved episodes for which this was the reason not to send a survey',
    counted: `on the day of the decision; ${SOLVER}`,
    leftOut: null,
    methods: ['decide', 'recheck'],
  },
};
