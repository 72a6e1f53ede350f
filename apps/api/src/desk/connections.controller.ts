// The doors of the connections: leads see how they are, owners set them up.

import { Body, Controller, Delete, Get, HttpCode, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { channels } from '@otklik/channels';
import { DomainError } from '../platform/errors.js';
import { Access, type Caller, CallerOf } from '../platform/http/access.js';
import { Id } from '../platform/http/id.js';
import { ChangeConnection } from './change-connection.js';
import {
  ChangeConnectionRequest,
  ConnectionKindView,
  ConnectionTest,
  ConnectionView,
  CreateConnectionRequest,
  TemplateView,
} from './connections.requests.js';
import { CreateConnection } from './create-connection.js';
import { DeleteConnection } from './delete-connection.js';
import { MarkConnection } from './mark-connection.js';
import { Connections } from './read-connections.js';
import { ReadTemplates } from './read-templates.js';
import { ShowConnections } from './show-connections.js';
import { tellReason } from './state-reason.js';
import { TestConnection } from './test-connection.js';

@ApiTags('connections')
@Controller('api/v1')
export class ConnectionsController {
  constructor(
    private readonly showConnections: ShowConnections,
    private readonly connections: Connections,
    private readonly createConnection: CreateConnection,
    private readonly changeConnection: ChangeConnection,
    private readonly deleteConnection: DeleteConnection,
    private readonly testConnection: TestConnection,
    private readonly markConnection: MarkConnection,
    private readonly readTemplates: ReadTemplates,
  ) {}

  @Get('connection-kinds')
  @Access('lead')
  @ApiOkResponse({ type: ConnectionKindView, isArray: true })
  kinds(): ConnectionKindView[] {
    return Object.values(channels).map(({ kind, label, configSchema, abilities }) => {
      return { kind, label, configSchema, abilities: { ...abilities } };
    });
  }

  @Get('connections')
  @Access('lead')
  @ApiOkResponse({ type: ConnectionView, isArray: true })
  list(@CallerOf() caller: Caller): Promise<ConnectionView[]> {
    return this.showConnections.run(caller.workspaceId, caller.locale);
  }

  @Get('connections/:id')
  @Access('lead')
  @ApiOkResponse({ type: ConnectionView })
  one(@CallerOf() caller: Caller, @Id('id') id: string): Promise<ConnectionView> {
    return this.showConnections.one(caller.workspaceId, id, caller.locale);
  }

  @Get('connections/:id/templates')
  @Access('agent')
  @ApiOkResponse({ type: TemplateView, isArray: true })
  templates(@CallerOf() caller: Caller, @Id('id') id: string): Promise<TemplateView[]> {
    return this.readTemplates.run(caller.workspaceId, id);
  }

  @Post('connections')
  @Access('owner')
  @ApiCreatedResponse({ type: ConnectionView })
  create(@CallerOf() caller: Caller, @Body() body: CreateConnectionRequest): Promise<ConnectionView> {
    return this.createConnection.run(caller.workspaceId, { ...body, locale: caller.locale });
  }

  @Patch('connections/:id')
  @Access('owner')
  @ApiOkResponse({ type: ConnectionView })
  change(
    @CallerOf() caller: Caller,
    @Id('id') id: string,
    @Body() body: ChangeConnectionRequest,
  ): Promise<ConnectionView> {
    return this.changeConnection.run(caller.workspaceId, id, body, caller.locale);
  }

  @Delete('connections/:id')
  @HttpCode(204)
  @Access('owner')
  @ApiNoContentResponse()
  remove(@CallerOf() caller: Caller, @Id('id') id: string): Promise<void> {
    return this.deleteConnection.run(caller.workspaceId, id);
  }

  @Post('connections/:id/test')
  @HttpCode(200)
  @Access('owner')
  @ApiOkResponse({ type: ConnectionTest })
  async test(@CallerOf() caller: Caller, @Id('id') id: string): Promise<ConnectionTest> {
    const connection = await this.connections.byId(caller.workspaceId, id);
    if (!connection) throw new DomainError('not-found');
    const answer = await this.testConnection.run(connection);
    if (answer.verdict === 'ok') {
      await this.markConnection.run(caller.workspaceId, id, 'ok', null);
      return { ok: true, name: answer.name, address: answer.address ?? connection.address, reason: null };
    }
    if (answer.verdict === 'refused') await this.markConnection.run(caller.workspaceId, id, 'broken', answer.reason);
    const reason = tellReason(caller.locale, answer.reason);
    return { ok: false, name: null, address: connection.address, reason };
  }
}
