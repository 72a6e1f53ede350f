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
const ENDED = 'on the day it ended; agent, team and priority are those of that reply or that solving';
const SOLVER = 'agent and team are those who solved';
const SOLVED = `on the day of solving; ${SOLVER}`;
const ANNULLED = 'A solving that was taken back at once: it never was.';
const UNJUDGED = `Episodes solved on a day whose end is less than seven days ago: they are counted apart. ${ANNULLED}`;
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
  'requester-wait': {
    example: 'requester-wait',
    shows: 'duration',
    formula:
      'median, p90, p99 and mean of the seconds that the ticket was new, open or on hold, from its opening to this solving; by the calendar alone, whichever clock is chosen: what it waited is not told by working hours',
    counted: SOLVED,
    leftOut: `The time between a solving and a reopening. ${ANNULLED}`,
    methods: TIMES,
  },
  'agent-wait': {
    example: 'agent-wait',
    shows: 'duration',
    formula:
      'median, p90, p99 and mean of the seconds that the ticket was pending, waiting for its customer, from its opening to this solving; by the calendar alone; 0 where it never was',
    counted: SOLVED,
    leftOut: `The time between a solving and a reopening. ${ANNULLED}`,
    methods: TIMES,
  },
  handoffs: {
    example: 'handoffs',
    shows: 'count',
    formula:
      'changes of agent or team after the first assignment, from the opening of the ticket to this solving: their mean',
    counted: SOLVED,
    leftOut: `The first assignment, and a ticket given back, from nobody, to whoever had it last. ${ANNULLED}`,
    methods: [],
  },
  'handoffs.none': {
    example: 'handoffs.none',
    shows: 'share',
    formula: 'episodes solved without a handoff ÷ episodes solved',
    counted: SOLVED,
    leftOut: ANNULLED,
    methods: ['wilson', 'compareShares'],
  },
  touches: {
    example: 'touches.1',
    shows: 'count',
    formula:
      'public replies by people, from the opening of the ticket to this solving: their mean, and how many episodes had none, one, two, three, four and more',
    counted: SOLVED,
    leftOut: `Notes, bots and automatic replies; replies undone before they left. ${ANNULLED}`,
    methods: [],
  },
  'one-touch': {
    example: 'one-touch',
    shows: 'share',
    formula:
      'first episodes solved with exactly one public reply by a person and not reopened within seven days ÷ episodes solved and judged',
    counted: SOLVED,
    leftOut: UNJUDGED,
    methods: ['wilson', 'compareShares'],
  },
  reopened: {
    example: 'reopened',
    shows: 'share',
    formula:
      'episodes reopened within seven days (168 hours) ÷ episodes solved and judged; beside it the tickets and the people behind them, each once',
    counted: SOLVED,
    leftOut: `${UNJUDGED} A reopening that was taken back as “only thanks”, and one after more than seven days.`,
    methods: ['wilson', 'compareShares'],
  },
  'reopened.unjudged': {
    example: 'reopened.unjudged',
    shows: 'count',
    formula: 'episodes solved on a day whose end is less than seven days ago: they may still be reopened in time',
    counted: SOLVED,
    leftOut: null,
    methods: [],
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
  'promises.ended': {
    example: 'promises.ended.first-response',
    shows: 'count',
    formula:
      'number of promises that ended: met by the reply or the solving that was promised, in time or too late; or broken, and then given up when the ticket was solved without the reply',
    counted: `${ENDED}; of a promise that is met again after its reply had failed, the last time`,
    leftOut:
      'Promises that still run, broken or not; those that solving ended before they were due; a met one whose reply failed or whose solving was taken back, until it is met again.',
    methods: [],
  },
  'promises.kept': {
    example: 'promises.kept',
    shows: 'share',
    formula:
      'promises met not later than at the instant that was promised, by the clock of their policy and without its pauses ÷ promises that ended × 100',
    counted: ENDED,
    leftOut: 'As of promises that ended. Those that are broken while their wait goes on are told beside it.',
    methods: ['wilson', 'compareShares'],
  },
  'promises.late': {
    example: 'promises.late.resolution',
    shows: 'duration',
    formula:
      'number of promises that ended and were broken; by how much, as median and p90 of calendar seconds between the instant that was promised and the end',
    counted: ENDED,
    leftOut: null,
    methods: ['bucketOf', 'quantile'],
  },
  'promises.broken': {
    example: 'promises.broken',
    shows: 'count',
    formula:
      'number of promises that are overdue while the reply or the solving that was promised is still to come, of open tickets; each counts as broken on the day it ends',
    counted: `now, whatever the period; ${PRESENT}`,
    leftOut: 'A wait that was taken back: its message was moved away, or asked for no answer.',
    methods: [],
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
