// The doors of working hours: everybody sees them, leads write them.
import { Body, Controller, Get, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, type Caller, CallerOf } from '../platform/http/access.js';
import { Id } from '../platform/http/id.js';
import type { Hours } from './business-time.js';
import { CalendarRequest, CalendarView } from './calendars.requests.js';
import type { CalendarRow } from './calendars.store.js';
import { ChangeCalendar } from './change-calendar.js';
import { CreateCalendar } from './create-calendar.js';
import { ReadCalendars } from './read-calendars.js';

@ApiTags('calendars')
@Controller('api/v1/calendars')
export class CalendarsController {
  constructor(
    private readonly readCalendars: ReadCalendars,
    private readonly createCalendar: CreateCalendar,
    private readonly changeCalendar: ChangeCalendar,
  ) {}

  @Get()
  @Access('agent')
  @ApiOkResponse({ type: CalendarView, isArray: true })
  async list(@CallerOf() caller: Caller): Promise<CalendarView[]> {
    return (await this.readCalendars.run(caller.workspaceId)).map(view);
  }

  @Post()
  @Access('lead')
  @ApiCreatedResponse({ type: CalendarView })
  async create(@CallerOf() caller: Caller, @Body() body: CalendarRequest): Promise<CalendarView> {
    return view(await this.createCalendar.run(caller.workspaceId, order(body)));
  }

  @Put(':id')
  @Access('lead')
  @ApiOkResponse({ type: CalendarView })
  async change(@CallerOf() caller: Caller, @Id('id') id: string, @Body() body: CalendarRequest): Promise<CalendarView> {
    return view(await this.changeCalendar.run(caller.workspaceId, id, order(body)));
  }
}

/** A list of lists has no class: on the wire each weekday is an object. */
function view({ weekly, ...calendar }: CalendarRow): CalendarView {
  return { ...calendar, weekly: weekly.map((intervals) => ({ intervals })) };
}

function order(body: CalendarRequest): Hours & { name: string; isDefault?: boolean } {
  const plain = ({ from, to }: { from: string; to: string }) => ({ from, to });
  return {
    name: body.name,
    timeZone: body.timeZone,
    ...(body.isDefault === undefined ? {} : { isDefault: body.isDefault }),
    weekly: body.weekly.map((day) => day.intervals.map(plain)),
    holidays: (body.holidays ?? []).map(({ date, name, intervals }) => {
      return { date, name, ...(intervals?.length ? { intervals: intervals.map(plain) } : {}) };
    }),
  };
}
