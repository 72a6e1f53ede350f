// Path C, after the answer: its words are read (language, feeling, themes), and what identifies a person is taken out of what is shown.
import { Injectable } from '@nestjs/common';
import { isPoint, READING, readAnswer, standingOf } from '@otklik/survey';
import { Database, type Tx } from '../../platform/database/database.js';
import type { Fact } from '../../platform/events/define-event.js';
import { On } from '../../platform/events/listeners.js';
import { newId } from '../../platform/ids.js';
import { Handles, type JobOrder, Sweeps } from '../../platform/jobs/define-job.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { SurveyAnswered } from '../../tickets/events.js';
import { ReadAnswers } from '../survey-jobs.job.js';
import {
  dropReadings,
  markUnread,
  type ReadingRow,
  saveReadings,
  takeUnread,
  type UnreadAnswer,
  workspacesUnread,
} from './readings.store.js';

const AT_ONCE = 200;
/** One job reads so many batches at most; then others have their turn before the next. */
const BATCHES = 50;

@Injectable()
export class ReadOpenAnswers {
  /** How far all answers of a workspace have been gone through. */
  private readonly reached = new Map<string, string>();
  /** Workspaces whose answers are being gone through here: once is enough. */
  private readonly reading = new Set<string>();

  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
  ) {}

  @On(SurveyAnswered)
  order(fact: Fact<{ invitationId: string }>): JobOrder {
    const { workspaceId, id, payload } = fact;
    return ReadAnswers.order({ workspaceId, invitationId: payload.invitationId }, id) as JobOrder;
  }

  @Handles(ReadAnswers)
  async run({ workspaceId, invitationId }: { workspaceId: string; invitationId: string | null }): Promise<void> {
    if (invitationId) return void (await this.batch(workspaceId, invitationId));
    if (this.reading.has(workspaceId)) return;
    this.reading.add(workspaceId);
    try {
      for (let batch = 0; batch < BATCHES; batch++) if ((await this.batch(workspaceId, null)) === 0) return;
    } finally {
      this.reading.delete(workspaceId);
    }
    await this.jobs.enqueue(ReadAnswers.order({ workspaceId, invitationId }, `${workspaceId}_${newId()}`) as JobOrder);
  }

  @Sweeps(ReadAnswers)
  async due(): Promise<JobOrder[]> {
    const due = await workspacesUnread(this.database);
    return due.map(
      ({ workspaceId }) => ReadAnswers.order({ workspaceId, invitationId: null }, workspaceId) as JobOrder,
    );
  }

  /** Reads all of a workspace anew, by the reading of today. How many were read. */
  async again(workspaceId: string): Promise<number> {
    await markUnread(this.database, workspaceId);
    let read = 0;
    for (;;) {
      const batch = await this.batch(workspaceId, null);
      read += batch;
      if (batch === 0) return read;
    }
  }

  /** The next of all; those before that, once there is none. */
  private async next(tx: Tx, workspaceId: string): Promise<UnreadAnswer[]> {
    const from = this.reached.get(workspaceId) ?? null;
    const answers = await takeUnread(tx, workspaceId, null, READING, AT_ONCE, from);
    const last = answers
      .map((answer) => answer.invitationId)
      .toSorted()
      .at(-1);
    if (last) this.reached.set(workspaceId, last);
    else this.reached.delete(workspaceId);
    return last || from === null ? answers : this.next(tx, workspaceId);
  }

  /** How many answers were read. */
  private batch(workspaceId: string, invitationId: string | null): Promise<number> {
    return this.database.transaction(async (tx) => {
      const answers = invitationId
        ? await takeUnread(tx, workspaceId, invitationId, READING, AT_ONCE)
        : await this.next(tx, workspaceId);
      const read = answers.flatMap((answer) => readingOf(answer) ?? []);
      const known = new Set(read.map((reading) => reading.invitationId));
      await saveReadings(tx, workspaceId, read);
      const silent = answers.map((answer) => answer.invitationId).filter((id) => !known.has(id));
      await dropReadings(tx, workspaceId, silent);
      return answers.length;
    });
  }
}

/** Null: there are no words, or the score is on no scale of ours; one such answer must not keep the others from being read. */
export function readingOf({ comment, ...answer }: UnreadAnswer): ReadingRow | null {
  if (!comment || !isPoint(answer.kind, answer.scaleMax, answer.score)) return null;
  const { text, taken, language, feeling, phrases } = readAnswer(comment);
  return {
    ...answer,
    standing: standingOf(answer.kind, answer.scaleMax, answer.score),
    ...{ text, taken, language, feeling },
    phrases: phrases.map(({ key }) => key),
    said: phrases.map(({ said }) => said),
  };
}
