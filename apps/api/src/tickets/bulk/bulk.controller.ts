// The doors of bulk work: many tickets at once, and back.
import { randomUUID } from 'node:crypto';
import { Body, Controller, Headers, HttpCode, Post } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Database } from '../../platform/database/database.js';
import { DomainError, type ErrorCode } from '../../platform/errors.js';
import { Access, type Caller, CallerOf } from '../../platform/http/access.js';
import { Id } from '../../platform/http/id.js';
import { say } from '../../platform/words/words.js';
import { actorOf } from '../actor-of.js';
import { checkTicketActions, type TicketAction } from '../ticket-action.js';
import { ListView } from '../views/list-view.js';
import { BulkDone, BulkMerged, BulkMergeRequest, BulkRequest } from './bulk.requests.js';
import { type BulkTicket, numbersOf } from './bulk.store.js';
import { DoBulk, MOST_TICKETS } from './do-bulk.js';
import { MergeMany } from './merge-many.js';
import { UndoBulk, type UndoneTicket } from './undo-bulk.js';

const PAGE = 100;
/** A view that has few tickets in a long past is not walked to its end for them. */
const MOST_PAGES = 20;

@ApiTags('tickets')
@Controller('api/v1/tickets/bulk')
export class BulkController {
  constructor(
    private readonly database: Database,
    private readonly list: ListView,
    private readonly bulk: DoBulk,
    private readonly undo: UndoBulk,
    private readonly mergeMany: MergeMany,
  ) {}

  @Post()
  @HttpCode(200)
  @Access('agent')
  @ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description: 'Asked again with the same key nothing is done twice.',
  })
  @ApiOkResponse({ type: BulkDone })
  async do(
    @CallerOf() caller: Caller,
    @Headers('idempotency-key') key: string | undefined,
    @Body() body: BulkRequest,
  ): Promise<BulkDone> {
    const actions = body.actions ?? (body.action ? [body.action] : []);
    const faults = checkTicketActions(actions, body.actions ? 'actions' : 'action');
    if ((body.ticketIds === undefined) === (body.view === undefined)) faults.push('ticketIds');
    if (faults.length > 0) throw new DomainError('validation-failed', { fields: faults });
    const { ids, more } = body.ticketIds
      ? { ids: [...new Set(body.ticketIds)], more: false }
      : await this.all(caller, body);
    const { id, tickets } = await this.bulk.run({
      workspaceId: caller.workspaceId,
      actor: actorOf(caller),
      ticketIds: ids,
      actions: actions as TicketAction[],
      key: key?.slice(0, 200) || randomUUID(),
    });
    return { ...(await this.shown(caller, id, tickets)), more };
  }

  @Post('merge')
  @HttpCode(200)
  @Access('agent')
  @ApiOkResponse({ type: BulkMerged })
  async together(@CallerOf() caller: Caller, @Body() { intoId, ticketIds }: BulkMergeRequest): Promise<BulkMerged> {
    const { workspaceId, locale } = caller;
    const { merged, failed } = await this.mergeMany.run({ workspaceId, intoId, ticketIds, actor: actorOf(caller) });
    const ids = failed.map(({ ticketId }) => ticketId);
    const numbers = await numbersOf(this.database, workspaceId, ids);
    return {
      merged,
      failed: failed.map(({ ticketId, error: { code, params } }) => ({
        ticketId,
        number: numbers.get(ticketId) ?? null,
        code,
        words: say(locale, `error.${code}`, { number: numbers.get(ticketId) ?? '', ...plain(params) }),
        left: [],
      })),
    };
  }

  @Post(':id/undo')
  @HttpCode(200)
  @Access('agent')
  @ApiOkResponse({ type: BulkDone })
  async back(@CallerOf() caller: Caller, @Id('id') id: string): Promise<BulkDone> {
    const { workspaceId, locale } = caller;
    const undone = await this.undo.run(workspaceId, id, actorOf(caller));
    const numbers = await numbersOf(
      this.database,
      workspaceId,
      undone.map(({ ticketId }) => ticketId),
    );
    const left = undone.filter((one) => one.left.length > 0);
    return {
      undoId: null,
      done: undone.length - left.length,
      skipped: 0,
      more: false,
      outcomes: undone.map(({ ticketId, left }) => ({
        ticketId,
        outcome: left.length === 0 ? 'done' : 'refused',
        code: left.length === 0 ? null : codeOf(left),
      })),
      failed: left.map((one) => ({
        ticketId: one.ticketId,
        number: numbers.get(one.ticketId) ?? null,
        code: codeOf(one.left),
        words: say(locale, `error.${codeOf(one.left)}`, {}),
        left: one.left,
      })),
    };
  }

  private async all(caller: Caller, { view, sort }: BulkRequest): Promise<{ ids: string[]; more: boolean }> {
    const ids: string[] = [];
    let cursor: string | null = null;
    let pages = 0;
    do {
      pages += 1;
      const page: Awaited<ReturnType<ListView['run']>> = await this.list.run(caller, view!, {
        sort: sort ?? null,
        cursor,
        limit: PAGE,
      });
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.next;
    } while (cursor && ids.length < MOST_TICKETS && pages < MOST_PAGES);
    return { ids: ids.slice(0, MOST_TICKETS), more: cursor !== null || ids.length > MOST_TICKETS };
  }

  private async shown(
    { workspaceId, locale }: Caller,
    id: string,
    tickets: BulkTicket[],
  ): Promise<Omit<BulkDone, 'more'>> {
    const refused = tickets.filter(({ outcome }) => outcome === 'refused');
    const numbers = await numbersOf(
      this.database,
      workspaceId,
      refused.map(({ ticketId }) => ticketId),
    );
    const done = tickets.filter(({ outcome }) => outcome === 'done').length;
    return {
      undoId: done > 0 ? id : null,
      done,
      skipped: tickets.length - done - refused.length,
      outcomes: tickets.map(({ ticketId, outcome, reason }) => ({ ticketId, outcome, code: reason })),
      failed: refused.map(({ ticketId, reason }) => ({
        ticketId,
        number: numbers.get(ticketId) ?? null,
        code: reason!,
        words: say(locale, `error.${reason as ErrorCode}`, { number: numbers.get(ticketId) ?? '' }),
        left: [],
      })),
    };
  }
}

/** Why a ticket is not what it was: one word for it. */
function codeOf(left: UndoneTicket['left']): 'changed-since' | 'undo-too-late' | 'note-stays' {
  if (left.some((one) => one !== 'replies' && one !== 'noted')) return 'changed-since';
  return left.includes('replies') ? 'undo-too-late' : 'note-stays';
}

/** What can stand in words. */
const plain = (params: DomainError['params']): Record<string, string | number> =>
  Object.fromEntries(Object.entries(params).filter((one): one is [string, string | number] => !Array.isArray(one[1])));
