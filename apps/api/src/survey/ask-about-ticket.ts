// Path C by request: an agent, a rule, a macro or the API asks how it went; the customer is protected by the same rules.
import { Injectable } from '@nestjs/common';
import { decide, type NotAskedReason } from '@otklik/survey';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import type { Fact } from '../platform/events/define-event.js';
import { On } from '../platform/events/listeners.js';
import { Facts } from '../platform/events/record-facts.js';
import { Handles, type JobOrder } from '../platform/jobs/define-job.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { SurveyDecided, SurveyRequested } from '../tickets/events.js';
import { ChooseSurvey } from './choose-survey.js';
import { DecideInvitation, invitationFor, sendingOf } from './decide-invitation.js';
import { leaveArm } from './experiment.store.js';
import { GatherAsking } from './gather-asking.js';
import {
  type Invitation,
  insertInvitation,
  lockInvitationOfEpisode,
  putDecision,
  saveInvitation,
} from './invitation.store.js';
import { lockPerson, lockSolvedEpisode, mailWayOf, type SolvedEpisode, whoseTicket } from './solved-episode.store.js';
import { type Survey, surveysOf } from './survey.store.js';
import { AskAboutTicket } from './survey-jobs.job.js';
import { askedScale } from './survey-settings.js';

export interface AskOrder {
  workspaceId: string;
  ticketId: string;
  /** Null: the first that is meant for the ticket, else the first that is switched on. */
  surveyId: string | null;
}

/** The ticket by whose mailbox it asks; null: where they wrote. */
interface Way {
  via: string | null;
}

export interface Asked {
  asked: boolean;
  reason: NotAskedReason | null;
}

@Injectable()
export class AskAboutTickets {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly jobs: Jobs,
    private readonly gather: GatherAsking,
    private readonly choose: ChooseSurvey,
    private readonly decides: DecideInvitation,
  ) {}

  @On(SurveyRequested)
  order(fact: Fact): JobOrder | null {
    if (!SurveyRequested.is(fact)) return null;
    const { workspaceId, ticketId, seq } = fact;
    const { surveyId } = fact.payload;
    return AskAboutTicket.order({ workspaceId, ticketId, surveyId }, `${ticketId}_${seq}`) as JobOrder;
  }

  /**
   * Asks about the ticket's last solved episode, at once. Passes over what may be asked for: the delay, the sample, that only
   * agents wrote or a rule solved it; nothing of what protects the customer. @throws DomainError not-found
   */
  @Handles(AskAboutTicket)
  async run(order: AskOrder): Promise<Asked> {
    const { workspaceId, ticketId } = order;
    const whose = await whoseTicket(this.database, workspaceId, ticketId);
    if (!whose) throw new DomainError('not-found');
    // First what the solve itself decides: its invitation is then there to be locked before the ticket, as everywhere.
    await this.decides.run({ workspaceId, ticketId, episode: whose.episode });
    return this.database.transaction(async (tx) => {
      await lockPerson(tx, workspaceId, whose.contactId);
      const before = await lockInvitationOfEpisode(tx, workspaceId, ticketId, whose.episode);
      const seen = await lockSolvedEpisode(tx, workspaceId, ticketId, whose.episode);
      if (seen?.ticketState !== 'solved' || seen.currentEpisode !== whose.episode) return no('not-solved');
      if (before && before.state !== 'scheduled' && before.state !== 'cancelled') return no('already-asked');
      const now = this.clock.now();
      const survey = await this.survey(tx, order, now);
      if (!survey) return no('survey-disabled');
      const via = survey.settings.byMail ? await mailWayOf(tx, workspaceId, seen) : null;
      const decision = await this.judge(tx, { ...order, via }, seen, survey, now);
      if (!decision.ask) return no(decision.reason);
      const dueAt = seen.heldUntil && seen.heldUntil > decision.dueAt ? seen.heldUntil : decision.dueAt;
      // Somebody else has just asked: once more would change nothing.
      if (
        before?.state === 'scheduled' &&
        before.surveyId === survey.id &&
        before.dueAt! <= dueAt &&
        before.via === via
      )
        return no('already-asked');
      await this.ask(tx, { ...order, via, episode: whose.episode }, { before, seen, survey, dueAt, now });
      return { asked: true, reason: null };
    });
  }

  private async survey(tx: Tx, { workspaceId, ticketId, surveyId }: AskOrder, now: Date): Promise<Survey | null> {
    const usable = (await surveysOf(tx, workspaceId)).filter((one) => one.enabled);
    if (surveyId) return usable.find((one) => one.id === surveyId) ?? null;
    return (await this.choose.run(tx, workspaceId, ticketId, now)).survey ?? usable[0] ?? null;
  }

  private async judge(tx: Tx, order: AskOrder & Way, seen: SolvedEpisode, survey: Survey, now: Date) {
    const asking = await this.gather.run(tx, order, seen, survey, now);
    // From now, not from the solve: quiet hours are those of this moment.
    const delaySeconds = (now.getTime() - seen.solvedAt.getTime()) / 1000;
    const rules = { ...asking.rules, delaySeconds, samplingRate: 1, askAgentOnly: true, askSolvedByRule: true };
    return decide({ ...asking, samplePoint: 0, rules });
  }

  private async ask(
    tx: Tx,
    order: AskOrder & Way & { episode: number },
    found: { before: Invitation | null; seen: SolvedEpisode; survey: Survey; dueAt: Date; now: Date },
  ): Promise<void> {
    const { before, seen, survey, dueAt, now } = found;
    const { workspaceId, ticketId, episode, via } = order;
    const fresh = invitationFor({ workspaceId, ticketId, episode, via }, seen, survey, dueAt, now);
    const invitation: Invitation = before
      ? {
          ...before,
          surveyId: survey.id,
          scale: askedScale(survey, before.locale),
          state: 'scheduled',
          reason: null,
          dueAt,
          via,
          expiresAt: fresh.expiresAt,
        }
      : fresh;
    if (before) {
      await saveInvitation(tx, invitation);
      await leaveArm(tx, workspaceId, before.id);
    } else await insertInvitation(tx, invitation, now);
    const { id: invitationId, surveyId, scale } = invitation;
    await putDecision(tx, { workspaceId, ticketId, episode, asked: true, reason: null, invitationId, surveyId }, now);
    await this.facts.record(tx, order, [
      SurveyDecided.of(now, {
        episode,
        asked: true,
        reason: null,
        invitationId,
        surveyId,
        kind: scale.kind,
        scaleMax: scale.max,
        solverId: seen.solverId,
        teamId: seen.teamId,
      }),
    ]);
    this.jobs.enqueueAfter(tx, sendingOf(invitation) as JobOrder);
  }
}

const no = (reason: NotAskedReason): Asked => ({ asked: false, reason });
