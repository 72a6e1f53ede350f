// From the outside world to a ticket: mail, webhooks, polling and the widget, each by the same path A.
import { Module } from '@nestjs/common';
import { DeskModule } from '../desk/desk.module.js';
import { OutboundModule } from '../outbound/outbound.module.js';
import { PeopleModule } from '../people/people.module.js';
import { SurveyModule } from '../survey/survey.module.js';
import { TicketsModule } from '../tickets/tickets.module.js';
import { Backlog } from './backlog.js';
import { BootWidget } from './boot-widget.js';
import { CheckSender } from './check-sender.js';
import { DropOldRaw } from './drop-old-raw.js';
import { EraseRawOnErased } from './erase-raw-on-erased.js';
import { FetchFiles } from './fetch-files.js';
import { FetchLateFile } from './fetch-late-file.js';
import { KnowSender } from './know-sender.js';
import { KnowVisitor } from './know-visitor.js';
import { LearnAboutVisitor } from './learn-about-visitor.js';
import { LedgerController } from './ledger.controller.js';
import { MailNames } from './mail-names.js';
import { ThreadMail } from './mail-thread.js';
import { NameMail } from './name-mail.js';
import { OriginalController } from './original.controller.js';
import { ParseWorkers } from './parse-workers.js';
import { PollConnections } from './poll-connections.js';
import { ProcessRaw } from './process-raw.js';
import { RateInWidget } from './rate-in-widget.js';
import { ReadLedger } from './read-ledger.js';
import { ReadVisit } from './read-visit.js';
import { ReadVisitor } from './read-visitor.js';
import { ReadWidgetLines } from './read-widget-lines.js';
import { RegisterVisitor } from './register-visitor.js';
import { ReplayFailed } from './replay-failed.js';
import { ReplayRaw } from './replay-raw.js';
import { ReturnController } from './return.controller.js';
import { SetRetention } from './set-retention.js';
import { SmtpListener } from './smtp.js';
import { StoreRaw } from './store-raw.js';
import { TakeEvent } from './take-event.js';
import { TakeMessage } from './take-message.js';
import { TakeReport } from './take-report.js';
import { TakeVisitorBack } from './take-visitor-back.js';
import { VisitorFiles } from './visitor-files.js';
import { VisitsController } from './visits.controller.js';
import { WebhookController } from './webhook.controller.js';
import { WidgetController } from './widget.controller.js';
import { WidgetPagesController } from './widget-pages.controller.js';
import { WriteLine } from './write-line.js';

@Module({
  imports: [PeopleModule, DeskModule, TicketsModule, OutboundModule, SurveyModule],
  controllers: [
    WebhookController,
    WidgetController,
    WidgetPagesController,
    ReturnController,
    VisitsController,
    LedgerController,
    OriginalController,
  ],
  providers: [
    Backlog,
    StoreRaw,
    ProcessRaw,
    NameMail,
    ParseWorkers,
    CheckSender,
    MailNames,
    TakeEvent,
    TakeMessage,
    TakeReport,
    ThreadMail,
    FetchFiles,
    KnowSender,
    FetchLateFile,
    SmtpListener,
    PollConnections,
    RegisterVisitor,
    ReadVisitor,
    ReadVisit,
    KnowVisitor,
    TakeVisitorBack,
    LearnAboutVisitor,
    WriteLine,
    RateInWidget,
    ReadWidgetLines,
    VisitorFiles,
    BootWidget,
    ReadLedger,
    ReplayRaw,
    ReplayFailed,
    DropOldRaw,
    EraseRawOnErased,
    SetRetention,
  ],
  exports: [ReadVisitor, ReadWidgetLines, ReplayRaw, ReplayFailed, SmtpListener],
})
export class InboundModule {}
