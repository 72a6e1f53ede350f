// The doors of merging: two customer cards into one, and back.
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { DomainError } from '../platform/errors.js';
import { Access, type Caller, CallerOf } from '../platform/http/access.js';
import { Id } from '../platform/http/id.js';
import type { Actor } from './events.js';
import { MergeContacts } from './merge-contacts.js';
import { MergeBody, Merged } from './merges.requests.js';

const actorOf = (caller: Caller): Actor => ({ by: caller.agentId ? 'agent' : 'api', agentId: caller.agentId });

@ApiTags('contacts')
@Controller('api/v1/contacts')
export class MergesController {
  constructor(private readonly merge: MergeContacts) {}

  @Post(':id/merge')
  @HttpCode(200)
  @Access('agent')
  @ApiOkResponse({ type: Merged })
  async join(@CallerOf() caller: Caller, @Id('id') id: string, @Body() { otherId, keep }: MergeBody): Promise<Merged> {
    if (otherId === id) throw new DomainError('validation-failed', { fields: ['otherId'] });
    const [keptId, mergedId] = keep === 'this' ? [id, otherId] : [otherId, id];
    const joined = await this.merge.run({ workspaceId: caller.workspaceId, keptId, mergedId, actor: actorOf(caller) });
    return { mergeId: joined.mergeId, contactId: joined.keptId, mergedId: joined.mergedId };
  }

  @Post('merges/:mergeId/undo')
  @HttpCode(200)
  @Access('agent')
  @ApiOkResponse({ type: Merged })
  async undo(@CallerOf() caller: Caller, @Id('mergeId') mergeId: string): Promise<Merged> {
    const parted = await this.merge.undo({ workspaceId: caller.workspaceId, mergeId, actor: actorOf(caller) });
    return { mergeId, contactId: parted.keptId, mergedId: parted.mergedId };
  }
}
