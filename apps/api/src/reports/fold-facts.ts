// Path C, last step, pure: what each fact changes in the narrow rows that reports are read from.
import { bucketOf, isGood, isPoint, type SurveyKind } from '@otklik/survey';
import type { Fact } from '../platform/events/define-event.js';
import {
  CaseClosed,
  CaseHandedOver,
  CaseOpened,
  CaseReopened,
  CustomerMerged,
  type Measured,
  MessageReceived,
  ReopeningAnnulled,
  RequesterChanged,
  ResolutionRecounted,
  ResponseAnnulled,
  ResponseMeasured,
  SlaAnnulled,
  SlaBreached,
  SlaMet,
  SlaStopped,
  SolveAnnulled,
  SurveyAnswered,
  SurveyCancelled,
  SurveyDecided,
  SurveyInvited,
  TicketAssigned,
  TicketFieldsSet,
  TicketMarkedSpam,
  TicketMerged,
  TicketOpened,
  TicketPrioritised,
  TicketReopened,
  TicketRestored,
  TicketSolved,
  TicketTagged,
  TicketTrashed,
  TicketUnmerged,
  WaitRecounted,
} from '../tickets/events.js';
import type { Measure } from './figures.js';
import { foldPromise, type PromiseRow } from './fold-promises.js';

/** Every fact that moves a figure: what the projection listens to. */
export const FACTS_THAT_COUNT = [
  TicketOpened,
  MessageReceived,
  ResponseMeasured,
  ResponseAnnulled,
  TicketAssigned,
  TicketPrioritised,
  TicketTagged,
  TicketFieldsSet,
  RequesterChanged,
  CustomerMerged,
  TicketMarkedSpam,
  TicketSolved,
  TicketReopened,
  ReopeningAnnulled,
  SolveAnnulled,
  ResolutionRecounted,
  WaitRecounted,
  TicketMerged,
  TicketUnmerged,
  TicketTrashed,
  TicketRestored,
  SurveyDecided,
  SurveyCancelled,
  SurveyInvited,
  SurveyAnswered,
  CaseOpened,
  CaseHandedOver,
  CaseClosed,
  CaseReopened,
  SlaBreached,
  SlaMet,
  SlaStopped,
  SlaAnnulled,
];

/** Normal: nothing tells a ticket's first priority, since all have this one. */
export const PRIORITY_AT_FIRST = 1;

/** The head of a ticket: its present dimensions, and since when its customer waits. Instants are ISO strings. */
export interface TicketHead {
  number: number;
  openedAt: string;
  startedBy: string;
  channel: string;
  connectionId: string;
  agentId: string | null;
  teamId: string | null;
  tags: number[];
  language: string | null;
  priority: number;
  contactId: string | null;
  /** Values of the workspace's own fields, by the field's id; words are not among them. */
  fields: Record<string, string | number | boolean | string[]>;
  waitingSince: string | null;
  /** How long the first response took, calendar seconds; null: none that stands. */
  firstWaitS: number | null;
  handoffs: number;
  /** Not solved. */
  open: boolean;
  /** Spam, merged into another, or in the trash: in no metric. */
  gone: boolean;
}

export interface DurationRow {
  measure: Measure | 'unanswered';
  part: number;
  endedAt: string;
  agentId: string | null;
  teamId: string | null;
  priority: number;
  calendarS: number;
  businessS: number | null;
  calendarBucket: number;
  businessBucket: number | null;
  /** A full resolution while the ticket is open again. */
  withdrawn: boolean;
}

export interface EpisodeRow {
  episode: number;
  solvedAt: string;
  agentId: string | null;
  teamId: string | null;
  priority: number;
  byRule: boolean;
  /** Public replies of people, seconds in new, open and hold, in pending, and changes of hands: from the opening of the ticket to here. */
  touches: number;
  requesterS: number;
  agentS: number;
  handoffs: number;
  reopenedAt: string | null;
}

export interface SurveyRow {
  episode: number;
  decidedAt: string;
  surveyId: string | null;
  kind: string | null;
  asked: boolean;
  reason: string | null;
  sentAt: string | null;
  agentId: string | null;
  teamId: string | null;
  priority: number;
  scaleMax: number | null;
  version: number;
  score: number | null;
  good: boolean | null;
  answeredAt: string | null;
  /** Of the ticket when it was decided to ask. */
  handoffs: number;
  /** Ids of the reasons ticked with the answer that counts. */
  reasons: string[];
}

