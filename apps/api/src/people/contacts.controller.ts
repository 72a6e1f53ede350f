// The door of the customer card: who somebody is on every channel. Their tickets are asked of api/v1/tickets?contactId=.
import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, type Caller, CallerOf } from '../platform/http/access.js';
import { Id } from '../platform/http/id.js';
import { ChangeContact } from './change-contact.js';
import { ChangeContactRequest, ContactCard } from './contacts.requests.js';
import { type Person, ReadContact } from './read-contact.js';

@ApiTags('contacts')
@Controller('api/v1/contacts')
export class ContactsController {
  constructor(
    private readonly readContact: ReadContact,
    private readonly changeContact: ChangeContact,
  ) {}

  @Get(':id')
  @Access('agent')
  @ApiOkResponse({ type: ContactCard })
  async one(@CallerOf() caller: Caller, @Id('id') id: string): Promise<ContactCard> {
    return card(await this.readContact.run(caller.workspaceId, id));
  }

  @Patch(':id')
  @Access('agent')
  @ApiOkResponse({ type: ContactCard })
  async change(
    @CallerOf() caller: Caller,
    @Id('id') id: string,
    @Body() body: ChangeContactRequest,
  ): Promise<ContactCard> {
    return card(await this.changeContact.run(caller.workspaceId, id, body));
  }
}

const iso = (at: Date | null) => at?.toISOString() ?? null;

function card(person: Person): ContactCard {
  const { id, name, locale, timeZone, surveyOptOutAt, lastAskedAt, blockedAt, createdAt, identities } = person;
  return {
    id,
    name,
    locale,
    timeZone,
    surveyOptOutAt: iso(surveyOptOutAt),
    lastAskedAt: iso(lastAskedAt),
    blockedAt: iso(blockedAt),
    createdAt: createdAt.toISOString(),
    identities: identities.map((identity) => ({ ...identity, unreachableAt: iso(identity.unreachableAt) })),
  };
}
