// The doors of companies: every agent keeps them, leads remove them.
import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Database } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors.js';
import { Access, type Caller, CallerOf } from '../../platform/http/access.js';
import { Id } from '../../platform/http/id.js';
import { readCursor, writeCursor } from '../cursor.js';
import {
  ChangeCompanyRequest,
  CompaniesQuery,
  CompanyCard,
  CompanyPage,
  CreateCompanyRequest,
} from './companies.requests.js';
import { type CompanyRow, findCompany, listCompanies } from './companies.store.js';
import { KeepCompany } from './keep-company.js';

@ApiTags('companies')
@Controller('api/v1/companies')
export class CompaniesController {
  constructor(
    private readonly database: Database,
    private readonly keep: KeepCompany,
  ) {}

  @Get()
  @Access('agent')
  @ApiOkResponse({ type: CompanyPage })
  async page(@CallerOf() caller: Caller, @Query() query: CompaniesQuery): Promise<CompanyPage> {
    const limit = query.limit ?? 50;
    const [name, id] = readCursor(query.cursor, 2) ?? [];
    const said = query.q?.trim();
    const rows = await listCompanies(this.database, caller.workspaceId, {
      like: said ? `%${said.replace(/[\\%_]/g, '\\$&')}%` : null,
      after: name === undefined ? null : { name, id: id! },
      limit: limit + 1,
    });
    const last = rows.length > limit ? rows[limit - 1] : null;
    return { items: rows.slice(0, limit), next: last ? writeCursor([last.name, last.id]) : null };
  }

  @Get(':id')
  @Access('agent')
  @ApiOkResponse({ type: CompanyCard })
  async one(@CallerOf() caller: Caller, @Id('id') id: string): Promise<CompanyCard> {
    const company = await findCompany(this.database, caller.workspaceId, id);
    if (!company) throw new DomainError('not-found');
    return view(company);
  }

  @Post()
  @Access('agent')
  @ApiCreatedResponse({ type: CompanyCard })
  async create(@CallerOf() caller: Caller, @Body() body: CreateCompanyRequest): Promise<CompanyCard> {
    return view(await this.keep.create(caller.workspaceId, body));
  }

  @Patch(':id')
  @Access('agent')
  @ApiOkResponse({ type: CompanyCard })
  async change(@CallerOf() caller: Caller, @Id('id') id: string, @Body() body: ChangeCompanyRequest) {
    return view(await this.keep.change(caller.workspaceId, id, body));
  }

  @Delete(':id')
  @HttpCode(204)
  @Access('lead')
  @ApiNoContentResponse()
  remove(@CallerOf() caller: Caller, @Id('id') id: string): Promise<void> {
    return this.keep.remove(caller.workspaceId, id);
  }
}

const view = (company: CompanyRow): CompanyCard => ({ ...company, createdAt: company.createdAt.toISOString() });
