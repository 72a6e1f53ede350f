// The heart of the house: tickets, their messages and their clocks.
import { Module } from '@nestjs/common';
import { DeskModule } from '../desk/desk.module.js';
import { PeopleModule } from '../people/people.module.js';
import { ActiveTickets } from './active-tickets.js';
import { AddressReply } from './address-reply.js';
import { AnnulReopening } from './annul-reopening.js';
import { ApplyRule } from './apply-rule.js';
import { AssignTicket } from './assign-ticket.js';
import { AttachFile } from './attach-file.js';
import { BulkController } from './bulk/bulk.controller.js';
import { DoBulk } from './bulk/do-bulk.js';
import { DropOldBulks } from './bulk/drop-old-bulks.js';
import { MergeMany } from './bulk/merge-many.js';
import { UndoBulk } from './bulk/undo-bulk.js';
import { ChangeState } from './change-state.js';
import { CheckActions } from './check-actions.js';
import { CheckWords } from './check-words.js';
import { ClaimMessage } from './claim-message.js';
import { CloseTicket } from './close-ticket.js';
import { CountLoads } from './count-loads.js';
import { CountTickets } from './count-tickets.js';
import { CreateFollowUp } from './create-follow-up.js';
import { CustomerController } from './customer.controller.js';
import { DeleteMessage } from './delete-message.js';
import { DoOnTicket } from './do-on-ticket.js';
import { EditMessage } from './edit-message.js';
import { EraseTickets } from './erase-tickets.js';
import { ErasureDuties } from './erasure-duties.js';
import { ExportController } from './export.controller.js';
import { ExportTicket } from './export-ticket.js';
import { FindAlike } from './find-alike.js';
import { FindConversation } from './find-conversation.js';
import { FindCustomer } from './find-customer.js';
import { FindMessage } from './find-message.js';
import { FlagSatisfactionRisk } from './flag-satisfaction-risk.js';
import { HoldTicket } from './hold-ticket.js';
import { InFlight } from './in-flight.js';
import { LinkTickets } from './link-tickets.js';
import { ListTickets } from './list-tickets.js';
import { ListTrash } from './list-trash.js';
import { MarkMailed } from './mark-mailed.js';
import { MarkMessage } from './mark-message.js';
import { MarkRead } from './mark-read.js';
import { MarkSeen } from './mark-seen.js';
import { MarkSpam } from './mark-spam.js';
import { MarkUpTo } from './mark-up-to.js';
import { MeasureDuration } from './measure-duration.js';
import { MergeContacts } from './merge-contacts.js';
import { MergeTickets } from './merge-tickets.js';
import { MergesController } from './merges.controller.js';
import { MergingController } from './merging.controller.js';
import { NoteReachability } from './note-reachability.js';
import { PartIdentity } from './part-identity.js';
import { PlaceTicket } from './place-ticket.js';
import { PostMessage } from './post-message.js';
import { PostponeMessage } from './postpone-message.js';
import { PrioritiseTicket } from './prioritise-ticket.js';
import { ReactToMessage } from './react-to-message.js';
import { ReadChat } from './read-chat.js';
import { ReadConversation } from './read-conversation.js';
import { ReadHistory } from './read-history.js';
import { ReadStanding } from './read-standing.js';
import { ReadTicket } from './read-ticket.js';
import { ReadTicketFields } from './read-ticket-fields.js';
import { ReadTicketRows } from './read-ticket-rows.js';
import { ReadTicketSubject } from './read-ticket-subject.js';
import { ReadUnread } from './read-unread.js';
import { ReceiveMessage } from './receive-message.js';
import { ReckonSnooze } from './reckon-snooze.js';
import { ReleaseReplies } from './release-replies.js';
import { ReadReplyWindow } from './reply-window.js';
import { RequestSurvey } from './request-survey.js';
import { RequireFields } from './require-fields.js';
import { ResendMessage } from './resend-message.js';
import { ReviseLine } from './revise-line.js';
import { FindWords } from './search/find-words.js';
import { ResolveSearch } from './search/resolve-search.js';
import { SearchController } from './search/search.controller.js';
import { SearchTickets } from './search/search-tickets.js';
import { SuggestSearch } from './search/suggest-search.js';
import { SetFields } from './set-fields.js';
import { SetRequester } from './set-requester.js';
import { ShowPromise } from './show-promise.js';
import { ShowRating } from './show-rating.js';
import { CloseSide } from './sides/close-side.js';
import { CustomersOf } from './sides/customers-of.js';
import { NoteOnTicket } from './sides/note-on-ticket.js';
import { ReadSides } from './sides/read-sides.js';
import { SidesController } from './sides/sides.controller.js';
import { StartSide } from './sides/start-side.js';
import { SnoozeTicket } from './snooze-ticket.js';
import { SolveTicket } from './solve-ticket.js';
import { SplitController } from './split.controller.js';
import { SplitTicket } from './split-ticket.js';
import { ReadWays } from './starting/read-ways.js';
import { StartController } from './starting/start.controller.js';
import { StartConversation } from './starting/start-conversation.js';
import { TagTicket } from './tag-ticket.js';
import { TakeBackReply } from './take-back-reply.js';
import { TakeNumber } from './take-number.js';
import { TicketsController } from './tickets.controller.js';
import { TrashController } from './trash.controller.js';
import { TrashTicket } from './trash-ticket.js';
import { UndoMerge } from './undo-merge.js';
import { UndoMessage } from './undo-message.js';
import { UndoSplit } from './undo-split.js';
import { UsualAnswer } from './usual-answer.js';
import { ChangeViews } from './views/change-views.js';
import { ListView } from './views/list-view.js';
import { LookAs } from './views/look-as.js';
import { OfferFields } from './views/offer-fields.js';
import { QueueController } from './views/queue.controller.js';
import { ReadViews } from './views/read-views.js';
import { SharedCounts } from './views/shared-counts.js';
import { ViewsController } from './views/views.controller.js';
import { WalkPast } from './views/walk-past.js';
import { WakeTicket } from './wake-ticket.js';
import { ChangeScheduled } from './writing/change-scheduled.js';
import { CheckMentions } from './writing/check-mentions.js';
import { CrossedReply } from './writing/crossed-reply.js';
import { DoFollowing } from './writing/do-following.js';
import { DraftsController } from './writing/drafts.controller.js';
import { DropOldDrafts } from './writing/drop-old-drafts.js';
import { FollowMessage } from './writing/follow-message.js';
import { KeepDraft } from './writing/keep-draft.js';
import { MacrosController } from './writing/macros.controller.js';
import { ReadDrafts } from './writing/read-drafts.js';
import { RenderMacro } from './writing/render-macro.js';
import { ScheduleReply } from './writing/schedule-reply.js';
import { ScheduledController } from './writing/scheduled.controller.js';
import { SendScheduled } from './writing/send-scheduled.js';
import { SettleDraft } from './writing/settle-draft.js';

