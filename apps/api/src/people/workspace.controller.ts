// The door of the workspace's own name, language and time zone.
import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, type Caller, CallerOf } from '../platform/http/access.js';
import { ChangeWorkspace } from './change-workspace.js';
import { ReadWorkspace } from './read-workspace.js';
import { ChangeWorkspaceRequest, WorkspaceView } from './workspace.requests.js';

@ApiTags('workspace')
@Controller('api/v1/workspace')
export class WorkspaceController {
  constructor(
    private readonly readWorkspace: ReadWorkspace,
    private readonly changeWorkspace: ChangeWorkspace,
  ) {}

  @Get()
  @Access('agent')
  @ApiOkResponse({ type: WorkspaceView })
  one(@CallerOf() caller: Caller): Promise<WorkspaceView> {
    return this.readWorkspace.run(caller.workspaceId);
  }

  @Patch()
  @Access('owner')
  @ApiOkResponse({ type: WorkspaceView })
  change(@CallerOf() caller: Caller, @Body() body: ChangeWorkspaceRequest): Promise<WorkspaceView> {
    return this.changeWorkspace.run(caller.workspaceId, body);
  }
}
