// The ledger's doors, for owners: look at what came in, download it, and send it through path A again.
import { Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access, type Caller, CallerOf } from '../platform/http/access.js';
import { Id } from '../platform/http/id.js';
import { LedgerItem, LedgerPage, LedgerQuery, LedgerWholeItem, ReplayedRows } from './ledger.requests.js';
import type { LedgerRow } from './ledger.store.js';
import { ReadLedger } from './read-ledger.js';
import { ReplayRaw } from './replay-raw.js';

@ApiTags('ledger')
@Controller('api/v1/ledger')
export class LedgerController {
  constructor(
    private readonly ledger: ReadLedger,
    private readonly replayRaw: ReplayRaw,
  ) {}

  @Get()
  @Access('owner')
  @ApiOkResponse({ type: LedgerPage })
  async list(@CallerOf() caller: Caller, @Query() query: LedgerQuery): Promise<LedgerPage> {
    const { items, next } = await this.ledger.page({
      workspaceId: caller.workspaceId,
      state: query.state ?? null,
      words: query.q?.trim() || null,
      cursor: query.cursor ?? null,
      limit: query.limit ?? 50,
    });
    return { items: items.map(itemOf), next };
  }

  @Post('replay-failed')
  @Access('owner')
  @HttpCode(200)
  @ApiOkResponse({ type: ReplayedRows })
  async replayFailed(@CallerOf() caller: Caller): Promise<ReplayedRows> {
    return { replayed: await this.replayRaw.runAll(caller.workspaceId) };
  }

  @Get(':id')
  @Access('owner')
  @ApiOkResponse({ type: LedgerWholeItem })
  async one(@CallerOf() caller: Caller, @Id('id') id: string): Promise<LedgerWholeItem> {
    const row = await this.ledger.one(caller.workspaceId, id);
    const { envelope, headers, text, whole } = row;
    return { ...itemOf(row), envelope, headers, text, whole };
  }

  @Get(':id/raw')
  @Access('owner')
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async raw(@CallerOf() caller: Caller, @Id('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const { body, name } = await this.ledger.raw(caller.workspaceId, id);
    await reply
      .header('content-type', 'application/octet-stream')
      .header('content-disposition', `attachment; filename="${name}"`)
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'no-store')
      .send(body);
  }

  @Post(':id/replay')
  @Access('owner')
  @HttpCode(204)
  @ApiNoContentResponse({ description: 'It waits to be read again.' })
  async replay(@CallerOf() caller: Caller, @Id('id') id: string): Promise<void> {
    await this.replayRaw.run(caller.workspaceId, id);
  }
}

function itemOf(row: LedgerRow): LedgerItem {
  const { id, connectionId, source, size, state, reason, error, attempts, externalId, ticketId, messageId, summary } =
    row;
  const dueAt = row.state === 'received' ? (row.dueAt?.toISOString() ?? null) : null;
  const receivedAt = row.receivedAt.toISOString();
  return {
    id,
    connectionId,
    source,
    size,
    state,
    reason,
    error,
    attempts,
    dueAt,
    externalId,
    ticketId,
    messageId,
    summary,
    receivedAt,
  };
}
