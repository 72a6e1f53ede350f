// Path B's room: from a queued message to the outside world.
import { Module } from '@nestjs/common';
import { DeskModule } from '../desk/desk.module.js';
import { PeopleModule } from '../people/people.module.js';
import { TicketsModule } from '../tickets/tickets.module.js';
import { ChannelManners } from './channel-manners.js';
import { DeliverMessages } from './deliver-message.js';
import { DeliverOnQueued } from './deliver-on-queued.js';
import { EraseKeptOnErased } from './erase-kept-on-erased.js';
import { KeepMail } from './keep-mail.js';
import { LimitAutomaticMail } from './limit-automatic-mail.js';
import { OutboxController } from './outbox.controller.js';
import { OutgoingParts } from './outgoing-parts.js';
import { PreviewCard } from './preview-card.js';
import { SendKeptMails } from './send-kept-mails.js';
import { SendSystemMails } from './send-system-mail.js';
import { ShowTyping } from './show-typing.js';

@Module({
  imports: [PeopleModule, DeskModule, TicketsModule],
  controllers: [OutboxController],
  providers: [
    ChannelManners,
    DeliverMessages,
    DeliverOnQueued,
    EraseKeptOnErased,
    KeepMail,
    LimitAutomaticMail,
    OutgoingParts,
    PreviewCard,
    SendKeptMails,
    SendSystemMails,
    ShowTyping,
  ],
  exports: [ChannelManners, PreviewCard, ShowTyping],
})
export class OutboundModule {}
