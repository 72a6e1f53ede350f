// The doors of imports: bring a table, say what its columns mean, try it, run it.
import { Body, Controller, Get, HttpCode, Post, Put, Query, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { takeUpload } from '../desk/take-upload.js';
import type { FieldDefinition } from '../people/fields/field-definition.js';
import { ReadFields } from '../people/fields/read-fields.js';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { Files } from '../platform/files.js';
import { Access, type Caller, CallerOf } from '../platform/http/access.js';
import { Id } from '../platform/http/id.js';
import { BeginImport } from './begin-import.js';
import { mappingFaults, TARGETS } from './import-columns.js';
import { BeginImportQuery, ImportView, MapImportRequest } from './imports.requests.js';
import { findImport, type Import, listImports } from './imports.store.js';
import { SteerImport } from './steer-import.js';

@ApiTags('imports')
@Controller('api/v1/imports')
export class ImportsController {
  constructor(
    private readonly database: Database,
    private readonly files: Files,
    private readonly fields: ReadFields,
    private readonly begin: BeginImport,
    private readonly steer: SteerImport,
  ) {}

  @Post()
  @Access('lead')
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } }, required: ['file'] },
  })
  @ApiCreatedResponse({ type: ImportView })
  async bring(@CallerOf() caller: Caller, @Query() { of }: BeginImportQuery, @Req() request: FastifyRequest) {
    const { workspaceId, agentId } = caller;
    const file = await takeUpload(request, (given) => this.files.put(this.database, workspaceId, given));
    return this.view(caller, await this.begin.run(workspaceId, agentId, of, file));
  }

  @Get()
  @Access('lead')
  @ApiOkResponse({ type: ImportView, isArray: true })
  async list(@CallerOf() caller: Caller): Promise<ImportView[]> {
    const own = await this.own(caller);
    return (await listImports(this.database, caller.workspaceId)).map((one) => view(one, own));
  }

  @Get(':id')
  @Access('lead')
  @ApiOkResponse({ type: ImportView })
  async one(@CallerOf() caller: Caller, @Id('id') id: string): Promise<ImportView> {
    const found = await findImport(this.database, caller.workspaceId, id);
    if (!found) throw new DomainError('not-found');
    return this.view(caller, found);
  }

  @Put(':id/mapping')
  @Access('lead')
  @ApiOkResponse({ type: ImportView })
  async map(@CallerOf() caller: Caller, @Id('id') id: string, @Body() body: MapImportRequest): Promise<ImportView> {
    const mapping = body.mapping.map((one) => one || null);
    const currency = body.currency?.toUpperCase() ?? null;
    return this.view(caller, await this.steer.map(caller.workspaceId, id, mapping, currency));
  }

  @Post(':id/check')
  @HttpCode(200)
  @Access('lead')
  @ApiOkResponse({ type: ImportView })
  async check(@CallerOf() caller: Caller, @Id('id') id: string): Promise<ImportView> {
    return this.view(caller, await this.steer.check(caller.workspaceId, id));
  }

  @Post(':id/run')
  @HttpCode(200)
  @Access('lead')
  @ApiOkResponse({ type: ImportView })
  async run(@CallerOf() caller: Caller, @Id('id') id: string): Promise<ImportView> {
    return this.view(caller, await this.steer.run(caller.workspaceId, id));
  }

  @Post(':id/stop')
  @HttpCode(200)
  @Access('lead')
  @ApiOkResponse({ type: ImportView })
  async stop(@CallerOf() caller: Caller, @Id('id') id: string): Promise<ImportView> {
    return this.view(caller, await this.steer.stop(caller.workspaceId, id));
  }

  private async own(caller: Caller): Promise<FieldDefinition[]> {
    return (await this.fields.run(caller.workspaceId, 'contact')).filter((one) => !one.archived);
  }

  private async view(caller: Caller, one: Import): Promise<ImportView> {
    return view(one, await this.own(caller));
  }
}

function view({ fileId: _, encoding: __, delimiter: ___, ...one }: Import, own: FieldDefinition[]): ImportView {
  return {
    ...one,
    mapping: one.mapping.map((target) => target ?? ''),
    targets: [...TARGETS[one.of], ...(one.of === 'contacts' ? own.map((field) => `field.${field.key}`) : [])],
    needed: mappingFaults(one.of, one.mapping, one.columns, own).flatMap((path) =>
      path.startsWith('needed.') ? [path.slice(7)] : [],
    ),
    sample: one.sample.map((cells) => ({ cells })),
    createdAt: one.createdAt.toISOString(),
    changedAt: one.changedAt.toISOString(),
  };
}
