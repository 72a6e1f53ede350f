// The ledger's doors, for owners: look at what came in, download it, and send it through path A again.
import { Body, Controller, Get, HttpCode, Post, Put, Query, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access, type Caller, CallerOf } from '../platform/http/access.js';
import { Id } from '../platform/http/id.js';
import {
  LedgerItem,
  LedgerPage,
  LedgerQuery,
  LedgerWholeItem,
  RawQuery,
  ReplayItem,
  ReplayStarted,
  RetentionBody,
} from './ledger.requests.js';
import type { LedgerRow } from './ledger.store.js';
import { ReadLedger } from './read-ledger.js';
import { ReplayFailed, type ReplayProgress } from './replay-failed.js';
import { ReplayRaw } from './replay-raw.js';
import { SetRetention } from './set-retention.js';

@ApiTags('ledger')
@Controller('api/v1/ledger')
export class LedgerController {
  constructor(
    private readonly ledger: ReadLedger,
    private readonly replayRaw: ReplayRaw,
    private readonly replayFailed: ReplayFailed,
    private readonly setRetention: SetRetention,
  ) {}

  @Get()
  @Access('owner')
  @ApiOkResponse({ type: LedgerPage })
  async list(@CallerOf() caller: Caller, @Query() query: LedgerQuery): Promise<LedgerPage> {
    const { items, next } = await this.ledger.page({
      workspaceId: caller.workspaceId,
      state: query.state ?? null,
      connectionId: query.connectionId ?? null,
      from: query.from ? new Date(query.from) : null,
      to: query.to ? new Date(query.to) : null,
      words: query.q?.trim() || null,
      cursor: query.cursor ?? null,
      limit: query.limit ?? 50,
    });
    return { items: items.map(itemOf), next };
  }

  @Post('replay-failed')
  @Access('owner')
  @HttpCode(200)
  @ApiOkResponse({ type: ReplayStarted })
  async replayAll(@CallerOf() caller: Caller): Promise<ReplayStarted> {
    const { id, total } = await this.replayFailed.start(caller.workspaceId, caller.agentId);
    return { replayed: total, replayId: id };
  }

  @Get('replays')
  @Access('owner')
  @ApiOkResponse({ type: ReplayItem, isArray: true })
  async replays(@CallerOf() caller: Caller): Promise<ReplayItem[]> {
    return (await this.replayFailed.latest(caller.workspaceId)).map(replayOf);
  }

  @Get('replays/:id')
  @Access('owner')
  @ApiOkResponse({ type: ReplayItem })
  async progress(@CallerOf() caller: Caller, @Id('id') id: string): Promise<ReplayItem> {
    return replayOf(await this.replayFailed.progress(caller.workspaceId, id));
  }

  @Get('retention')
  @Access('owner')
  @ApiOkResponse({ type: RetentionBody })
  retention(@CallerOf() caller: Caller): Promise<RetentionBody> {
    return this.setRetention.read(caller.workspaceId);
  }

  @Put('retention')
  @Access('owner')
  @ApiOkResponse({ type: RetentionBody })
  keep(@CallerOf() caller: Caller, @Body() body: RetentionBody): Promise<RetentionBody> {
    return this.setRetention.run(caller.workspaceId, body);
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
  async raw(
    @CallerOf() caller: Caller,
    @Id('id') id: string,
    @Query() query: RawQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { body, name } = await this.ledger.raw(caller.workspaceId, id);
    const text = query.as === 'text';
    await reply
      .header('content-type', text ? 'text/plain; charset=utf-8' : 'application/octet-stream')
      .header('content-disposition', text ? 'inline' : `attachment; filename="${name}"`)
      .header('content-security-policy', "default-src 'none'; sandbox")
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

  @Post(':id/dismiss')
  @Access('owner')
  @HttpCode(204)
  @ApiNoContentResponse({ description: 'It was looked at, and needs nothing more.' })
  async dismiss(@CallerOf() caller: Caller, @Id('id') id: string): Promise<void> {
    await this.replayRaw.dismiss(caller.workspaceId, id);
  }
}

const NONE = { received: 0, accepted: 0, duplicate: 0, dropped: 0, quarantined: 0, failed: 0 };

function replayOf({ id, total, revived, states, createdAt, finishedAt }: ReplayProgress): ReplayItem {
  return {
    id,
    total,
    revived,
    states: { ...NONE, ...states },
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}

function itemOf(row: LedgerRow): LedgerItem {
  const { id, connectionId, source, size, state, reason, error, attempts } = row;
  const { externalId, ticketId, messageId, summary, sha256 } = row;
  return {
    id,
    connectionId,
    source,
    size,
    state,
    reason,
    error,
    attempts,
    dueAt: row.state === 'received' ? (row.dueAt?.toISOString() ?? null) : null,
    externalId,
    ticketId,
    messageId,
    summary,
    receivedAt: row.receivedAt.toISOString(),
    bodyDroppedAt: row.bodyDroppedAt?.toISOString() ?? null,
    sha256: sha256 || null,
  };
}
