// The heart of the house: tickets, their messages and their clocks.
import { Module } from '@nestjs/common';
import { DeskModule } from '../desk/desk.module.js';
import { PeopleModule } from '../people/people.module.js';
import { AttachFile } from './attach-file.js';
import { ChangeTicket } from './change-ticket.js';
import { ClaimMessage } from './claim-message.js';
import { CloseTicket } from './close-ticket.js';
import { FindMessage } from './find-message.js';
import { ListTickets } from './list-tickets.js';
import { MarkMessage } from './mark-message.js';
import { MarkSeen } from './mark-seen.js';
import { MeasureDuration } from './measure-duration.js';
import { PostMessage } from './post-message.js';
import { ReadChat } from './read-chat.js';
import { ReadConversation } from './read-conversation.js';
import { ReadTicket } from './read-ticket.js';
import { ReceiveMessage } from './receive-message.js';
import { ReleaseReplies } from './release-replies.js';
import { ReviseMessage } from './revise-message.js';
import { SolveTicket } from './solve-ticket.js';
import { TakeNumber } from './take-number.js';
import { TicketsController } from './tickets.controller.js';
import { UndoMessage } from './undo-message.js';
import { UsualAnswer } from './usual-answer.js';

const USE_CASES = [
  ReceiveMessage,
  PostMessage,
  UndoMessage,
  ClaimMessage,
  MarkMessage,
  ReviseMessage,
  AttachFile,
  SolveTicket,
  ChangeTicket,
  CloseTicket,
  FindMessage,
  ListTickets,
  ReadTicket,
  ReadConversation,
  UsualAnswer,
  ReadChat,
  MarkSeen,
];

@Module({
  imports: [PeopleModule, DeskModule],
  controllers: [TicketsController],
  providers: [...USE_CASES, TakeNumber, MeasureDuration, ReleaseReplies],
  exports: USE_CASES,
})
export class TicketsModule {}
