// `otklik reports verify`, the answers: what was read in each is read once more; what is counted, also by link, the slow way.
import { Injectable } from '@nestjs/common';
import { ReadWorkspaces } from '../../people/read-workspaces.js';
import { Clock } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { addDays, dayOf, LONGEST_DAYS } from '../../platform/report-period.js';
import { verifyLinks } from '../links/verify-links.js';
import { type AnswerGroup, type AnswersAsk, groupAnswers, NOTHING_CHOSEN } from './answers.store.js';
import { countAnswers } from './count-answers.js';
import { readingOf } from './read-answers.js';
import { answersWithReadings } from './readings.store.js';

export interface AnswerDisagreement {
  workspaceId: string;
  what: string;
  shown: string | number | null;
  recounted: string | number | null;
}
export interface AnswersVerification {
  answers: number;
  /** Not read yet: left out on both sides. */
  waiting: number;
  figures: number;
  disagreements: AnswerDisagreement[];
}

const PAGE = 500;

@Injectable()
export class VerifyAnswers {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly workspaces: ReadWorkspaces,
  ) {}

  async run(workspaceId?: string): Promise<AnswersVerification> {
    const found: AnswersVerification = { answers: 0, waiting: 0, figures: 0, disagreements: [] };
    for (const { id, timeZone } of await this.workspaces.run())
      if (!workspaceId || id === workspaceId)
        await this.database.transaction(async (tx) => {
          await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
          await this.verify(tx, id, timeZone, found);
        });
    return found;
  }

  private async verify(tx: Tx, workspaceId: string, timeZone: string, found: AnswersVerification): Promise<void> {
    const expected = new Map<string, number>();
    const today = dayOf(this.clock.now(), timeZone);
    const period = { from: addDays(today, 1 - LONGEST_DAYS), to: today };
    const waitingBefore = found.waiting;
    const compare = (what: string, shown: string | number | null, recounted: string | number | null) => {
      found.figures += 1;
      if (shown !== recounted) found.disagreements.push({ workspaceId, what, shown, recounted });
    };
    found.answers += await verifyLinks(tx, workspaceId, { period, timeZone }, compare);
    const listed = await notListed(tx, workspaceId);
    for (let after: string | null = null; ; ) {
      const page: Awaited<ReturnType<typeof answersWithReadings>> = await answersWithReadings(
        tx,
        workspaceId,
        after,
        PAGE,
      );
      for (const { read, unread, ...answer } of page) {
        found.answers += 1;
        if (unread) {
          found.waiting += 1;
          continue;
        }
        const again = readingOf(answer);
        const told = (one: typeof read) =>
          one && JSON.stringify([one.text, one.language, one.feeling, one.phrases, one.score, one.standing]);
        compare(`answer ${answer.invitationId}`, told(read), told(again));
        const day = dayOf(answer.at, timeZone);
        if (!again || listed.has(answer.ticketId) || day < period.from || day > period.to) continue;
        for (const name of [
          '',
          `kind ${again.kind}`,
          `standing ${again.standing}`,
          `language ${again.language}`,
          `feeling ${again.feeling}`,
          ...again.reasons.map((id) => `reason ${id}`),
        ])
          expected.set(name, (expected.get(name) ?? 0) + 1);
      }
      if (page.length < PAGE) break;
      after = page.at(-1)!.invitationId;
    }
    // While some are not read yet, what the page shows is what it showed before them.
    if (found.waiting > waitingBefore) return;
    const ask: AnswersAsk = {
      ...{ workspaceId, period, timeZone, channel: null, teamId: null, agentId: null, words: null },
      chosen: NOTHING_CHOSEN,
    };
    const shown = shownCounts(await groupAnswers(tx, ask));
    for (const name of new Set([...shown.keys(), ...expected.keys()]))
      compare(`answers ${name}`.trim(), shown.get(name) ?? 0, expected.get(name) ?? 0);
  }
}

function shownCounts(groups: AnswerGroup[]): Map<string, number> {
  const { n, kinds, standings, languages, feelings, reasons } = countAnswers(groups, NOTHING_CHOSEN);
  const named = { kind: kinds, standing: standings, language: languages, feeling: feelings, reason: reasons };
  return new Map([
    ...(n > 0 ? [['', n] as const] : []),
    ...Object.entries(named).flatMap(([name, list]) => list.map((one) => [`${name} ${one.value}`, one.n] as const)),
  ]);
}

/** Tickets whose answers no list shows: spam, merged into others, in the trash. */
async function notListed(tx: Tx, workspaceId: string): Promise<Set<string>> {
  const rows = await tx.query<{ id: string }>(
    `SELECT t.id FROM ticket t WHERE t.workspace_id = $1 AND (t.spam OR t.merged_into IS NOT NULL)
       AND EXISTS (SELECT 1 FROM invitation i WHERE i.workspace_id = $1 AND i.ticket_id = t.id)`,
    [workspaceId],
  );
  return new Set(rows.map((row) => row.id));
}
