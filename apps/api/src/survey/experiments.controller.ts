// The doors of experiments with a survey, for leads.
import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, type Caller, CallerOf } from '../platform/http/access.js';
import { Id } from '../platform/http/id.js';
import { ChangeExperiment } from './change-experiment.js';
import {
  ExperimentAnswer,
  ExperimentView,
  StartExperimentRequest,
  StopExperimentRequest,
} from './experiment.requests.js';

@ApiTags('surveys')
@Controller('api/v1/surveys/:id/experiment')
export class ExperimentsController {
  constructor(private readonly experiments: ChangeExperiment) {}

  @Get()
  @Access('lead')
  @ApiOkResponse({ type: ExperimentAnswer })
  async read(@CallerOf() { workspaceId }: Caller, @Id('id') id: string): Promise<ExperimentAnswer> {
    const experiment = await this.experiments.read(workspaceId, id);
    return { any: experiment !== null, experiment };
  }

  @Post()
  @Access('lead')
  @ApiCreatedResponse({ type: ExperimentView })
  start(
    @CallerOf() { workspaceId }: Caller,
    @Id('id') id: string,
    @Body() body: StartExperimentRequest,
  ): Promise<ExperimentView> {
    return this.experiments.start(workspaceId, id, body);
  }

  @Post('stop')
  @HttpCode(200)
  @Access('lead')
  @ApiOkResponse({ type: ExperimentView })
  stop(
    @CallerOf() { workspaceId }: Caller,
    @Id('id') id: string,
    @Body() { keep }: StopExperimentRequest,
  ): Promise<ExperimentView> {
    return this.experiments.stop(workspaceId, id, keep);
  }
}
