// The doors of what agents can take on: leads shape it; the names of skills everybody may read.
import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, type Caller, CallerOf } from '../../platform/http/access.js';
import { Id } from '../../platform/http/id.js';
import { ChangeDuty, ReadDuties } from './change-duty.js';
import { DutyRequest, DutyView, SkillView } from './duties.requests.js';
import type { DutyRow } from './duty.store.js';
import { Skills } from './skills.js';

@ApiTags('presence')
@Controller('api/v1')
export class DutiesController {
  constructor(
    private readonly read: ReadDuties,
    private readonly change: ChangeDuty,
    private readonly skills: Skills,
  ) {}

  @Get('skills')
  @Access('agent')
  @ApiOkResponse({ type: SkillView, isArray: true })
  names(@CallerOf() caller: Caller): Promise<SkillView[]> {
    return this.skills.run(caller.workspaceId);
  }

  @Get('duties')
  @Access('lead')
  @ApiOkResponse({ type: DutyView, isArray: true })
  async list(@CallerOf() caller: Caller): Promise<DutyView[]> {
    const names = await this.names(caller);
    return (await this.read.run(caller.workspaceId)).map((duty) => view(duty, names));
  }

  @Put('agents/:id/duty')
  @Access('lead')
  @ApiOkResponse({ type: DutyView })
  async put(@CallerOf() caller: Caller, @Id('id') agentId: string, @Body() body: DutyRequest): Promise<DutyView> {
    const { skills, capacity, schedule } = body;
    const duty = await this.change.run(
      { workspaceId: caller.workspaceId, agentId },
      {
        skills,
        capacity: { ...capacity },
        schedule: schedule && {
          timeZone: schedule.timeZone,
          weekly: schedule.weekly.map((day) => day.intervals.map(({ from, to }) => ({ from, to }))),
        },
      },
    );
    return view(duty, await this.names(caller));
  }
}

function view({ agentId, skills, capacity, schedule }: DutyRow, names: SkillView[]): DutyView {
  return {
    agentId,
    skills: skills.flatMap((id) => names.find((skill) => skill.id === id)?.name ?? []),
    capacity,
    schedule: schedule && { timeZone: schedule.timeZone, weekly: schedule.weekly.map((intervals) => ({ intervals })) },
  };
}
