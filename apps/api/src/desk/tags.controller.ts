// The door of the tags: what the composer and the filters offer.
import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, type Caller, CallerOf } from '../platform/http/access.js';
import { ReadTags } from './tags.js';
import { TagView } from './tags.requests.js';

@ApiTags('tags')
@Controller('api/v1/tags')
export class TagsController {
  constructor(private readonly readTags: ReadTags) {}

  @Get()
  @Access('agent')
  @ApiOkResponse({ type: TagView, isArray: true })
  list(@CallerOf() caller: Caller): Promise<TagView[]> {
    return this.readTags.run(caller.workspaceId);
  }
}
