// Path C, second step: one decision for a solved episode, asked or not asked because; the invitation row is made with it.
import { Injectable } from '@nestjs/common';
import { type Decision, decide, samplePoint } from '@otklik/survey';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/database/database.js';
import { Facts } from '../platform/events/record-facts.js';
import { newId } from '../platform/ids.js';
import { Handles, type JobOrder, Sweeps } from '../platform/jobs/define-job.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { localeOf } from '../platform/words/words.js';
import { SurveyDecided } from '../tickets/events.js';
import { ChooseArm } from './choose-arm.js';
import { ChooseSurvey } from './choose-survey.js';
import { joinArm } from './experiment.store.js';
import { GatherAsking } from './gather-asking.js';
import { type Invitation, insertDecision, insertInvitation, isDecided, undecidedEpisodes } from './invitation.store.js';
import { lockSolvedEpisode, type SolvedEpisode } from './solved-episode.store.js';
import type { Survey } from './survey.store.js';
import { InviteOnSolve, SendInvitation } from './survey-jobs.job.js';
import { askedScale } from './survey-settings.js';

interface Order {
  workspaceId: string;
  ticketId: string;
  episode: number;
}

/** `via`: by mail, as the invitation says. */
type Way = Order & { via?: string | null };

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/**
 * How far back is looked for what was left undecided, minutes. A week is enough, for no desk sleeps through its own start; but
 * on a busy desk a week is many solvings, so that between two looks at all of it only the newest are looked at.
 */
const WEEK = 7 * 24 * 60;
const NEWEST = 10;

@Injectable()
export class DecideInvitation {
  /** When the whole week was last found decided. */
  private weekSeen = 0;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly jobs: Jobs,
    private readonly gather: GatherAsking,
    private readonly choose: ChooseSurvey,
    private readonly arms: ChooseArm,
  ) {}

  /** Decides once; a second run finds the first's decision and changes nothing. */
  @Handles(InviteOnSolve)
  async run(order: Order): Promise<void> {
    await this.database.transaction((tx) => this.decide(tx, order));
  }

  @Sweeps(InviteOnSolve)
  async undecided(now: Date): Promise<JobOrder[]> {
    const whole = Math.abs(now.getTime() - this.weekSeen) >= HOUR_MS;
    const episodes = await undecidedEpisodes(this.database, now, whole ? WEEK : NEWEST);
    if (whole && episodes.length === 0) this.weekSeen = now.getTime();
    return episodes.map((e) => InviteOnSolve.order(e, `${e.ticketId}_${e.episode}`) as JobOrder);
  }

  private async decide(tx: Tx, order: Order): Promise<void> {
    const { workspaceId, ticketId, episode } = order;
    if (await isDecided(tx, workspaceId, ticketId, episode)) return;
    const seen = await lockSolvedEpisode(tx, workspaceId, ticketId, episode);
    // Decided when it can be taken back no more; the sweep finds what this order came too early for.
    if (!seen || (seen.heldUntil && seen.heldUntil > this.clock.now())) return;
    const now = this.clock.now();
    const { survey: chosen, unfit } = await this.choose.run(tx, workspaceId, ticketId, now);
    const { survey, joined, via } = await this.arms.run(tx, workspaceId, chosen, seen);
    const decision: Decision = survey
      ? // Both arms are judged by the way that both have: else they would not be the same people.
        await this.judge(tx, { ...order, via: joined ? null : via }, seen, survey, now)
      : { ask: false, reason: unfit ?? 'survey-disabled' };
    const invitation =
      decision.ask && survey ? invitationFor({ ...order, via }, seen, survey, decision.dueAt, now) : null;
    const reason = decision.ask ? null : decision.reason;
    const asked = invitation !== null;
    const surveyId = survey?.id ?? null;
    const row = { workspaceId, ticketId, episode, asked, reason, invitationId: invitation?.id ?? null, surveyId };
    if (!(await insertDecision(tx, row, now))) return;
    if (invitation) await insertInvitation(tx, invitation, now);
    if (invitation && joined) await joinArm(tx, workspaceId, invitation.id, joined.experimentId, joined.arm);
    await this.facts.record(tx, order, [
      SurveyDecided.of(now, {
        episode,
        asked,
        reason,
        invitationId: row.invitationId,
        surveyId,
        kind: invitation ? invitation.scale.kind : null,
        scaleMax: invitation ? invitation.scale.max : null,
        solverId: seen.solverId,
        teamId: seen.teamId,
      }),
    ]);
    if (!invitation) return;
    this.jobs.enqueueAfter(tx, sendingOf(invitation) as JobOrder);
  }

  private async judge(tx: Tx, order: Way, seen: SolvedEpisode, survey: Survey, now: Date): Promise<Decision> {
    if (seen.currentEpisode !== order.episode) return { ask: false, reason: seen.ended ? 'reopened' : 'episode-over' };
    const asking = await this.gather.run(tx, order, seen, survey, now);
    return decide({ ...asking, samplePoint: samplePoint(`${order.ticketId}:${order.episode}`) });
  }
}

/** The order to send; its id changes with the due time, so that one armed again is not swallowed by one that ran. */
export function sendingOf(invitation: Pick<Invitation, 'workspaceId' | 'id' | 'dueAt'>) {
  const { workspaceId, id, dueAt } = invitation;
  return SendInvitation.order({ workspaceId, invitationId: id }, `${id}_${dueAt?.getTime() ?? 0}`, dueAt);
}

export function invitationFor(order: Way, seen: SolvedEpisode, survey: Survey, dueAt: Date, now: Date): Invitation {
  const locale = localeOf(seen.language, localeOf(seen.contactLocale, localeOf(seen.workspaceLocale)));
  return {
    ...order,
    via: order.via ?? null,
    id: newId(now),
    surveyId: survey.id,
    contactId: seen.contactId,
    channel: seen.channel,
    connectionId: seen.connectionId,
    agentId: seen.solverId,
    teamId: seen.teamId,
    scale: askedScale(survey, locale),
    locale,
    state: 'scheduled',
    reason: null,
    dueAt,
    messageId: newId(now),
    sentAt: null,
    expiresAt: new Date(dueAt.getTime() + survey.settings.expiryDays * DAY_MS),
    answeredAt: null,
    remindAt: null,
    reminderMessageId: null,
    about: 'episode',
    aboutId: null,
    readAt: null,
    readBy: null,
  };
}
