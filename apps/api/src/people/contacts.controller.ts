// The door of the customer card: who somebody is on every channel. Their tickets are asked of api/v1/tickets?contactId=.
import { Body, Controller, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, type Caller, CallerOf } from '../platform/http/access.js';
import { Id } from '../platform/http/id.js';
import { AddIdentity } from './add-identity.js';
import { ChangeContact } from './change-contact.js';
import {
  AddIdentityRequest,
  ChangeContactRequest,
  ContactCard,
  FindContactsQuery,
  MergeSuggestion,
  ShortCard,
} from './contacts.requests.js';
import { type PersonWithMerges, ReadContact } from './read-contact.js';
import { SuggestMerges } from './suggest-merges.js';
import { guessTimeZone } from './time-zone.js';

@ApiTags('contacts')
@Controller('api/v1/contacts')
export class ContactsController {
  constructor(
    private readonly readContact: ReadContact,
    private readonly changeContact: ChangeContact,
    private readonly suggest: SuggestMerges,
    private readonly addIdentity: AddIdentity,
  ) {}

  @Get()
  @Access('agent')
  @ApiOkResponse({ type: ShortCard, isArray: true })
  find(@CallerOf() caller: Caller, @Query() { q, limit }: FindContactsQuery): Promise<ShortCard[]> {
    return this.suggest.search(caller.workspaceId, q, limit ?? 10);
  }

  @Get(':id')
  @Access('agent')
  @ApiOkResponse({ type: ContactCard })
  async one(@CallerOf() caller: Caller, @Id('id') id: string): Promise<ContactCard> {
    return card(await this.readContact.withMerges(caller.workspaceId, id));
  }

  @Patch(':id')
  @Access('agent')
  @ApiOkResponse({ type: ContactCard })
  async change(
    @CallerOf() caller: Caller,
    @Id('id') id: string,
    @Body() body: ChangeContactRequest,
  ): Promise<ContactCard> {
    const { id: living } = await this.changeContact.run(caller.workspaceId, id, body);
    return card(await this.readContact.withMerges(caller.workspaceId, living));
  }

  @Post(':id/identities')
  @Access('agent')
  @ApiCreatedResponse({ type: ContactCard })
  async add(@CallerOf() caller: Caller, @Id('id') id: string, @Body() body: AddIdentityRequest): Promise<ContactCard> {
    const living = await this.addIdentity.run(caller.workspaceId, id, body);
    return card(await this.readContact.withMerges(caller.workspaceId, living));
  }

  @Get(':id/suggestions')
  @Access('agent')
  @ApiOkResponse({ type: MergeSuggestion, isArray: true })
  suggestions(@CallerOf() caller: Caller, @Id('id') id: string): Promise<MergeSuggestion[]> {
    return this.suggest.run(caller.workspaceId, id);
  }

  @Post(':id/suggestions/:otherId/dismiss')
  @HttpCode(204)
  @Access('agent')
  dismiss(@CallerOf() caller: Caller, @Id('id') id: string, @Id('otherId') otherId: string): Promise<void> {
    return this.suggest.dismiss(caller.workspaceId, id, otherId);
  }
}

const iso = (at: Date | null) => at?.toISOString() ?? null;

export function card(person: PersonWithMerges): ContactCard {
  const { surveyOptOutAt, lastAskedAt, blockedAt, createdAt, lastSeenAt, identities, merges, ...words } = person;
  const { companyId: _, companyChosen, ...shown } = words;
  return {
    ...shown,
    timeZoneGuess: words.timeZone ? null : guessTimeZone(words.locale, identities),
    companyByDomain: words.company !== null && !companyChosen,
    surveyOptOutAt: iso(surveyOptOutAt),
    lastAskedAt: iso(lastAskedAt),
    lastSeenAt: iso(lastSeenAt),
    blockedAt: iso(blockedAt),
    createdAt: createdAt.toISOString(),
    identities: identities.map((identity) => ({ ...identity, unreachableAt: iso(identity.unreachableAt) })),
    merges: merges.map(({ id: mergeId, mergedId, agentId, at, moved }) => ({
      id: mergeId,
      mergedId,
      name: moved.merged.name,
      identityIds: moved.identities,
      agentId,
      at: at.toISOString(),
    })),
  };
}
