// The doors of side conversations: those of a ticket, a new one, its end, and that it was read.
import { Body, Controller, Get, Headers, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Env } from '../../env.js';
import { Database } from '../../platform/database/database.js';
import { ENV } from '../../platform/env.token.js';
import { DomainError } from '../../platform/errors.js';
import { PassingNews } from '../../platform/events/passing-news.js';
import { Access, type Caller, CallerOf } from '../../platform/http/access.js';
import { Id } from '../../platform/http/id.js';
import { actorOf } from '../actor-of.js';
import { CheckWords } from '../check-words.js';
import { MarkSeen } from '../mark-seen.js';
import { CloseSide } from './close-side.js';
import { ReadSides } from './read-sides.js';
import { SideItem, SideStateBody, StartedSide, StartSideBody } from './sides.requests.js';
import { StartSide } from './start-side.js';

@ApiTags('side conversations')
@Controller('api/v1')
export class SidesController {
  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly database: Database,
    private readonly words: CheckWords,
    private readonly sides: ReadSides,
    private readonly start: StartSide,
    private readonly close: CloseSide,
    private readonly seen: MarkSeen,
    private readonly passing: PassingNews,
  ) {}

  @Get('tickets/:id/sides')
  @Access('agent')
  @ApiOkResponse({ type: SideItem, isArray: true, description: 'The newest words first.' })
  list(@CallerOf() caller: Caller, @Id('id') ticketId: string): Promise<SideItem[]> {
    return this.sides.run(this.database, caller.workspaceId, ticketId);
  }

  @Post('tickets/:id/sides')
  @HttpCode(200)
  @Access('agent')
  @ApiHeader({
    name: 'Idempotency-Key',
    required: true,
    description: 'A retry with the same key begins nothing twice.',
  })
  @ApiOkResponse({ type: StartedSide })
  async begin(
    @CallerOf() caller: Caller,
    @Id('id') ticketId: string,
    @Headers('idempotency-key') key: string | undefined,
    @Body() body: StartSideBody,
  ): Promise<StartedSide> {
    if (!key || key.length > 150) throw new DomainError('key-needed');
    if (body.to.length === 0) throw new DomainError('validation-failed', { fields: ['to'] });
    const { workspaceId } = caller;
    return this.start.run({
      workspaceId,
      ticketId,
      actor: actorOf(caller),
      to: body.to,
      subject: body.subject,
      wakes: body.wakes ?? true,
      connectionId: body.connectionId ?? null,
      words: {
        ...(await this.words.run(workspaceId, body)),
        holdSeconds: caller.agentId ? this.env.undoSeconds : 0,
      },
      idempotencyKey: key,
    });
  }

  @Post('sides/:id/state')
  @HttpCode(204)
  @Access('agent')
  async state(@CallerOf() caller: Caller, @Id('id') sideId: string, @Body() { state }: SideStateBody): Promise<void> {
    const { workspaceId } = caller;
    await this.close.run({ workspaceId, sideId, actor: actorOf(caller), closed: state === 'closed' });
  }

  @Post('sides/:id/seen')
  @HttpCode(204)
  @Access('agent')
  async read(@CallerOf() { workspaceId }: Caller, @Id('id') sideId: string): Promise<void> {
    if (!(await this.sides.tickets(this.database, workspaceId, [sideId])).has(sideId))
      throw new DomainError('not-found');
    await this.seen.run(workspaceId, sideId);
    this.passing.tellRow({ workspaceId, ticketId: sideId });
  }
}
