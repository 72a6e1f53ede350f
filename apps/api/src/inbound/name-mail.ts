// Path A for mail, before it is looked up: by which name it is known, when its Message-ID already belongs to another.
import { Injectable } from '@nestjs/common';
import type { InboundEvent } from '@otklik/channels';
import { Database } from '../platform/database/database.js';
import { FindMessage } from '../tickets/find-message.js';
import { headOf, isSameMail, type MailHead, ownName } from './same-mail.js';

@Injectable()
export class NameMail {
  constructor(
    private readonly database: Database,
    private readonly messages: FindMessage,
  ) {}

  /** The event, with an external id of its own where it only bears the Message-ID of another mail. */
  async run(workspaceId: string, connectionId: string, event: InboundEvent): Promise<InboundEvent> {
    const head = headOf(event);
    if (!head) return event;
    const { externalId } = event;
    const first = await this.messages.byExternalId(this.database, workspaceId, connectionId, externalId);
    if (!first || isSameMail((first.mail?.head ?? null) as MailHead | null, head)) return event;
    return { ...event, externalId: ownName(externalId, head) };
  }
}
