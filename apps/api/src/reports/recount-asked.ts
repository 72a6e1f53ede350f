// The slow way, pure: every survey that one ticket's facts say was sent, with what was seen of the ticket and what was answered.
import { SURVEY_KINDS, type SurveyKind } from '@otklik/survey';
import type { Fact } from '../platform/events/define-event.js';
import {
  ResponseAnnulled,
  ResponseMeasured,
  SurveyAnswered,
  SurveyCancelled,
  SurveyDecided,
  TicketAssigned,
  TicketMarkedSpam,
  TicketOpened,
} from '../tickets/events.js';
import { isAway, sentAt } from './recount-facts.js';
import { dayOf } from './report-period.js';

export interface Asked {
  kind: SurveyKind;
  surveyId: string | null;
  /** The day of sending, of the workspace. */
  day: string;
  channel: string;
  connectionId: string;
  language: string | null;
  agentId: string | null;
  teamId: string | null;
  episode: number;
  /** Seconds of the ticket's first response. */
  wait: number | null;
  handoffs: number;
  scaleMax: number;
  score: number | null;
  reasons: string[];
}

/** `facts`: all of one ticket, in order. */
export function askedOf(facts: Fact[], timeZone: string): Asked[] {
  const opened = facts.find(TicketOpened.is);
  if (!opened || facts.filter(TicketMarkedSpam.is).at(-1)?.payload.spam || isAway(facts)) return [];
  const { channel, connectionId, language } = opened.payload;
  const wait = firstWait(facts);
  const episodes = new Set(facts.filter(SurveyDecided.is).map((fact) => fact.payload.episode));
  return [...episodes].flatMap((episode): Asked[] => {
    const about = facts.filter((fact) => (fact.payload as { episode?: number }).episode === episode);
    const decision = about.filter(SurveyDecided.is).at(-1)!;
    const { asked, kind, surveyId, scaleMax, solverId: agentId, teamId } = decision.payload;
    const since = about.filter((fact) => fact.seq > decision.seq);
    const at = sentAt(since);
    const known = SURVEY_KINDS.find((each) => each === kind);
    if (!asked || since.some(SurveyCancelled.is) || at === null || !known) return [];
    const answer = since
      .filter(SurveyAnswered.is)
      .reduce<{ version: number; score: number; reasons?: string[] } | null>(
        (best, { payload }) => (best && best.version >= payload.version ? best : payload),
        null,
      );
    const handoffs = facts.filter(
      (fact) => TicketAssigned.is(fact) && fact.payload.handoff && fact.seq < decision.seq,
    ).length;
    return [
      {
        ...{
          kind: known,
          surveyId,
          day: dayOf(new Date(at), timeZone),
          channel,
          connectionId,
          language,
          agentId,
          teamId,
          episode,
          wait,
          handoffs,
        },
        scaleMax: known === 'nps' ? 10 : known === 'ces' ? 7 : (scaleMax ?? 5),
        ...{ score: answer?.score ?? null, reasons: answer?.reasons ?? [] },
      },
    ];
  });
}

/** The last first response that nothing took back. */
function firstWait(facts: Fact[]): number | null {
  const told = facts.findLast(
    (fact) =>
      (ResponseMeasured.is(fact) && fact.payload.first && fact.payload.answered) ||
      (ResponseAnnulled.is(fact) && fact.payload.first && fact.payload.answered !== false),
  );
  if (!told || !ResponseMeasured.is(told)) return null;
  const { startedAt, endedAt } = told.payload;
  return Math.max(0, Math.round((Date.parse(endedAt) - Date.parse(startedAt)) / 1000));
}
