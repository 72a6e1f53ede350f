// The doors of field definitions: everybody reads them, leads make them.
import { Body, Controller, Get, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, type Caller, CallerOf } from '../../platform/http/access.js';
import { Id } from '../../platform/http/id.js';
import { DefineField } from './define-field.js';
import type { FieldDefinition } from './field-definition.js';
import {
  ChangeFieldRequest,
  CreateFieldRequest,
  FieldsQuery,
  FieldView,
  PlaceFieldsRequest,
} from './fields.requests.js';
import { ReadFields } from './read-fields.js';

@ApiTags('fields')
@Controller('api/v1/fields')
export class FieldsController {
  constructor(
    private readonly readFields: ReadFields,
    private readonly define: DefineField,
  ) {}

  @Get()
  @Access('agent')
  @ApiOkResponse({ type: FieldView, isArray: true })
  async list(@CallerOf() caller: Caller, @Query() { of }: FieldsQuery): Promise<FieldView[]> {
    return (await this.readFields.run(caller.workspaceId, of ?? null)).map(view);
  }

  @Post()
  @Access('lead')
  @ApiCreatedResponse({ type: FieldView })
  async create(@CallerOf() caller: Caller, @Body() body: CreateFieldRequest): Promise<FieldView> {
    return view(await this.define.create(caller.workspaceId, body));
  }

  @Patch(':id')
  @Access('lead')
  @ApiOkResponse({ type: FieldView })
  async change(@CallerOf() caller: Caller, @Id('id') id: string, @Body() body: ChangeFieldRequest): Promise<FieldView> {
    return view(await this.define.change(caller.workspaceId, id, body));
  }

  @Put('order')
  @Access('lead')
  @ApiOkResponse({ type: FieldView, isArray: true })
  async place(@CallerOf() caller: Caller, @Body() { of, ids }: PlaceFieldsRequest): Promise<FieldView[]> {
    return (await this.define.place(caller.workspaceId, of, ids)).map(view);
  }
}

function view({ place: _, ...field }: FieldDefinition): FieldView {
  return field;
}
