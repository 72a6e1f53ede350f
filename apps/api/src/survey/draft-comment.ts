// Words that are still being typed on the survey page are kept as they come; left alone for ten minutes they are the comment.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { Handles, type JobOrder, Sweeps } from '../platform/jobs/define-job.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { latestAnswer } from './answer.store.js';
import { dropDraft, dueDrafts, lockDraft, putDraft } from './answer-draft.store.js';
import { lockInvitation } from './invitation.store.js';
import { cleanComment, LONGEST_COMMENT, openInvitation, RecordAnswer } from './record-answer.js';
import { KeepDraft } from './survey-jobs.job.js';

/** Who has typed nothing for so long has left the page. */
const REST_MS = 10 * 60_000;

interface Key {
  workspaceId: string;
  invitationId: string;
}

@Injectable()
export class DraftComment {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly record: RecordAnswer,
  ) {}

  /** Only beside an answer: a comment without one is nobody's. @throws DomainError link-wrong, link-expired, validation-failed */
  async keep(key: Key, comment: string): Promise<void> {
    if (comment.length > LONGEST_COMMENT) throw new DomainError('validation-failed', { fields: ['comment'] });
    await this.database.transaction(async (tx) => {
      const now = this.clock.now();
      openInvitation(await lockInvitation(tx, key.workspaceId, key.invitationId), now);
      const answer = await latestAnswer(tx, key.workspaceId, key.invitationId);
      if (!answer) throw new DomainError('link-wrong');
      const typed = cleanComment(comment);
      if (!typed || typed === answer.comment) return dropDraft(tx, key);
      const dueAt = new Date(now.getTime() + REST_MS);
      await putDraft(tx, key, typed, dueAt);
      const id = `${key.invitationId}_${dueAt.getTime()}`;
      this.jobs.enqueueAfter(tx, KeepDraft.order(key, id, dueAt) as JobOrder);
    });
  }

  /** What was typed becomes the comment of the answer as it stands. What has expired meanwhile is forgotten. */
  @Handles(KeepDraft)
  async run(key: Key): Promise<void> {
    await this.database.transaction(async (tx) => {
      // In the order in which answers lock.
      const invitation = await lockInvitation(tx, key.workspaceId, key.invitationId);
      const draft = await lockDraft(tx, key);
      const now = this.clock.now();
      if (!invitation || !draft || draft.dueAt > now) return;
      await dropDraft(tx, key);
      const answer = await latestAnswer(tx, key.workspaceId, key.invitationId);
      if (!answer || invitation.expiresAt <= now || invitation.state === 'cancelled') return;
      await this.record.run({ ...key, score: answer.score, comment: draft.comment, source: 'page' }, tx);
    });
  }

  @Sweeps(KeepDraft)
  async due(now: Date): Promise<JobOrder[]> {
    return (await dueDrafts(this.database, now)).map((key) => KeepDraft.order(key, key.invitationId) as JobOrder);
  }
}
