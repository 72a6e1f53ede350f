// Path C's room: asks after a solved ticket, takes the answer, and tells the ticket.
import { Module } from '@nestjs/common';
import { DeskModule } from '../desk/desk.module.js';
import { OutboundModule } from '../outbound/outbound.module.js';
import { PeopleModule } from '../people/people.module.js';
import { TicketsModule } from '../tickets/tickets.module.js';
import { AnswerTokens } from './answer-tokens.js';
import { AnswersController } from './answers/answers.controller.js';
import { ExportAnswers } from './answers/export-answers.js';
import { FindThemes } from './answers/find-themes.js';
import { ListAnswers } from './answers/list-answers.js';
import { ReadOpenAnswers } from './answers/read-answers.js';
import { TagAnswer } from './answers/tag-answer.js';
import { VerifyAnswers } from './answers/verify-answers.js';
import { AskAboutTicketController } from './ask-about-ticket.controller.js';
import { AskAboutTickets } from './ask-about-ticket.js';
import { CardMaker } from './card-maker.js';
import { AskAgainAfterCases } from './cases/ask-again.js';
import { CasesController } from './cases/cases.controller.js';
import { HandleCase } from './cases/handle-case.js';
import { NoteSecondAnswer } from './cases/note-second-answer.js';
import { ReadCases } from './cases/read-cases.js';
import { ReviseCase } from './cases/revise-case.js';
import { ChangeExperiment } from './change-experiment.js';
import { ChangeSurvey } from './change-survey.js';
import { CheckInvitation } from './check-invitation.js';
import { ChooseArm } from './choose-arm.js';
import { ChooseSurvey } from './choose-survey.js';
import { CommentFromCustomer } from './comment-from-customer.js';
import { CreateDefaultSurvey } from './create-default-survey.js';
import { DecideInvitation } from './decide-invitation.js';
import { DraftComment } from './draft-comment.js';
import { EraseAnswersOnErased } from './erase-answers-on-erased.js';
import { ExperimentsController } from './experiments.controller.js';
import { GatherAsking } from './gather-asking.js';
import { SurveyOrders } from './invite-on-solve.js';
import { AnswerLink } from './links/answer-link.js';
import { ChangeLinks } from './links/change-links.js';
import { ReadLinkFigures } from './links/link-figures.js';
import { LinkPageController } from './links/link-page.controller.js';
import { LinkTokens } from './links/link-tokens.js';
import { LinksController } from './links/links.controller.js';
import { ReadLinkAnswers } from './links/read-link-answers.js';
import { KeepReturns } from './loyalty/keep-returns.js';
import { LoyaltyController } from './loyalty/loyalty.controller.js';
import { ReadLoyalty } from './loyalty/loyalty.report.js';
import { VerifyLoyalty } from './loyalty/verify-loyalty.js';
import { MarkAnswersRead } from './mark-answers-read.js';
import { MarkInvitationState } from './mark-invitation.js';
import { PreviewSurvey } from './preview-survey.js';
import { ReadAfterwards } from './read-afterwards.js';
import { ReadSurveyNames } from './read-survey-names.js';
import { RecordAnswer } from './record-answer.js';
import { RecordAnswerByButton } from './record-answer-by-button.js';
import { RemindOfInvitations } from './remind-of-invitation.js';
import { ReviseInvitations } from './revise-invitation.js';
import { GoRounds } from './rounds/go-round.js';
import { RoundsController } from './rounds/rounds.controller.js';
import { ChangeSaid } from './said/change-said.js';
import { SaidController } from './said/said.controller.js';
import { SendDueInvitation } from './send-invitation.js';
import { SurveyController } from './survey.controller.js';
import { ReadSurveyFields } from './survey-fields.js';
import { SurveysController } from './surveys.controller.js';

const USE_CASES = [
  AnswerTokens,
  CreateDefaultSurvey,
  RecordAnswer,
  RecordAnswerByButton,
  CommentFromCustomer,
  ReadCases,
  ReadLoyalty,
  ReadLinkAnswers,
  ExportAnswers,
];

@Module({
  imports: [PeopleModule, DeskModule, TicketsModule, OutboundModule],
  controllers: [
    SurveyController,
    SurveysController,
    AskAboutTicketController,
    CasesController,
    SaidController,
    LinksController,
    LinkPageController,
    RoundsController,
    ExperimentsController,
    AnswersController,
    LoyaltyController,
  ],
  providers: [
    ...USE_CASES,
    SurveyOrders,
    ChooseSurvey,
    ChooseArm,
    ChangeExperiment,
    GatherAsking,
    ReadSurveyFields,
    PreviewSurvey,
    CheckInvitation,
    AskAboutTickets,
    ReadSurveyNames,
    RemindOfInvitations,
    DecideInvitation,
    SendDueInvitation,
    MarkInvitationState,
    ReviseInvitations,
    ChangeSurvey,
    CardMaker,
    EraseAnswersOnErased,
    ReadOpenAnswers,
    ListAnswers,
    FindThemes,
    TagAnswer,
    VerifyAnswers,
    VerifyLoyalty,
    KeepReturns,
    ReviseCase,
    NoteSecondAnswer,
    HandleCase,
    AskAgainAfterCases,
    MarkAnswersRead,
    ReadAfterwards,
    DraftComment,
    GoRounds,
    ChangeSaid,
    ChangeLinks,
    LinkTokens,
    ReadLinkFigures,
    AnswerLink,
  ],
  exports: USE_CASES,
})
export class SurveyModule {}