const USE_CASES = [
  FindWords,
  CheckWords,
  ReadWays,
  StartConversation,
  StartSide,
  CloseSide,
  ReadSides,
  NoteOnTicket,
  CustomersOf,
  DoOnTicket,
  SnoozeTicket,
  ChangeState,
  AnnulReopening,
  AssignTicket,
  PrioritiseTicket,
  TagTicket,
  MarkSpam,
  RequestSurvey,
  CheckActions,
  ErasureDuties,
  ReckonSnooze,
  SetFields,
  EditMessage,
  DeleteMessage,
  ReactToMessage,
  NoteReachability,
  MarkUpTo,
  MarkMailed,
  MarkRead,
  ShowRating,
  ShowPromise,
  FlagSatisfactionRisk,
  HoldTicket,
  ActiveTickets,
  PostponeMessage,
  ResendMessage,
  ReadTicketRows,
  ReadTicketSubject,
  ReadTicketFields,
  FindConversation,
  CountTickets,
  CountLoads,
  PlaceTicket,
  FindCustomer,
  ReceiveMessage,
  PostMessage,
  UndoMessage,
  SetRequester,
  SplitTicket,
  UndoSplit,
  MergeTickets,
  UndoMerge,
  ClaimMessage,
  MarkMessage,
  TakeBackReply,
  AttachFile,
  SolveTicket,
  CloseTicket,
  FindMessage,
  ListTickets,
  ReadStanding,
  ReadTicket,
  ReadConversation,
  UsualAnswer,
  ReadChat,
  ReadUnread,
  MarkSeen,
];

@Module({
  imports: [PeopleModule, DeskModule],
  controllers: [
    SidesController,
    StartController,
    QueueController,
    ViewsController,
    BulkController,
    CustomerController,
    DraftsController,
    ScheduledController,
    MacrosController,
    TicketsController,
    SplitController,
    MergesController,
    MergingController,
    TrashController,
    ExportController,
    SearchController,
  ],
  providers: [
    ...USE_CASES,
    TakeNumber,
    RequireFields,
    ReadHistory,
    PartIdentity,
    WakeTicket,
    DoBulk,
    MergeMany,
    UndoBulk,
    DropOldBulks,
    ChangeViews,
    ListView,
    LookAs,
    OfferFields,
    ReadViews,
    SharedCounts,
    WalkPast,
    MeasureDuration,
    AddressReply,
    ReadReplyWindow,
    ReleaseReplies,
    ApplyRule,
    InFlight,
    ReviseLine,
    MergeContacts,
    FindAlike,
    CreateFollowUp,
    ExportTicket,
    TrashTicket,
    ListTrash,
    EraseTickets,
    LinkTickets,
    ResolveSearch,
    SearchTickets,
    SuggestSearch,
    CheckMentions,
    CrossedReply,
    DoFollowing,
    DropOldDrafts,
    FollowMessage,
    ChangeScheduled,
    KeepDraft,
    ReadDrafts,
    RenderMacro,
    ScheduleReply,
    SendScheduled,
    SettleDraft,
  ],
  exports: [...USE_CASES, InFlight, OfferFields, LookAs, SharedCounts],
})
export class TicketsModule {}
