// The doors of the keys for programs: owners only.
import { Body, Controller, Delete, Get, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, type Caller, CallerOf } from '../platform/http/access.js';
import { Id } from '../platform/http/id.js';
import { ApiKeyView, CreateApiKeyRequest, NewApiKey } from './api-keys.requests.js';
import { CreateApiKey } from './create-api-key.js';
import { ReadApiKeys } from './read-api-keys.js';
import { RevokeApiKey } from './revoke-api-key.js';

@ApiTags('api-keys')
@Controller('api/v1/api-keys')
export class ApiKeysController {
  constructor(
    private readonly readApiKeys: ReadApiKeys,
    private readonly createApiKey: CreateApiKey,
    private readonly revokeApiKey: RevokeApiKey,
  ) {}

  @Get()
  @Access('owner')
  @ApiOkResponse({ type: ApiKeyView, isArray: true })
  list(@CallerOf() caller: Caller): Promise<ApiKeyView[]> {
    return this.readApiKeys.run(caller.workspaceId);
  }

  @Post()
  @Access('owner')
  @ApiCreatedResponse({ type: NewApiKey })
  create(@CallerOf() caller: Caller, @Body() body: CreateApiKeyRequest): Promise<NewApiKey> {
    return this.createApiKey.run({ ...body, workspaceId: caller.workspaceId });
  }

  @Delete(':id')
  @HttpCode(204)
  @Access('owner')
  @ApiNoContentResponse()
  revoke(@CallerOf() caller: Caller, @Id('id') id: string): Promise<void> {
    return this.revokeApiKey.run(caller.workspaceId, id);
  }
}