export interface CaseRow {
  part: number;
  openedAt: string;
  closedAt: string | null;
  outcome: string | null;
  agentId: string | null;
  teamId: string | null;
}

/** All that is known of one ticket while facts are folded into it. Folding changes it in place. */
export interface Book {
  ticketId: string;
  foldedSeq: number;
  head: TicketHead | null;
  durations: Map<string, DurationRow>;
  removed: Map<string, { measure: DurationRow['measure']; part: number }>;
  episodes: Map<number, EpisodeRow>;
  /** Episodes that were never solved after all. */
  unsolved: Set<number>;
  surveys: Map<number, SurveyRow>;
  /** Each row as it was read, by what names it: one that is still the same is not written again. */
  stored: Map<string, string>;
  cases: Map<number, CaseRow>;
  /** Those that ended, and those broken that still run; by target and part. */
  promises: Map<string, PromiseRow>;
  unpromised: Map<string, Pick<PromiseRow, 'target' | 'part'>>;
}

export const blankBook = (ticketId: string): Book => ({
  ticketId,
  foldedSeq: 0,
  head: null,
  durations: new Map(),
  removed: new Map(),
  episodes: new Map(),
  unsolved: new Set(),
  surveys: new Map(),
  stored: new Map(),
  cases: new Map(),
  promises: new Map(),
  unpromised: new Map(),
});

/** Folds one fact. One that was folded before is recognised by its seq and changes nothing. */
export function fold(book: Book, fact: Fact): void {
  if (fact.seq <= book.foldedSeq) return;
  book.foldedSeq = fact.seq;
  if (TicketOpened.is(fact)) {
    const { number, channel, connectionId, contactId, startedBy, language } = fact.payload;
    const blank = { agentId: null, teamId: null, tags: [], fields: {}, waitingSince: null, open: true, gone: false };
    const seen = { firstWaitS: null, handoffs: 0 };
    const { at: openedAt } = fact;
    const said = { number, openedAt, startedBy, channel, connectionId, contactId, language };
    book.head = { ...blank, ...seen, ...said, priority: PRIORITY_AT_FIRST };
    return;
  }
  const head = book.head;
  if (!head) throw new Error(`the facts of a ticket do not begin with its opening: ${fact.type}, seq ${fact.seq}`);
  if (MessageReceived.is(fact)) {
    if (!fact.payload.automatic) head.waitingSince ??= fact.at;
  } else if (TicketAssigned.is(fact)) {
    head.agentId = fact.payload.toAgentId;
    head.teamId = fact.payload.toTeamId;
    if (fact.payload.handoff) head.handoffs += 1;
  } else if (TicketTagged.is(fact)) head.tags = fact.payload.tags;
  else if (TicketPrioritised.is(fact)) head.priority = fact.payload.to;
  else if (TicketFieldsSet.is(fact)) foldFields(head, fact.payload.fields);
  else if (RequesterChanged.is(fact)) head.contactId = fact.payload.to;
  else if (CustomerMerged.is(fact)) head.contactId = fact.payload.toContactId;
  else if (TicketMarkedSpam.is(fact)) head.gone = fact.payload.spam;
  else if (TicketMerged.is(fact) || TicketTrashed.is(fact)) head.gone = true;
  else if (TicketUnmerged.is(fact) || TicketRestored.is(fact)) head.gone = fact.payload.spam;
  else if (WaitRecounted.is(fact)) head.waitingSince = fact.payload.waitingSince;
  else if (ResolutionRecounted.is(fact)) foldResolution(book, fact);
  else if (ResponseMeasured.is(fact) || ResponseAnnulled.is(fact)) foldResponse(book, head, fact);
  else if (TicketSolved.is(fact) || TicketReopened.is(fact) || ReopeningAnnulled.is(fact))
    foldEpisode(book, head, fact);
  else if (SolveAnnulled.is(fact)) foldAnnulled(book, fact);
  else if (!foldCase(book, fact)) foldSurvey(book, fact);
  foldPromise(book, fact);
}

