// Beside a ticket: the door to a visitor's last visit.
import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, type Caller, CallerOf } from '../platform/http/access.js';
import { Instant, Text } from '../platform/http/fields.js';
import { Id } from '../platform/http/id.js';
import { ReadVisit } from './read-visit.js';

export class VisitView {
  @Text({ nullable: true, description: 'Where they last wrote from.' }) page!: string | null;
  @Text({ nullable: true, description: 'Where they had come to the site from.' }) referrer!: string | null;
  @Instant({ nullable: true, description: 'null: never been in a site’s chat.' }) seenAt!: string | null;
}

@ApiTags('contacts')
@Controller('api/v1/contacts')
export class VisitsController {
  constructor(private readonly readVisit: ReadVisit) {}

  @Get(':id/visit')
  @Access('agent')
  @ApiOkResponse({ type: VisitView })
  async visit(@CallerOf() caller: Caller, @Id('id') id: string): Promise<VisitView> {
    const visit = await this.readVisit.run(caller.workspaceId, id);
    return {
      page: visit?.page ?? null,
      referrer: visit?.referrer ?? null,
      seenAt: visit?.seenAt.toISOString() ?? null,
    };
  }
}
