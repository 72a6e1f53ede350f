// A survey on a schedule: a round begins on its day, thinks of everybody it is meant for, and asks in their last conversation.
import { Injectable } from '@nestjs/common';
import { decide, type NotAskedReason, samplePoint } from '@otklik/survey';
import { ListPeople } from '../../people/segments/list-people.js';
import { Clock } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import { Handles, type JobOrder, Sweeps } from '../../platform/jobs/define-job.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { invitationFor, sendingOf } from '../decide-invitation.js';
import { GatherAsking } from '../gather-asking.js';
import { type Invitation, insertInvitation } from '../invitation.store.js';
import { lockPerson, lockSolvedEpisode, mailWayOf } from '../solved-episode.store.js';
import { type Survey, surveyById } from '../survey.store.js';
import { BeginRound, StepRound } from '../survey-jobs.job.js';
import type { RoundSettings } from '../survey-settings.js';
import {
  findRound,
  insertRound,
  insertRoundDecision,
  isThoughtOf,
  lastConversation,
  moveRound,
  type Round,
  surveysInRounds,
  unfinishedRounds,
} from './round.store.js';
import { roundDue } from './round-day.js';

const AT_ONCE = 100;
const DAY_MS = 86_400_000;

@Injectable()
export class GoRounds {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly people: ListPeople,
    private readonly gather: GatherAsking,
  ) {}

  @Sweeps(BeginRound)
  async due(now: Date): Promise<JobOrder[]> {
    const surveys = await surveysInRounds(this.database);
    return surveys.flatMap(({ workspaceId, surveyId, rounds, last }) => {
      const day = roundDue(rounds, last, now);
      return day ? [BeginRound.order({ workspaceId, surveyId, day }, `${surveyId}_${day}`) as JobOrder] : [];
    });
  }

  /** One round a survey and day. */
  @Handles(BeginRound)
  async begin({ workspaceId, surveyId, day }: { workspaceId: string; surveyId: string; day: string }): Promise<void> {
    await this.database.transaction(async (tx) => {
      const startedAt = this.clock.now();
      const id = newId(startedAt);
      if (!(await insertRound(tx, { workspaceId, id, surveyId, day, startedAt }))) return;
      this.jobs.enqueueAfter(tx, StepRound.order({ workspaceId, roundId: id }, id) as JobOrder);
    });
  }

  @Sweeps(StepRound)
  async unfinished(): Promise<JobOrder[]> {
    return (await unfinishedRounds(this.database)).map((one) => StepRound.order(one, one.roundId) as JobOrder);
  }

  /** A hundred people at a time; whoever was thought of before is left out. */
  @Handles(StepRound)
  async step({ workspaceId, roundId }: { workspaceId: string; roundId: string }): Promise<void> {
    const round = await findRound(this.database, workspaceId, roundId);
    if (!round || round.doneAt) return;
    const survey = await surveyById(this.database, workspaceId, round.surveyId);
    const rounds = survey?.enabled ? survey.settings.rounds : null;
    const page = rounds && (await this.page(round, rounds));
    if (!survey || !rounds || !page) return moveRound(this.database, round, null, this.clock.now());
    for (const { id } of page.items) await this.database.transaction((tx) => this.think(tx, round, survey, rounds, id));
    const cursor = page.items.at(-1)?.id ?? null;
    await moveRound(this.database, round, cursor, page.next ? null : this.clock.now());
    if (page.next)
      await this.jobs.enqueue(StepRound.order({ workspaceId, roundId }, `${roundId}_${cursor}`) as JobOrder);
  }

  /** Null: the segment is gone, and with it everybody it meant. */
  private async page(round: Round, { segmentId }: RoundSettings) {
    const ask = { q: null, companyId: null, segmentId, before: round.cursor, limit: AT_ONCE };
    try {
      return await this.people.run(round.workspaceId, ask);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'not-found') return null;
      throw error;
    }
  }

  private async think(tx: Tx, round: Round, survey: Survey, rounds: RoundSettings, contactId: string): Promise<void> {
    const { workspaceId } = round;
    await lockPerson(tx, workspaceId, contactId);
    if (await isThoughtOf(tx, round, contactId)) return;
    const now = this.clock.now();
    const last = await lastConversation(tx, workspaceId, contactId);
    // Who has not been heard of is not meant at all.
    if (!last || now.getTime() - last.at.getTime() > rounds.activeDays * DAY_MS) return;
    const made = await this.decide(tx, round, survey, last, now);
    const reason = typeof made === 'string' ? made : null;
    const invitation = typeof made === 'string' ? null : made;
    if (invitation) await insertInvitation(tx, invitation, now);
    await insertRoundDecision(tx, round, { contactId, reason, invitationId: invitation?.id ?? null }, now);
    if (invitation) this.jobs.enqueueAfter(tx, sendingOf(invitation) as JobOrder);
  }

  private async decide(
    tx: Tx,
    round: Round,
    survey: Survey,
    last: { ticketId: string; state: string; episode: number },
    now: Date,
  ): Promise<Invitation | NotAskedReason> {
    const { workspaceId, id: roundId } = round;
    const { ticketId, episode } = last;
    const seen = await lockSolvedEpisode(tx, workspaceId, ticketId, episode);
    // They wait for us just now: first the answer, then the question.
    if (!seen || !['solved', 'closed'].includes(seen.ticketState)) return 'not-solved';
    const via = survey.settings.byMail ? await mailWayOf(tx, workspaceId, seen) : null;
    const asking = await this.gather.run(tx, { workspaceId, ticketId, via }, seen, survey, now);
    const decision = decide({
      ...asking,
      solvedAt: now,
      agentOnly: false,
      byRule: false,
      samplePoint: samplePoint(`${roundId}:${seen.contactId}`),
      rules: { ...asking.rules, delaySeconds: 0 },
    });
    if (!decision.ask) return decision.reason;
    const made = invitationFor({ workspaceId, ticketId, episode, via }, seen, survey, decision.dueAt, now);
    return { ...made, agentId: null, about: 'round', aboutId: roundId };
  }
}
