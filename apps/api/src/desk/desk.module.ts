// The room of the furniture: connections, working hours, tags and files.
import { Module } from '@nestjs/common';
import { PeopleModule } from '../people/people.module.js';
import { CalendarInForce } from './calendar-in-force.js';
import { CalendarsController } from './calendars.controller.js';
import { ChangeCalendar } from './change-calendar.js';
import { ChangeConnection } from './change-connection.js';
import { ChannelClients } from './channel-clients.js';
import { ConnectionsController } from './connections.controller.js';
import { CreateCalendar } from './create-calendar.js';
import { CreateConnection } from './create-connection.js';
import { CreateWorkspace } from './create-workspace.js';
import { DeleteConnection } from './delete-connection.js';
import { DkimController } from './dkim.controller.js';
import { FilesController } from './files.controller.js';
import { HolidaysController } from './holidays.controller.js';
import { KeepSecret } from './keep-secret.js';
import { ChangeMacros, ReadMacros } from './macros.js';
import { MakeDkimKey } from './make-dkim-key.js';
import { MarkConnection } from './mark-connection.js';
import { PicturesController } from './pictures.controller.js';
import { ReadCalendarVersion } from './read-calendar-version.js';
import { ReadCalendars } from './read-calendars.js';
import { Connections } from './read-connections.js';
import { ReadTemplates } from './read-templates.js';
import { SavePollCursor } from './save-poll-cursor.js';
import { SettleConnection } from './settle-connection.js';
import { ShowConnections } from './show-connections.js';
import { SlaPoliciesController } from './sla-policies.controller.js';
import { AnnounceTerms, ChangeSlaPolicies, ReadSlaPolicies } from './sla-policies.js';
import { TagsController } from './tags.controller.js';
import { EnsureTags, ReadTags } from './tags.js';
import { TestConnection } from './test-connection.js';

/** What rooms above may call. */
const OFFERED = [
  CalendarInForce,
  ChannelClients,
  Connections,
  CreateCalendar,
  CreateConnection,
  CreateWorkspace,
  EnsureTags,
  ChangeMacros,
  KeepSecret,
  MarkConnection,
  ReadCalendarVersion,
  ReadMacros,
  ReadSlaPolicies,
  ReadTags,
  SavePollCursor,
];

@Module({
  imports: [PeopleModule],
  controllers: [
    ConnectionsController,
    DkimController,
    CalendarsController,
    HolidaysController,
    SlaPoliciesController,
    TagsController,
    FilesController,
    PicturesController,
  ],
  providers: [
    ...OFFERED,
    AnnounceTerms,
    ChangeCalendar,
    ChangeConnection,
    ChangeSlaPolicies,
    DeleteConnection,
    MakeDkimKey,
    ReadCalendars,
    ReadTemplates,
    SettleConnection,
    ShowConnections,
    TestConnection,
  ],
  exports: OFFERED,
})
export class DeskModule {}
