// The doors of notes about people and companies.
import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, type Caller, CallerOf } from '../../platform/http/access.js';
import { Id } from '../../platform/http/id.js';
import { type About, KeepNotes } from './keep-notes.js';
import { NotesQuery, PersonNotePage, PersonNoteRequest, PersonNoteView } from './notes.requests.js';
import type { NoteRow } from './notes.store.js';

@ApiTags('contacts')
@Controller('api/v1')
export class NotesController {
  constructor(private readonly keep: KeepNotes) {}

  @Get('contacts/:id/notes')
  @Access('agent')
  @ApiOkResponse({ type: PersonNotePage })
  ofPerson(@CallerOf() caller: Caller, @Id('id') id: string, @Query() query: NotesQuery): Promise<PersonNotePage> {
    return this.page(caller, { contactId: id }, query);
  }

  @Post('contacts/:id/notes')
  @Access('agent')
  @ApiCreatedResponse({ type: PersonNoteView })
  async aboutPerson(@CallerOf() caller: Caller, @Id('id') id: string, @Body() { text }: PersonNoteRequest) {
    return view(await this.keep.write(caller, { contactId: id }, text));
  }

  @Get('companies/:id/notes')
  @Access('agent')
  @ApiOkResponse({ type: PersonNotePage })
  ofCompany(@CallerOf() caller: Caller, @Id('id') id: string, @Query() query: NotesQuery): Promise<PersonNotePage> {
    return this.page(caller, { companyId: id }, query);
  }

  @Post('companies/:id/notes')
  @Access('agent')
  @ApiCreatedResponse({ type: PersonNoteView })
  async aboutCompany(@CallerOf() caller: Caller, @Id('id') id: string, @Body() { text }: PersonNoteRequest) {
    return view(await this.keep.write(caller, { companyId: id }, text));
  }

  @Patch('person-notes/:id')
  @Access('agent')
  @ApiOkResponse({ type: PersonNoteView })
  async reword(@CallerOf() caller: Caller, @Id('id') id: string, @Body() { text }: PersonNoteRequest) {
    return view(await this.keep.reword(caller, id, text));
  }

  @Delete('person-notes/:id')
  @HttpCode(204)
  @Access('agent')
  @ApiNoContentResponse()
  remove(@CallerOf() caller: Caller, @Id('id') id: string): Promise<void> {
    return this.keep.remove(caller, id);
  }

  private async page(caller: Caller, about: About, query: NotesQuery): Promise<PersonNotePage> {
    const limit = query.limit ?? 20;
    const rows = await this.keep.list(caller.workspaceId, about, query.before ?? null, limit + 1);
    return { items: rows.slice(0, limit).map(view), next: rows.length > limit ? rows[limit - 1]!.id : null };
  }
}

const view = ({ id, agentId, text, at, editedAt }: NoteRow): PersonNoteView => ({
  id,
  agentId,
  text,
  at: at.toISOString(),
  editedAt: editedAt?.toISOString() ?? null,
});
