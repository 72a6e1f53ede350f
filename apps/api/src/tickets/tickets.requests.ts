// What the ticket routes take and give, as classes: validated on the way in, documented on the way out.
import { TARGETS } from '../desk/sla-policy.js';
import { Choice, Email, Flag, Instant, Json, Nested, Num, Text, Uuid, Whole } from '../platform/http/fields.js';
import { SORTS, VIEWS } from './list-tickets.js';

const STATES = ['new', 'open', 'pending', 'hold', 'solved', 'closed'] as const;

export class ListTicketsQuery {
  @Text({
    optional: true,
    max: 40,
    description: `Which tickets; \`open\` when absent. One of ${VIEWS.join(', ')}, or the id of a saved view.`,
  })
  view?: string;
  @Choice(SORTS, {
    optional: true,
    description:
      '`waiting`: longest waiting first (the default); `due`: the nearest promise first; `priority`: the highest first, then the longest waiting. Views that look back are always newest first.',
  })
  sort?: (typeof SORTS)[number];
  @Text({ optional: true, max: 200, description: '`next` of the page before.' }) cursor?: string;
  @Whole({ optional: true, min: 1, max: 100 }) limit?: number;
  @Uuid({ optional: true }) contactId?: string;
  @Text({
    optional: true,
    max: 200,
    description: "A number, or words of the subject or of the customer's name or address.",
  })
  q?: string;
}

export class TicketContact {
  @Uuid() id!: string;
  @Text({ nullable: true }) name!: string | null;
  @Text() address!: string;
}

export class TicketRating {
  @Whole() score!: number;
  @Whole() max!: number;
  @Flag() good!: boolean;
  @Text({ nullable: true }) comment!: string | null;
}

export class TicketSla {
  @Choice(TARGETS) target!: (typeof TARGETS)[number];
  @Instant() dueAt!: string;
  @Flag() warned!: boolean;
  @Flag() breached!: boolean;
}

export class TicketItem {
  @Uuid() id!: string;
  @Whole() number!: number;
  @Text({ nullable: true }) subject!: string | null;
  @Text() preview!: string;
  @Text() channel!: string;
  @Uuid() connectionId!: string;
  @Choice(STATES) state!: (typeof STATES)[number];
  @Whole({ description: '0 low, 1 normal, 2 high, 3 urgent.' }) priority!: number;
  @Nested(() => TicketContact) contact!: TicketContact;
  @Uuid({ nullable: true }) assigneeId!: string | null;
  @Uuid({ nullable: true }) teamId!: string | null;
  @Whole({ list: true }) tags!: number[];
  @Text({ nullable: true }) language!: string | null;
  @Flag() spam!: boolean;
  @Choice(['merged', 'trashed'], { nullable: true, description: 'Out of every list.' }) gone!:
    | 'merged'
    | 'trashed'
    | null;
  @Instant({ nullable: true, description: 'Out of the queue until then, or until the customer writes.' })
  snoozedUntil!: string | null;
  @Uuid({ nullable: true, description: 'Who snoozed it; null: a rule or a program, or nobody.' })
  snoozedBy!: string | null;
  @Instant({ nullable: true, description: 'Since when the customer waits for us.' }) waitingSince!: string | null;
  @Instant() lastMessageAt!: string;
  @Instant() openedAt!: string;
  @Instant({ nullable: true }) solvedAt!: string | null;
  @Whole() episode!: number;
  @Whole() seq!: number;
  @Flag({ description: 'The customer wrote something that no agent has opened yet.' }) unread!: boolean;
  @Flag({ description: 'A poor answer is much likelier than usual, by what answered tickets were like.' })
  satisfactionRisk!: boolean;
  @Nested(() => TicketRating, { nullable: true }) rating!: TicketRating | null;
  @Nested(() => TicketSla, {
    nullable: true,
    description: 'The nearest promise that is open. Null: nothing is promised, or its clock is paused.',
  })
  sla!: TicketSla | null;
}

export class TicketPage {
  @Nested(() => TicketItem, { list: true }) items!: TicketItem[];
  @Text({ nullable: true }) next!: string | null;
}

export class SavedViewCount {
  @Uuid() id!: string;
  @Whole() count!: number;
  @Flag({ description: 'So many, or more: the view reaches into the past.' }) more!: boolean;
}

