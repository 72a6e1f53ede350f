// The end of a case: its customer is asked once more, where they wrote, if the rules of asking let us.
import { Injectable } from '@nestjs/common';
import { decide, type NotAskedReason } from '@otklik/survey';
import { Clock } from '../../platform/clock.js';
import { Database, type Sql, type Tx } from '../../platform/database/database.js';
import { Facts } from '../../platform/events/record-facts.js';
import { Handles, type JobOrder, Sweeps } from '../../platform/jobs/define-job.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { AskedAgain } from '../../tickets/events.js';
import { invitationFor, sendingOf } from '../decide-invitation.js';
import { GatherAsking } from '../gather-asking.js';
import { findInvitation, type Invitation, insertInvitation } from '../invitation.store.js';
import { lockPerson, lockSolvedEpisode, type SolvedEpisode } from '../solved-episode.store.js';
import { surveyById } from '../survey.store.js';
import { AskAgain } from '../survey-jobs.job.js';
import { casesToAskAgain, findCase, lockCase, type SurveyCase, saveCase } from './case.store.js';

@Injectable()
export class AskAgainAfterCases {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly jobs: Jobs,
    private readonly gather: GatherAsking,
  ) {}

  /** Decides once: asked, or not asked because. */
  @Handles(AskAgain)
  async run({ workspaceId, caseId }: { workspaceId: string; caseId: string }): Promise<void> {
    const known = await findCase(this.database, workspaceId, caseId);
    const first = await firstOf(this.database, known);
    if (!first || known?.again !== 'wanted') return;
    await this.database.transaction(async (tx) => {
      await lockPerson(tx, workspaceId, first.contactId);
      const seen = await lockSolvedEpisode(tx, workspaceId, first.ticketId, first.episode);
      const one = await lockCase(tx, workspaceId, caseId);
      if (one?.again !== 'wanted') return;
      await this.decide(tx, one, first, seen);
    });
  }

  @Sweeps(AskAgain)
  async due(now: Date): Promise<JobOrder[]> {
    const due = await casesToAskAgain(this.database, now);
    return due.map((one) => AskAgain.order(one, one.caseId) as JobOrder);
  }

  private async decide(tx: Tx, one: SurveyCase, first: Invitation, seen: SolvedEpisode | null): Promise<void> {
    const { workspaceId, ticketId } = one;
    const now = this.clock.now();
    const survey = await surveyById(tx, workspaceId, one.surveyId);
    if (!seen || !survey) return this.note(tx, one, 'survey-disabled', null, now);
    // Where they were asked the first time.
    const { via } = first;
    const asking = await this.gather.run(tx, { workspaceId, ticketId, via }, seen, survey, now);
    const { rules, respondent } = asking;
    const decision = decide({
      ...asking,
      // About how the case ended, not about the episode: now, whatever the ticket has been through since.
      solvedAt: now,
      agentOnly: false,
      byRule: false,
      samplePoint: 0,
      respondent: { ...respondent, lastAskedAt: askedSince(respondent.lastAskedAt, first) },
      rules: { ...rules, samplingRate: 1 },
    });
    if (!decision.ask) return this.note(tx, one, decision.reason, null, now);
    const about = { workspaceId, ticketId, episode: first.episode, via };
    const made = invitationFor(about, seen, survey, decision.dueAt, now);
    const { kind, min, max, look, question } = first.locale === made.locale ? first.scale : made.scale;
    const invitation: Invitation = {
      ...made,
      agentId: one.ownerId,
      about: 'case',
      aboutId: one.id,
      scale: { kind, min, max, look, question },
    };
    await insertInvitation(tx, invitation, now);
    await this.note(tx, one, null, invitation.id, now);
    this.jobs.enqueueAfter(tx, sendingOf(invitation) as JobOrder);
  }

  private async note(
    tx: Tx,
    one: SurveyCase,
    reason: NotAskedReason | null,
    invitationId: string | null,
    now: Date,
  ): Promise<void> {
    const asked = reason === null;
    await saveCase(tx, { ...one, again: asked ? 'asked' : 'not-asked', againReason: reason });
    await this.facts.record(tx, one, [AskedAgain.of(now, { caseId: one.id, asked, reason, invitationId })]);
  }
}

/** The limit is about other questions: this one belongs to the first. */
export function askedSince(lastAskedAt: Date | null, first: Pick<Invitation, 'sentAt'>): Date | null {
  return lastAskedAt && first.sentAt && lastAskedAt > first.sentAt ? lastAskedAt : null;
}

/** Null: nobody was asked, the answer came by a link. */
const firstOf = async (sql: Sql, one: SurveyCase | null): Promise<Invitation | null> =>
  one?.invitationId ? findInvitation(sql, one.workspaceId, one.invitationId) : null;

/** When something else asked this person after the answer that a case is about. */
export async function askedSinceCase(sql: Sql, workspaceId: string, caseId: string, lastAskedAt: Date | null) {
  const one = await findCase(sql, workspaceId, caseId);
  const first = await firstOf(sql, one);
  return first ? askedSince(lastAskedAt, first) : lastAskedAt;
}
