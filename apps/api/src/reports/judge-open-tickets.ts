// Which open tickets may end badly: each is judged by the newest model when something happened to it, or when it has waited twice as long.
import { Injectable } from '@nestjs/common';
import { predictSatisfaction, type SatisfactionModel, type Visible } from '@otklik/survey';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import {
  markJudged,
  modelsOf,
  type OpenTicket,
  ticketsToJudge,
  workspacesToJudge,
} from './satisfaction-model.store.js';
import { tellsApart } from './train-satisfaction.js';

const AT_ONCE = 500;
const QUARTER = 15 * 60_000;
/** The first of them that tells better than chance judges. */
const JUDGES = ['csat', 'ces', 'nps'] as const;

@Injectable()
export class JudgeOpenTickets {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Some that are due; empty: none is. `judged` must be told (`done`) when it has been shown. */
  async run(workspaceId: string): Promise<{ risks: { ticketId: string; risk: boolean }[]; done: () => Promise<void> }> {
    const now = this.clock.now();
    const model = await this.judge(workspaceId);
    const due = model ? await ticketsToJudge(this.database, workspaceId, now, AT_ONCE) : [];
    return {
      risks: due.map(({ ticketId, seen }) => ({
        ticketId,
        risk: isAtRisk(model!, predictSatisfaction(model!, withinLearned(model!, seen))),
      })),
      done: () =>
        markJudged(
          this.database,
          workspaceId,
          now,
          due.map((ticket) => ({ ticketId: ticket.ticketId, again: nextLook(ticket, now) })),
        ),
    };
  }

  /** Workspaces with tickets that are due. */
  workspaces(now: Date): Promise<{ workspaceId: string }[]> {
    return workspacesToJudge(this.database, now);
  }

  private async judge(workspaceId: string): Promise<SatisfactionModel | null> {
    for (const kind of JUDGES) {
      const newest = (await modelsOf(this.database, workspaceId, kind))[0];
      if (newest && tellsApart(newest)) return newest.model;
    }
    return null;
  }
}

/** A wait longer, or shorter, than nearly all that were learned from says no more than they do: three standard deviations. */
export function withinLearned({ fitted }: Pick<SatisfactionModel, 'fitted'>, seen: Visible): Visible {
  const column = fitted.design.columns.find(({ name, level }) => name === 'wait' && level === null);
  if (!column || typeof seen.wait !== 'number') return seen;
  const [least, most] = [column.mean - 3 * column.spread, column.mean + 3 * column.spread];
  return { ...seen, wait: Math.expm1(Math.min(most, Math.max(least, Math.log1p(seen.wait)))) };
}

/** A poor answer is twice as likely as usual, or likelier than a good one. */
export const riskFrom = ({ n, good }: Pick<SatisfactionModel, 'n' | 'good'>): number =>
  Math.min(0.5, 2 * (1 - good / n));
export const isAtRisk = (model: Pick<SatisfactionModel, 'n' | 'good'>, chanceOfGood: number): boolean =>
  1 - chanceOfGood >= riskFrom(model);

/** Who still waits for a first answer is looked at again when the wait has doubled. */
function nextLook({ waiting, seen }: OpenTicket, now: Date): Date | null {
  return waiting ? new Date(now.getTime() + Math.max(QUARTER, Number(seen.wait ?? 0) * 1000)) : null;
}
