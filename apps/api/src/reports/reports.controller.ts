// Path C's last door: the overview, the rows behind each figure, and the same as a spreadsheet.
import { Controller, Get, Header, Query } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { DomainError } from '../platform/errors.js';
import { Access, type Caller, CallerOf } from '../platform/http/access.js';
import { ReadBreakdown } from './breakdown.report.js';
import { BreakdownQuery, BreakdownReport, CompareQuery, GroupsCompared } from './breakdown.requests.js';
import { breakdownCsv } from './breakdown-csv.js';
import { CompareGroups } from './compare-groups.report.js';
import { ListRows } from './list-rows.js';
import { ReadLoad } from './load.report.js';
import { LoadReport } from './load.requests.js';
import { NameGroups } from './name-groups.js';
import { type OverviewAsk, ReadOverview } from './overview.report.js';
import { overviewCsv } from './overview-csv.js';
import { ReadPromises } from './promises.report.js';
import { PromisesReport } from './promises.requests.js';
import { ReadSatisfactionModel } from './read-satisfaction-model.js';
import { RowsPage, RowsQuery } from './report-rows.requests.js';
import { OverviewQuery, OverviewReport } from './reports.requests.js';
import { ReadSatisfaction } from './satisfaction.report.js';
import { SatisfactionQuery, SatisfactionReport } from './satisfaction.requests.js';
import { ModelQuery, SatisfactionModelReport } from './satisfaction-model.requests.js';
import { ReadWork } from './work.report.js';
import { WorkReport } from './work.requests.js';

const PAGE = 50;
const FIELD_VALUE = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}:./s;

@ApiTags('reports')
@Controller('api/v1/reports')
export class ReportsController {
  constructor(
    private readonly overviewOf: ReadOverview,
    private readonly rowsOf: ListRows,
    private readonly breakdownOf: ReadBreakdown,
    private readonly names: NameGroups,
    private readonly loadOf: ReadLoad,
    private readonly satisfactionOf: ReadSatisfaction,
    private readonly modelOf: ReadSatisfactionModel,
    private readonly groupsOf: CompareGroups,
    private readonly promisesOf: ReadPromises,
    private readonly workOf: ReadWork,
  ) {}

  @Get('overview')
  @Access('agent')
  @ApiOkResponse({ type: OverviewReport })
  overview(@CallerOf() caller: Caller, @Query() query: OverviewQuery): Promise<OverviewReport> {
    return this.overviewOf.run(allowed(caller, query));
  }

  @Get('overview.csv')
  @Access('agent')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="overview.csv"')
  @Header('cache-control', 'no-store')
  async csv(@CallerOf() caller: Caller, @Query() query: OverviewQuery): Promise<string> {
    const ask = allowed(caller, query);
    return overviewCsv(await this.overviewOf.run(ask), await this.promisesOf.run(ask), await this.workOf.run(ask));
  }

  @Get('breakdown')
  @Access('agent')
  @ApiOkResponse({ type: BreakdownReport })
  async breakdown(@CallerOf() caller: Caller, @Query() query: BreakdownQuery): Promise<BreakdownReport> {
    const { figure, by, field = null } = query;
    return this.names.run(
      caller.workspaceId,
      await this.breakdownOf.run({ ...allowed(caller, query), figure, by, field }),
    );
  }

  @Get('breakdown.csv')
  @Access('agent')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="breakdown.csv"')
  @Header('cache-control', 'no-store')
  async breakdownCsv(@CallerOf() caller: Caller, @Query() query: BreakdownQuery): Promise<string> {
    return breakdownCsv(await this.breakdown(caller, query));
  }

  @Get('breakdown/compare')
  @Access('agent')
  @ApiOkResponse({ type: GroupsCompared })
  compare(@CallerOf() caller: Caller, @Query() query: CompareQuery): Promise<GroupsCompared> {
    const { figure, by, field = null, first = '', second = '' } = query;
    return this.groupsOf.run({ ...allowed(caller, query), figure, by, field }, first, second);
  }

  @Get('load')
  @Access('agent')
  @ApiOkResponse({ type: LoadReport })
  load(@CallerOf() caller: Caller, @Query() query: OverviewQuery): Promise<LoadReport> {
    return this.loadOf.run(allowed(caller, query));
  }

  @Get('promises')
  @Access('agent')
  @ApiOkResponse({ type: PromisesReport })
  promises(@CallerOf() caller: Caller, @Query() query: OverviewQuery): Promise<PromisesReport> {
    return this.promisesOf.run(allowed(caller, query));
  }

  @Get('work')
  @Access('agent')
  @ApiOkResponse({ type: WorkReport })
  work(@CallerOf() caller: Caller, @Query() query: OverviewQuery): Promise<WorkReport> {
    return this.workOf.run(allowed(caller, query));
  }

  @Get('satisfaction')
  @Access('agent')
  @ApiOkResponse({ type: SatisfactionReport })
  async satisfaction(@CallerOf() caller: Caller, @Query() query: SatisfactionQuery): Promise<SatisfactionReport> {
    const report = await this.satisfactionOf.run({ ...allowed(caller, query), kind: query.kind });
    return this.names.satisfaction(caller.workspaceId, report);
  }

  @Get('satisfaction/model')
  @Access('lead')
  @ApiOkResponse({ type: SatisfactionModelReport })
  async model(@CallerOf() { workspaceId }: Caller, @Query() { kind }: ModelQuery): Promise<SatisfactionModelReport> {
    return this.names.drivers(workspaceId, await this.modelOf.run(workspaceId, kind ?? 'csat'));
  }

  @Get('rows')
  @Access('agent')
  @ApiOkResponse({ type: RowsPage })
  rows(@CallerOf() caller: Caller, @Query() query: RowsQuery): Promise<RowsPage> {
    const { figure, sort = 'newest', cursor = null, limit = PAGE, by, field = null } = query;
    const group = by ? { by, field, value: query.group ?? '' } : null;
    return this.rowsOf.run({ ...allowed(caller, query), figure, sort, cursor, limit, group });
  }
}

/**
 * Leads and owners may ask about everything; an agent only about themselves, and must say so.
 * @throws DomainError not-allowed
 */
export function allowed(caller: Caller, query: OverviewQuery): OverviewAsk {
  const { from, to, channel = null, teamId = null, agentId = null, clock = 'calendar' } = query;
  const { connectionId = null, language = null, tag = null, priority = null, fieldValue = null } = query;
  if (caller.role === 'agent' && (caller.agentId === null || agentId !== caller.agentId))
    throw new DomainError('not-allowed');
  if (fieldValue && !FIELD_VALUE.test(fieldValue))
    throw new DomainError('validation-failed', { fields: ['fieldValue'] });
  const filters = { channel: channel || null, teamId, agentId, connectionId, language: language || null, tag };
  return { workspaceId: caller.workspaceId, from, to, clock, ...filters, priority, fieldValue: fieldValue || null };
}
