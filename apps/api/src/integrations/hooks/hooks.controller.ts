// The doors of where news goes out to, for owners.
import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Database } from '../../platform/database/database.js';
import { Access, type Caller, CallerOf } from '../../platform/http/access.js';
import { Id } from '../../platform/http/id.js';
import { ChangeHooks } from './change-hooks.js';
import { type Delivery, hooksOf, listDeliveries } from './hook.store.js';
import {
  ChangeHookRequest,
  CreatedHook,
  CreateHookRequest,
  HookDeliveriesPage,
  HookDeliveriesQuery,
  type HookDeliveryView,
  HookView,
} from './hooks.requests.js';

@ApiTags('hooks')
@Controller('api/v1/hooks')
export class HooksController {
  constructor(
    private readonly database: Database,
    private readonly changes: ChangeHooks,
  ) {}

  @Get()
  @Access('owner')
  @ApiOkResponse({ type: HookView, isArray: true })
  async list(@CallerOf() { workspaceId }: Caller): Promise<HookView[]> {
    return (await hooksOf(this.database, workspaceId)).map((hook) => {
      const { id, kind, name, events, words, enabled } = hook;
      return { id, kind, name, host: this.changes.hostOf(hook), events, words, enabled };
    });
  }

  @Get('deliveries')
  @Access('owner')
  @ApiOkResponse({ type: HookDeliveriesPage })
  async deliveries(
    @CallerOf() { workspaceId }: Caller,
    @Query() { before = undefined, limit = 50 }: HookDeliveriesQuery,
  ): Promise<HookDeliveriesPage> {
    const rows = await listDeliveries(this.database, workspaceId, { before: before ?? null, limit });
    const shown = rows.slice(0, limit);
    return { items: shown.map(deliveryView), next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null };
  }

  @Post()
  @Access('owner')
  @ApiCreatedResponse({ type: CreatedHook })
  create(@CallerOf() { workspaceId }: Caller, @Body() { kind, ...body }: CreateHookRequest): Promise<CreatedHook> {
    return this.changes.create(workspaceId, kind, body);
  }

  @Patch(':id')
  @HttpCode(204)
  @Access('owner')
  @ApiNoContentResponse()
  change(@CallerOf() { workspaceId }: Caller, @Id('id') id: string, @Body() body: ChangeHookRequest): Promise<void> {
    return this.changes.change(workspaceId, id, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @Access('owner')
  @ApiNoContentResponse()
  remove(@CallerOf() { workspaceId }: Caller, @Id('id') id: string): Promise<void> {
    return this.changes.drop(workspaceId, id);
  }

  @Post(':id/test')
  @HttpCode(204)
  @Access('owner')
  @ApiNoContentResponse()
  test(@CallerOf() { workspaceId }: Caller, @Id('id') id: string): Promise<void> {
    return this.changes.test(workspaceId, id);
  }
}

function deliveryView(row: Delivery): HookDeliveryView {
  const { id, hookId, event, ticketId, state, attempts, status, error } = row;
  const [at, dueAt] = [row.at.toISOString(), row.dueAt?.toISOString() ?? null];
  return { id, hookId, event, ticketId, state, attempts, status, error, at, dueAt };
}