/** What a field is told to be without words (a text) is no group of anything. */
function foldFields(head: TicketHead, fields: ({ id: string } & ({ to: unknown } | { set: boolean }))[]): void {
  for (const field of fields) {
    if (!('to' in field)) continue;
    if (field.to === null) delete head.fields[field.id];
    else head.fields[field.id] = field.to as TicketHead['fields'][string];
  }
}

const RESPONSES = ['first-response', 'next-response', 'unanswered'] as const;

function foldResponse(book: Book, head: TicketHead, fact: Fact): void {
  if (ResponseMeasured.is(fact)) {
    const { part, first, answered, agentId, teamId, waitsOnSince } = fact.payload;
    const measure = !answered ? 'unanswered' : first ? 'first-response' : 'next-response';
    put(book, { measure, part, agentId, teamId, priority: head.priority, withdrawn: false, ...seconds(fact.payload) });
    head.waitingSince = waitsOnSince ?? null;
    if (first && answered) head.firstWaitS = Math.round(fact.payload.calendarSeconds);
  } else if (ResponseAnnulled.is(fact)) {
    // Whatever that segment was measured as: its number says which it is.
    const { part } = fact.payload;
    if (book.durations.has(keyOf('first-response', part))) head.firstWaitS = null;
    for (const measure of RESPONSES) if (book.durations.has(keyOf(measure, part))) remove(book, measure, part);
    head.waitingSince = fact.payload.waitingSince;
  }
}

function foldEpisode(book: Book, head: TicketHead, fact: Fact): void {
  if (TicketSolved.is(fact)) {
    const { episode, solverId: agentId, teamId, byRule, touches, first, resolution } = fact.payload;
    book.unsolved.delete(episode);
    head.open = false;
    const { priority, handoffs } = head;
    const whose = { agentId, teamId, priority };
    const requesterS = Math.round(fact.payload.requesterWaitSeconds);
    const agentS = Math.round(fact.payload.agentWaitSeconds);
    const work = { byRule, touches, requesterS, agentS, handoffs };
    book.episodes.set(episode, { episode, solvedAt: fact.at, ...whose, ...work, reopenedAt: null });
    if (!resolution) return;
    const row = { part: 0, ...whose, withdrawn: false, ...seconds(resolution) };
    if (first) put(book, { ...row, measure: 'first-resolution' });
    put(book, { ...row, measure: 'full-resolution' });
    return;
  }
  const reopened = TicketReopened.is(fact);
  head.open = reopened;
  const episode = book.episodes.get((fact as Fact<{ episode: number }>).payload.episode);
  if (episode) episode.reopenedAt = reopened ? fact.at : null;
  const full = book.durations.get(keyOf('full-resolution', 0));
  if (full) full.withdrawn = reopened;
  // "Only thanks": the message that reopened it asks for no answer.
  if (!reopened) head.waitingSince = null;
}

/** It was never solved: what its solving wrote goes, and the resolution of the episode before is withdrawn again. */
function foldAnnulled(
  book: Book,
  { payload }: Fact<{ episode: number; before: (Measured & { agentId: string | null; teamId: string | null }) | null }>,
): void {
  const { episode, before } = payload;
  book.episodes.delete(episode);
  if (book.head) book.head.open = true;
  book.unsolved.add(episode);
  if (episode === 1) remove(book, 'first-resolution', 0);
  if (!before) remove(book, 'full-resolution', 0);
  else {
    const { agentId, teamId } = before;
    const { priority = PRIORITY_AT_FIRST } = book.episodes.get(Math.max(...book.episodes.keys())) ?? {};
    const whose = { agentId, teamId, priority };
    put(book, { measure: 'full-resolution', part: 0, ...whose, withdrawn: true, ...seconds(before) });
  }
}

