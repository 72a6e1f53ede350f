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
import { ComposeLetter } from './letters/compose-letter.js';
import { DecideLetter } from './letters/decide-letter.js';
import { HearOfLetter } from './letters/hear-of-letter.js';
import { LearnAddress } from './letters/learn-address.js';
import { LettersController } from './letters/letters.controller.js';
import { NoteAnswers } from './letters/note-answers.js';
import { RequestTranscript } from './letters/request-transcript.js';
import { ReturnPass } from './letters/return-pass.js';
import { SendLetters } from './letters/send-letters.js';
import { LimitAutomaticMail } from './limit-automatic-mail.js';
import { OutboxController } from './outbox.controller.js';
import { OutgoingParts } from './outgoing-parts.js';
import { PreviewCard } from './preview-card.js';
import { SendKeptMails } from './send-kept-mails.js';
import { SendSystemMails } from './send-system-mail.js';
import { ShowTyping } from './show-typing.js';

@Module({
  imports: [PeopleModule, DeskModule, TicketsModule],
  controllers: [OutboxController, LettersController],
  providers: [
    ChannelManners,
    ComposeLetter,
    DecideLetter,
    DeliverMessages,
    DeliverOnQueued,
    EraseKeptOnErased,
    HearOfLetter,
    KeepMail,
    LearnAddress,
    LimitAutomaticMail,
    NoteAnswers,
    OutgoingParts,
    PreviewCard,
    RequestTranscript,
    ReturnPass,
    SendKeptMails,
    SendLetters,
    SendSystemMails,
    ShowTyping,
  ],
  exports: [ChannelManners, HearOfLetter, LearnAddress, PreviewCard, RequestTranscript, ReturnPass, ShowTyping],
})
export class OutboundModule {}
