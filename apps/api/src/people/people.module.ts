// The room of people: who works here, who may pass, and who writes to us.
import { Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessGuard } from './access.guard.js';
import { AddIdentity } from './add-identity.js';
import { AgentEntity } from './agent.entity.js';
import { AgentNames } from './agent-names.js';
import { AgentsController } from './agents.controller.js';
import { ApiKeyEntity } from './api-key.entity.js';
import { ApiKeysController } from './api-keys.controller.js';
import { AskNewPassword } from './ask-new-password.js';
import { ChangeAgent } from './change-agent.js';
import { ChangeContact } from './change-contact.js';
import { ChangeMe } from './change-me.js';
import { ChangePassword } from './change-password.js';
import { ChangePicture } from './change-picture.js';
import { ChangeTeam } from './change-team.js';
import { ChangeWorkspace } from './change-workspace.js';
import { CompaniesController } from './companies/companies.controller.js';
import { KeepCompany } from './companies/keep-company.js';
import { NameCompanies } from './companies/name-companies.js';
import { ReadCompany } from './companies/read-company.js';
import { ContactsController } from './contacts.controller.js';
import { CreateAgent } from './create-agent.js';
import { CreateApiKey } from './create-api-key.js';
import { CreateTeam } from './create-team.js';
import { DeleteTeam } from './delete-team.js';
import { EnsureContact } from './ensure-contact.js';
import { DefineField } from './fields/define-field.js';
import { FieldsController } from './fields/fields.controller.js';
import { ReadFields } from './fields/read-fields.js';
import { FindPeople } from './find-people.js';
import { FlagIdentity } from './flag-identity.js';
import { FoundWorkspace } from './found-workspace.js';
import { JoinCards } from './join-cards.js';
import { KnownIdentity } from './known-identity.js';
import { MailPasswordLink } from './mail-password-link.js';
import { MarkAsked } from './mark-asked.js';
import { KeepNotes } from './notes/keep-notes.js';
import { NotesController } from './notes/notes.controller.js';
import { OpenSession } from './open-session.js';
import { OptOutOfSurveys } from './opt-out-of-surveys.js';
import { CountCustomers } from './orders/count-customers.js';
import { FindCustomers } from './orders/find-customers.js';
import { KeepOrderCells } from './orders/keep-order-cells.js';
import { OrdersController } from './orders/orders.controller.js';
import { TakeOrders } from './orders/take-orders.js';
import { PartCards } from './part-cards.js';
import { PartFromCard } from './part-from-card.js';
import { Candidates } from './presence/candidates.js';
import { ChangeDuty, ReadDuties } from './presence/change-duty.js';
import { DutiesController } from './presence/duties.controller.js';
import { HearAgent } from './presence/hear-agent.js';
import { PresenceController } from './presence/presence.controller.js';
import { ReadPresence } from './presence/read-presence.js';
import { SettlePresence } from './presence/settle-presence.js';
import { Skills } from './presence/skills.js';
import { WakeRouting } from './presence/wake-routing.js';
import { WatchPresence } from './presence/watch-presence.js';
import { ReadAgents } from './read-agents.js';
import { ReadApiKey } from './read-api-key.js';
import { ReadApiKeys } from './read-api-keys.js';
import { ReadContact } from './read-contact.js';
import { ReadMe } from './read-me.js';
import { ReadSession } from './read-session.js';
import { ReadTeams } from './read-teams.js';
import { ReadWorkspace } from './read-workspace.js';
import { ReadWorkspaces } from './read-workspaces.js';
import { RefuseOpenDoors } from './refuse-open-doors.js';
import { ResetAgentPassword } from './reset-agent-password.js';
import { ResetPassword } from './reset-password.js';
import { RevokeApiKey } from './revoke-api-key.js';
import { KeepSegment } from './segments/keep-segment.js';
import { ListPeople } from './segments/list-people.js';
import { ReadSegments } from './segments/read-segments.js';
import { SegmentsController } from './segments/segments.controller.js';
import { SetContactLocale } from './set-contact-locale.js';
import { SignInController } from './sign-in.controller.js';
import { SignIn } from './sign-in.js';
import { SignOut } from './sign-out.js';
import { SuggestMerges } from './suggest-merges.js';
import { TakeContacts } from './take-contacts.js';
import { TeamEntity } from './team.entity.js';
import { TeamsController } from './teams.controller.js';
import { WorkspaceController } from './workspace.controller.js';
import { WorkspaceEntity } from './workspace.entity.js';

/** What rooms above may call. */
const OFFERED = [
  ChangePicture,
  AgentNames,
  Candidates,
  CountCustomers,
  ChangeWorkspace,
  CreateAgent,
  CreateApiKey,
  EnsureContact,
  FindCustomers,
  KeepOrderCells,
  FindPeople,
  FlagIdentity,
  FoundWorkspace,
  HearAgent,
  JoinCards,
  KnownIdentity,
  MarkAsked,
  NameCompanies,
  ReadCompany,
  OptOutOfSurveys,
  PartCards,
  PartFromCard,
  ReadAgents,
  ReadApiKey,
  ReadContact,
  ReadFields,
  ReadDuties,
  ReadPresence,
  ReadSegments,
  ReadSession,
  ReadTeams,
  ReadWorkspace,
  ReadWorkspaces,
  ResetAgentPassword,
  SetContactLocale,
  TakeContacts,
  TakeOrders,
  SettlePresence,
  Skills,
  WakeRouting,
];

@Module({
  imports: [DiscoveryModule, TypeOrmModule.forFeature([WorkspaceEntity, AgentEntity, TeamEntity, ApiKeyEntity])],
  controllers: [
    SignInController,
    AgentsController,
    TeamsController,
    ApiKeysController,
    WorkspaceController,
    ContactsController,
    FieldsController,
    CompaniesController,
    NotesController,
    OrdersController,
    SegmentsController,
    PresenceController,
    DutiesController,
  ],
  providers: [
    ...OFFERED,
    AddIdentity,
    DefineField,
    KeepCompany,
    KeepNotes,
    KeepSegment,
    ListPeople,
    AskNewPassword,
    ChangeAgent,
    ChangeContact,
    ChangeDuty,
    ChangeMe,
    ChangePassword,
    ChangeTeam,
    CreateTeam,
    DeleteTeam,
    MailPasswordLink,
    OpenSession,
    ReadApiKeys,
    ReadMe,
    RefuseOpenDoors,
    ResetPassword,
    RevokeApiKey,
    SignIn,
    SignOut,
    SuggestMerges,
    WatchPresence,
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
  exports: [...OFFERED, ListPeople],
})
export class PeopleModule {}
