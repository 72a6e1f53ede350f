// The doors of the teams' list: everybody sees them, leads shape them.
import { Body, Controller, Delete, Get, HttpCode, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, type Caller, CallerOf } from '../platform/http/access.js';
import { Id } from '../platform/http/id.js';
import { ChangeTeam } from './change-team.js';
import { CreateTeam } from './create-team.js';
import { DeleteTeam } from './delete-team.js';
import { ReadTeams } from './read-teams.js';
import { ChangeTeamRequest, CreateTeamRequest, TeamView } from './teams.requests.js';

@ApiTags('teams')
@Controller('api/v1/teams')
export class TeamsController {
  constructor(
    private readonly readTeams: ReadTeams,
    private readonly createTeam: CreateTeam,
    private readonly changeTeam: ChangeTeam,
    private readonly deleteTeam: DeleteTeam,
  ) {}

  @Get()
  @Access('agent')
  @ApiOkResponse({ type: TeamView, isArray: true })
  list(@CallerOf() caller: Caller): Promise<TeamView[]> {
    return this.readTeams.run(caller.workspaceId);
  }

  @Post()
  @Access('lead')
  @ApiCreatedResponse({ type: TeamView })
  create(@CallerOf() caller: Caller, @Body() body: CreateTeamRequest): Promise<TeamView> {
    return this.createTeam.run(caller.workspaceId, body);
  }

  @Patch(':id')
  @Access('lead')
  @ApiOkResponse({ type: TeamView })
  change(@CallerOf() caller: Caller, @Id('id') id: string, @Body() body: ChangeTeamRequest): Promise<TeamView> {
    return this.changeTeam.run(caller.workspaceId, id, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @Access('lead')
  @ApiNoContentResponse()
  remove(@CallerOf() caller: Caller, @Id('id') id: string): Promise<void> {
    return this.deleteTeam.run(caller.workspaceId, id);
  }
}
