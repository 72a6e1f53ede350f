// The doors of what tickets say of their customer: fields of a ticket, somebody's history, and an address that is not theirs.
import { Body, Controller, Delete, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { TicketRow } from '@otklik/contract';
import { Access, type Caller, CallerOf } from '../platform/http/access.js';
import { Id } from '../platform/http/id.js';
import { actorOf } from './actor-of.js';
import {
  CompanyTicketsQuery,
  CustomerHistory,
  FieldsBody,
  IdentityParted,
  TicketFieldValues,
} from './customer.requests.js';
import { PartIdentity } from './part-identity.js';
import { ReadHistory } from './read-history.js';
import { SetFields } from './set-fields.js';
import { TicketPage } from './tickets.requests.js';

@ApiTags('tickets')
@Controller('api/v1')
export class CustomerController {
  constructor(
    private readonly setFields: SetFields,
    private readonly history: ReadHistory,
    private readonly partIdentity: PartIdentity,
  ) {}

  @Post('tickets/:id/fields')
  @HttpCode(200)
  @Access('agent')
  @ApiOkResponse({ type: TicketFieldValues })
  async fields(@CallerOf() caller: Caller, @Id('id') ticketId: string, @Body() { values }: FieldsBody) {
    const { workspaceId } = caller;
    const set = await this.setFields.run({ workspaceId, ticketId, actor: actorOf(caller), values });
    return { fields: set.values };
  }

  @Get('contacts/:id/history')
  @Access('agent')
  @ApiOkResponse({ type: CustomerHistory })
  person(@CallerOf() caller: Caller, @Id('id') id: string): Promise<CustomerHistory> {
    return this.history.person(caller.workspaceId, id);
  }

  @Get('companies/:id/tickets')
  @Access('agent')
  @ApiOkResponse({ type: TicketPage })
  company(
    @CallerOf() caller: Caller,
    @Id('id') id: string,
    @Query() query: CompanyTicketsQuery,
  ): Promise<{ items: TicketRow[]; next: string | null }> {
    return this.history.company(caller.workspaceId, id, query.cursor ?? null, query.limit ?? 20);
  }

  @Delete('contacts/:id/identities/:identityId')
  @HttpCode(200)
  @Access('agent')
  @ApiOkResponse({ type: IdentityParted })
  part(
    @CallerOf() caller: Caller,
    @Id('id') id: string,
    @Id('identityId') identityId: string,
  ): Promise<IdentityParted> {
    return this.partIdentity.run({
      workspaceId: caller.workspaceId,
      contactId: id,
      identityId,
      actor: actorOf(caller),
    });
  }
}
