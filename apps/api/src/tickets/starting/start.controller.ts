// The doors of a conversation that we begin.
import { Body, Controller, Get, Headers, HttpCode, Inject, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Connections } from '../../desk/read-connections.js';
import type { Env } from '../../env.js';
import { ReadTeams } from '../../people/read-teams.js';
import { ENV } from '../../platform/env.token.js';
import { DomainError } from '../../platform/errors.js';
import { Access, type Caller, CallerOf } from '../../platform/http/access.js';
import { Limits } from '../../platform/http/limits.js';
import { actorOf } from '../actor-of.js';
import { CheckWords } from '../check-words.js';
import { checkedActions } from '../writing/checked-actions.js';
import { ReadWays } from './read-ways.js';
import { Mailbox, StartConversationBody, StartedConversation, WayToContact } from './start.requests.js';
import { StartConversation, type StartOrder } from './start-conversation.js';

@ApiTags('tickets')
@Controller('api/v1')
export class StartController {
  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly teams: ReadTeams,
    private readonly words: CheckWords,
    private readonly start: StartConversation,
    private readonly ways: ReadWays,
    private readonly connections: Connections,
    private readonly limits: Limits,
  ) {}

  @Post('conversations')
  @HttpCode(200)
  @Access('agent')
  @ApiHeader({
    name: 'Idempotency-Key',
    required: true,
    description: 'A retry with the same key begins nothing twice.',
  })
  @ApiOkResponse({ type: StartedConversation })
  async begin(
    @CallerOf() caller: Caller,
    @Headers('idempotency-key') key: string | undefined,
    @Body() body: StartConversationBody,
  ): Promise<StartedConversation> {
    if (!key || key.length > 200) throw new DomainError('key-needed');
    const { workspaceId, agentId, apiKeyId } = caller;
    await this.limits.take(
      agentId ? 'start-by-agent' : 'start-by-key',
      `${agentId ?? apiKeyId}`,
      agentId ? 30 : 120,
      60,
    );
    if (body.teamId && !(await this.teams.run(workspaceId)).some((team) => team.id === body.teamId))
      throw new DomainError('validation-failed', { fields: ['teamId'] });
    return this.start.run({
      workspaceId,
      actor: actorOf(caller),
      connectionId: body.connectionId,
      to: addresseeOf(body),
      subject: body.subject ?? null,
      words: {
        ...(await this.words.run(workspaceId, body)),
        template: body.template ?? null,
        copies: { cc: body.cc ?? [], bcc: body.bcc },
        actions: body.actions ? checkedActions(body.actions) : [],
        macroIds: body.macroIds,
        thenState: body.thenState ?? null,
        holdSeconds: caller.agentId ? this.env.undoSeconds : 0,
      },
      teamId: body.teamId ?? null,
      idempotencyKey: key,
    });
  }

  @Get('conversations/mailboxes')
  @Access('agent')
  @ApiOkResponse({ type: Mailbox, isArray: true, description: 'Which of our mailboxes may write to anybody.' })
  async mailboxes(@CallerOf() { workspaceId }: Caller): Promise<Mailbox[]> {
    const all = await this.connections.all(workspaceId);
    return all.flatMap(({ id, kind, name, address, state }) =>
      kind === 'email' && state !== 'off' && address ? [{ id, name, address }] : [],
    );
  }

  @Get('contacts/:id/ways')
  @Access('agent')
  @ApiOkResponse({ type: WayToContact, isArray: true, description: 'By which connections they can be written to.' })
  waysTo(@CallerOf() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<WayToContact[]> {
    return this.ways.run(caller.workspaceId, id);
  }
}

/** @throws DomainError validation-failed: it is to nobody. */
function addresseeOf({ contactId, identityId, email, name }: StartConversationBody): StartOrder['to'] {
  if (contactId && identityId) return { contactId, identityId };
  if (email) return { email, name: name?.trim() || null };
  throw new DomainError('validation-failed', { fields: [contactId ? 'identityId' : 'email'] });
}
