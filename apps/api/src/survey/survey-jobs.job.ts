// Path C in its orders: decide, send, mark, cancel, forget. Each stands for a row that says whether it is still to be done.
import { defineJob } from '../platform/jobs/define-job.js';

/** A solved episode waits for its decision. */
export const InviteOnSolve = defineJob<{ workspaceId: string; ticketId: string; episode: number }>(
  'invite-on-solve',
  'desk',
);

/** A scheduled invitation has come due. */
export const SendInvitation = defineJob<{ workspaceId: string; invitationId: string }>('send-invitation', 'desk');

/** Who has not answered is to be reminded. */
export const RemindInvitation = defineJob<{ workspaceId: string; invitationId: string }>('remind-invitation', 'desk');

/** Somebody wants this ticket asked about: by a rule, a macro or many at once. */
export const AskAboutTicket = defineJob<{ workspaceId: string; ticketId: string; surveyId: string | null }>(
  'ask-about-ticket',
  'desk',
);

/** The message that carries an invitation has got somewhere, or nowhere. */
export const MarkInvitation = defineJob<{
  workspaceId: string;
  messageId: string;
  state: 'sent' | 'kept' | 'failed' | 'unknown';
  at: string;
}>('mark-invitation', 'desk');

/** The ticket was reopened, or its reopening annulled: what was not sent yet is taken back, or armed again. */
export const ReviseInvitation = defineJob<{ workspaceId: string; ticketId: string; episode: number }>(
  'revise-invitation',
  'desk',
);

/** A comment that was being typed has rested. */
export const KeepDraft = defineJob<{ workspaceId: string; invitationId: string }>('keep-draft', 'desk');

/** The day of a survey's round has come. */
export const BeginRound = defineJob<{ workspaceId: string; surveyId: string; day: string }>('begin-round', 'desk');

/** The next people of a round are to be thought of. */
export const StepRound = defineJob<{ workspaceId: string; roundId: string }>('step-round', 'desk');

/** A case was closed whose customer is to be asked once more. */
export const AskAgain = defineJob<{ workspaceId: string; caseId: string }>('ask-again', 'desk');

/** The ticket was erased for good: the comments of its answers are to go. */
export const EraseAnswers = defineJob<{ workspaceId: string; ticketId: string }>('erase-answers', 'desk');

/** Words of answers wait to be read: those of one invitation, or all that are there. */
export const ReadAnswers = defineJob<{ workspaceId: string; invitationId: string | null }>('read-answers', 'desk');