export class CountsQuery {
  @Choice(['news', 'anything'], {
    optional: true,
    description: '`news`: counted after this question came (within a second); else the last count will do.',
  })
  after?: 'news' | 'anything';
}

export class TicketCounts {
  @Whole() open!: number;
  @Whole() mine!: number;
  @Whole() unassigned!: number;
  @Whole({ description: 'New and open ones of the teams of whoever asks.' }) myTeams!: number;
  @Whole() pending!: number;
  @Whole() hold!: number;
  @Whole() snoozed!: number;
  @Whole({ description: 'Warned or overdue.' }) atRisk!: number;
  @Whole({ description: '1,000: so many, or more.' }) solvedToday!: number;
  @Nested(() => SavedViewCount, { list: true, description: 'Of every saved view that whoever asks can see.' })
  views!: SavedViewCount[];
}

export class TicketLink {
  @Uuid() id!: string;
  @Whole() number!: number;
}

export const LINK_KINDS = ['related', 'blocks', 'blocked-by', 'parent-of', 'child-of'] as const;

export class LinkedTicket {
  @Uuid() id!: string;
  @Whole() number!: number;
  @Text({ nullable: true }) subject!: string | null;
  @Choice(STATES) state!: (typeof STATES)[number];
  @Choice(LINK_KINDS, { description: 'Seen from this ticket.' }) kind!: (typeof LINK_KINDS)[number];
}

export class ReplyLimitsView {
  @Instant({ nullable: true, description: 'Until when a free answer may be sent; null: always.' })
  windowEndsAt!: string | null;
  @Flag({ description: 'After that, a message the vendor approved beforehand may be.' }) templates!: boolean;
  @Whole({ description: 'Longer text is split.' }) maxLength!: number;
  @Flag() files!: boolean;
  @Flag({ description: 'Whether formatting arrives.' }) html!: boolean;
}

export class TemplateOfMessage {
  @Text({ min: 1, max: 512 }) name!: string;
  @Text({ min: 1, max: 40 }) language!: string;
  @Text({ list: true, max: 1024, maxItems: 50 }) params!: string[];
}

export class TicketWhole extends TicketItem {
  @Nested(() => TicketLink, { nullable: true, description: 'The closed ticket that this one continues.' })
  follows!: TicketLink | null;
  @Nested(() => TicketLink, { list: true, description: 'Tickets that continue this one, or were split out of it.' })
  followedBy!: TicketLink[];
  @Nested(() => TicketLink, { nullable: true, description: 'The ticket this one was split out of.' })
  splitFrom!: TicketLink | null;
  @Nested(() => TicketLink, { nullable: true, description: 'The ticket that has everything of this one now.' })
  mergedInto!: TicketLink | null;
  @Nested(() => TicketLink, { list: true, description: 'Tickets that were merged into this one.' })
  mergedFrom!: TicketLink[];
  @Nested(() => LinkedTicket, { list: true }) links!: LinkedTicket[];
  @Instant({
    nullable: true,
    description: 'In the trash: when its words are erased for good; the past when they have been.',
  })
  eraseAt!: string | null;
  @Text({ list: true, description: 'By mail: who is copied in the next reply, unless the agent says otherwise.' })
  copies!: string[];
  @Whole() handoffs!: number;
  @Whole() touches!: number;
  @Num() requesterWaitSeconds!: number;
  @Num() agentWaitSeconds!: number;
  @Instant({ nullable: true }) firstCustomerAt!: string | null;
  @Instant({ nullable: true }) firstResponseAt!: string | null;
  @Instant() stateSince!: string;
  @Whole() customerReadSeq!: number;
  @Json({ description: 'Fields of the workspace, by key.' }) fields!: Record<string, unknown>;
  @Nested(() => ReplyLimitsView) reply!: ReplyLimitsView;
}

export class ConversationQuery {
  @Whole({ optional: true, min: 0, description: 'Every line that is new or has changed since this seq.' })
  after?: number;
  @Whole({ optional: true, min: 0, description: 'The page before this seq.' }) before?: number;
  @Whole({ optional: true, min: 1, max: 500 }) limit?: number;
}

export class ConversationPage {
  @Json({ list: true, description: 'Lines by seq: `type` is `message` or `event` (see libs/contract).' })
  items!: object[];
  @Flag() more!: boolean;
  @Whole({ nullable: true, description: 'Where this page ends: the `before` or `after` of the next one.' })
  edge!: number | null;
}