/** The customer's first message is another one now: the durations of the first and of the last episode begin there. */
function foldResolution(
  book: Book,
  fact: Fact<{ episode: number; first: boolean; resolution: Measured | null }>,
): void {
  const { episode, first, resolution } = fact.payload;
  const last = Math.max(...book.episodes.keys());
  const measures: Measure[] = [
    ...(first ? (['first-resolution'] as const) : []),
    ...(episode === last ? (['full-resolution'] as const) : []),
  ];
  const { agentId = null, teamId = null, priority = PRIORITY_AT_FIRST } = book.episodes.get(episode) ?? {};
  const withdrawn = (book.episodes.get(last)?.reopenedAt ?? null) !== null;
  for (const measure of measures) {
    if (!resolution) remove(book, measure, 0);
    else
      put(book, {
        measure,
        part: 0,
        agentId,
        teamId,
        priority,
        withdrawn: measure === 'full-resolution' && withdrawn,
        ...seconds(resolution),
      });
  }
}

/** False: it is about no case. */
function foldCase(book: Book, fact: Fact): boolean {
  if (CaseOpened.is(fact)) {
    const { part, ownerId: agentId, teamId } = fact.payload;
    const openedAt = book.cases.get(part)?.openedAt ?? fact.at;
    book.cases.set(part, { part, openedAt, closedAt: null, outcome: null, agentId, teamId });
    return true;
  }
  if (!CaseHandedOver.is(fact) && !CaseClosed.is(fact) && !CaseReopened.is(fact)) return false;
  const row = book.cases.get((fact as Fact<{ part: number }>).payload.part);
  if (!row) return true;
  if (CaseHandedOver.is(fact)) row.agentId = fact.payload.toAgentId;
  else {
    row.closedAt = CaseClosed.is(fact) ? fact.at : null;
    row.outcome = CaseClosed.is(fact) ? fact.payload.outcome : null;
  }
  return true;
}

function foldSurvey(book: Book, fact: Fact): void {
  if (SurveyDecided.is(fact)) {
    const { episode, asked, reason, surveyId, kind, scaleMax, solverId: agentId, teamId } = fact.payload;
    const unsent = { sentAt: null, version: 0, score: null, good: null, answeredAt: null, reasons: [] };
    book.surveys.set(episode, {
      ...unsent,
      episode,
      decidedAt: fact.at,
      surveyId,
      kind,
      asked,
      reason,
      agentId,
      teamId,
      priority: book.head!.priority,
      scaleMax,
      handoffs: book.head?.handoffs ?? 0,
    });
    return;
  }
  const row = book.surveys.get((fact as Fact<{ episode: number }>).payload.episode);
  if (!row?.asked) return;
  if (SurveyCancelled.is(fact)) {
    row.asked = false;
    row.reason = fact.payload.reason;
    row.sentAt = null;
  } else if (SurveyInvited.is(fact)) {
    // `unknown` counts as sent: it may have arrived. What failed, or is kept in the outbox, was not sent, unless an answer proves otherwise.
    if (fact.payload.state === 'sent' || fact.payload.state === 'unknown') row.sentAt ??= fact.at;
    else if (row.score === null) row.sentAt = null;
  } else if (SurveyAnswered.is(fact) && fact.payload.version > row.version) {
    row.version = fact.payload.version;
    row.score = fact.payload.score;
    row.good = goodness(row);
    row.answeredAt = fact.at;
    row.reasons = fact.payload.reasons ?? [];
    row.sentAt ??= fact.at;
  }
}

/** The definition decides, not what was written down; a scale that is not allowed has no good scores. */
function goodness({ kind, scaleMax, score }: SurveyRow): boolean {
  const [survey, max] = [kind as SurveyKind, scaleMax ?? 5];
  return isPoint(survey, max, score!) && isGood(survey, max, score!);
}

function seconds(measured: Measured) {
  const calendarS = Math.round(measured.calendarSeconds);
  const businessS = measured.businessSeconds === null ? null : Math.round(measured.businessSeconds);
  return {
    endedAt: measured.endedAt,
    calendarS,
    businessS,
    calendarBucket: bucketOf(calendarS),
    businessBucket: businessS === null ? null : bucketOf(businessS),
  };
}

export const keyOf = (measure: string, part: number): string => `${measure}:${part}`;

function put(book: Book, row: DurationRow): void {
  book.durations.set(keyOf(row.measure, row.part), row);
  book.removed.delete(keyOf(row.measure, row.part));
}

function remove(book: Book, measure: DurationRow['measure'], part: number): void {
  book.durations.delete(keyOf(measure, part));
  book.removed.set(keyOf(measure, part), { measure, part });
}
