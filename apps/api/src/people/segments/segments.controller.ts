// The doors of segments and of the people's list.
import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { OPS_OF } from '../../platform/conditions/condition.js';
import { Database } from '../../platform/database/database.js';
import { Access, type Caller, CallerOf } from '../../platform/http/access.js';
import { Id } from '../../platform/http/id.js';
import { nameCompanies } from '../companies/companies.store.js';
import { listDefinitions } from '../fields/fields.store.js';
import { KeepSegment } from './keep-segment.js';
import { ListPeople } from './list-people.js';
import type { PersonRow } from './people.store.js';
import { ReadSegments } from './read-segments.js';
import * as r from './segments.requests.js';
import { listSegments, type Segment } from './segments.store.js';

/** What screens offer of fields whose values are not rows. */
const WELL_KNOWN: Record<string, string> = {
  language:
    'en ru bg uk be sr hr sl mk pl cs sk de fr es it pt nl sv da no fi et lv lt el ro hu tr az ka hy kk uz he ar',
  channel: 'email visitor telegram whatsapp messenger instagram viber vk max line slack sms phone external',
};

@ApiTags('segments')
@Controller('api/v1')
export class SegmentsController {
  constructor(
    private readonly database: Database,
    private readonly keep: KeepSegment,
    private readonly read: ReadSegments,
    private readonly people: ListPeople,
  ) {}

  @Get('people')
  @Access('agent')
  @ApiOkResponse({ type: r.PeoplePage })
  async page(@CallerOf() caller: Caller, @Query() query: r.ListPeopleQuery): Promise<r.PeoplePage> {
    const { q = null, companyId = null, segmentId = null, before = null, limit = 50 } = query;
    const page = await this.people.run(caller.workspaceId, { q, companyId, segmentId, before, limit });
    return { items: page.items.map(person), next: page.next };
  }

  @Get('people/count')
  @Access('agent')
  @ApiOkResponse({ type: r.PeopleCount })
  async count(@CallerOf() caller: Caller, @Query() query: r.ListPeopleQuery): Promise<r.PeopleCount> {
    const { companyId = null, segmentId = null } = query;
    return { count: await this.people.count(caller.workspaceId, { companyId, segmentId }) };
  }

  @Get('contact-fields')
  @Access('agent')
  @ApiOkResponse({ type: r.ContactFieldView, isArray: true })
  async fields(@CallerOf() caller: Caller): Promise<r.ContactFieldView[]> {
    const { workspaceId } = caller;
    const [fields, own, companies] = await Promise.all([
      this.read.fields(workspaceId),
      listDefinitions(this.database, workspaceId, 'contact'),
      nameCompanies(this.database, workspaceId),
    ]);
    return Object.entries(fields).map(([name, { type }]) => {
      const definition = own.find((one) => `field.${one.key}` === name);
      const choices =
        name === 'company' ? companies.map((one) => ({ id: one.id, label: one.name })) : definition?.choices;
      return {
        name,
        label: definition?.label ?? null,
        type,
        ops: [...OPS_OF[type]],
        numeric: type === 'number',
        values:
          type === 'choice' || type === 'list'
            ? (choices?.map(({ id, label }) => ({ value: id, label })) ?? this.wellKnown(name))
            : null,
      };
    });
  }

  private wellKnown(name: string): r.ContactFieldView['values'] {
    const known = WELL_KNOWN[name];
    return known ? known.split(' ').map((value) => ({ value, label: null })) : null;
  }

  @Get('segments')
  @Access('agent')
  @ApiOkResponse({ type: r.SegmentView, isArray: true })
  async list(@CallerOf() caller: Caller): Promise<r.SegmentView[]> {
    const all = await listSegments(this.database, caller.workspaceId);
    const whole = new Set((await this.read.run(caller.workspaceId)).segments.map((one) => one.id));
    return all.map((one) => view(one, !whole.has(one.id)));
  }

  @Post('segments')
  @Access('lead')
  @ApiCreatedResponse({ type: r.SegmentView })
  async create(@CallerOf() caller: Caller, @Body() body: r.SegmentRequest): Promise<r.SegmentView> {
    return view(await this.keep.create(caller.workspaceId, body));
  }

  @Post('segments/preview')
  @HttpCode(200)
  @Access('agent')
  @ApiOkResponse({ type: r.SegmentPreview })
  async preview(@CallerOf() caller: Caller, @Body() body: r.SegmentPreviewRequest): Promise<r.SegmentPreview> {
    const { workspaceId } = caller;
    const condition = await this.keep.check(workspaceId, body.condition);
    const asked = { q: null, companyId: null, segmentId: null, before: null, limit: 5, condition };
    const { items, next } = await this.people.run(workspaceId, asked);
    return { items: items.map(person), next, count: await this.people.count(workspaceId, asked) };
  }

  @Patch('segments/:id')
  @Access('lead')
  @ApiOkResponse({ type: r.SegmentView })
  async change(@CallerOf() caller: Caller, @Id('id') id: string, @Body() body: r.ChangeSegmentRequest) {
    return view(await this.keep.change(caller.workspaceId, id, body));
  }

  @Delete('segments/:id')
  @HttpCode(204)
  @Access('lead')
  @ApiNoContentResponse()
  remove(@CallerOf() caller: Caller, @Id('id') id: string): Promise<void> {
    return this.keep.remove(caller.workspaceId, id);
  }
}

const view = ({ id, name, condition }: Segment, broken = false): r.SegmentView => ({ id, name, condition, broken });
const person = ({ lastSeenAt, createdAt, ...row }: PersonRow): r.PersonItem => ({
  ...row,
  lastSeenAt: lastSeenAt?.toISOString() ?? null,
  createdAt: createdAt.toISOString(),
});