export class PostMessageBody {
  @Text({ max: 200_000 }) text!: string;
  @Text({ max: 1_000_000, nullable: true, optional: true }) html?: string | null;
  @Uuid({ list: true, optional: true, maxItems: 20 }) fileIds?: string[];
  @Json({ optional: true, description: 'For files that stand inside the HTML: file id → content id (`cid:…`).' })
  contentIds?: Record<string, string>;
  @Choice(['pending', 'hold', 'solved'], {
    optional: true,
    nullable: true,
    description: 'The state the ticket takes once the reply is on its way.',
  })
  thenState?: 'pending' | 'hold' | 'solved' | null;
  @Nested(() => TemplateOfMessage, {
    optional: true,
    nullable: true,
    description:
      'Words the vendor approved beforehand: sent instead of `text`, which says what the customer will read.',
  })
  template?: TemplateOfMessage | null;
  @Email({ list: true, optional: true, maxItems: 50, description: 'By mail: who is copied. Absent: the usual ones.' })
  cc?: string[];
  @Email({ list: true, optional: true, maxItems: 50, description: 'By mail: who is copied unseen by the others.' })
  bcc?: string[];
  @Json({
    list: true,
    optional: true,
    maxItems: 30,
    description: "Done to the ticket once the reply is on its way: a macro's actions.",
  })
  actions?: Record<string, unknown>[];
  @Uuid({ list: true, optional: true, maxItems: 20, description: 'The macros whose words these were.' })
  macroIds?: string[];
  @Whole({
    optional: true,
    min: 0,
    description:
      'The last reply of ours that its writer has seen: a later one of a colleague refuses this (reply-crossed).',
  })
  seenSeq?: number;
}

export class PostNoteBody {
  @Text({ min: 1, max: 200_000 }) text!: string;
  @Text({ max: 1_000_000, nullable: true, optional: true }) html?: string | null;
  @Uuid({ list: true, optional: true, maxItems: 20 }) fileIds?: string[];
  @Uuid({ list: true, optional: true, maxItems: 50, description: 'Agents it names: they are told.' })
  mentionedAgentIds?: string[];
  @Uuid({ list: true, optional: true, maxItems: 20, description: 'Teams it names: their members are told.' })
  mentionedTeamIds?: string[];
  @Json({ list: true, optional: true, maxItems: 30, description: "Done to the ticket after it: a macro's actions." })
  actions?: Record<string, unknown>[];
  @Uuid({ list: true, optional: true, maxItems: 20, description: 'The macros whose words these were.' })
  macroIds?: string[];
}

export class ConversationLine {
  @Json({ description: 'A line of the conversation (see libs/contract).' }) item!: object;
}

export class UndoneMessage {
  @Text() text!: string;
  @Text({ nullable: true }) html!: string | null;
  @Uuid({ list: true }) fileIds!: string[];
  @Json({ list: true, description: 'What was to be done to the ticket with it.' }) actions!: object[];
}

export class AssignBody {
  @Uuid({ nullable: true }) agentId!: string | null;
  @Uuid({ nullable: true, optional: true, description: 'Absent: the team stays.' }) teamId?: string | null;
}

export class StateBody {
  @Choice(['open', 'pending', 'hold', 'solved'], { description: '`open` on a solved ticket reopens it.' }) state!:
    | 'open'
    | 'pending'
    | 'hold'
    | 'solved';
}

export class PriorityBody {
  @Whole({ min: 0, max: 3 }) priority!: number;
}

export class TagsBody {
  @Text({ list: true, min: 1, max: 60, maxItems: 30 }) names!: string[];
}

export class RequesterBody {
  @Flag({ optional: true, description: 'Who wrote the mail that was passed on.' }) fromForward?: boolean;
  @Email({ optional: true, description: 'Or whoever has this address.' }) address?: string;
  @Text({ optional: true, max: 200 }) name?: string;
}

export class SplitBody {
  @Flag({ optional: true, description: 'This message alone; else every later one of the same sender goes with it.' })
  only?: boolean;
}

export class SnoozeBody {
  @Instant({ nullable: true, description: 'At most a year ahead; null: it wakes now.' }) until!: string | null;
}

export class SpamBody {
  @Flag() spam!: boolean;
}
