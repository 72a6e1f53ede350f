// What crosses the wire between browsers and the desk besides HTTP bodies: socket events and the widget's protocol. Types only.

/** A ticket as a row of the queue. Instants are ISO strings. */
export interface TicketRow {
  id: string;
  number: number;
  subject: string | null;
  preview: string;
  channel: string;
  connectionId: string;
  state: TicketState;
  priority: number;
  contact: { id: string; name: string | null; address: string };
  assigneeId: string | null;
  teamId: string | null;
  tags: number[];
  language: string | null;
  spam: boolean;
  /** Out of every list: everything of it is in another ticket, or it lies in the trash. */
  gone: 'merged' | 'trashed' | null;
  /** Out of the queue until then, or until the customer writes; and by whom (null: a rule or a program). */
  snoozedUntil: string | null;
  snoozedBy: string | null;
  /** Since when the customer waits for us; null while nobody waits. */
  waitingSince: string | null;
  lastMessageAt: string;
  openedAt: string;
  solvedAt: string | null;
  episode: number;
  /** The last seq of the ticket: ask for everything after it. */
  seq: number;
  /** The customer wrote something that no agent has opened yet. */
  unread: boolean;
  /** A poor answer is much likelier here than usual. */
  satisfactionRisk: boolean;
  /** Latest score of the latest episode, if the customer has rated. */
  rating: { score: number; max: number; good: boolean; comment: string | null } | null;
  /** The nearest promise that is open: what, and by when (ISO). Null: nothing is promised, or its clock is paused. */
  sla: {
    target: 'first-response' | 'next-response' | 'resolution';
    dueAt: string;
    warned: boolean;
    breached: boolean;
  } | null;
}

export type TicketState = 'new' | 'open' | 'pending' | 'hold' | 'solved' | 'closed';

export type MessageKind = 'customer' | 'agent' | 'note' | 'bot';
export type MessageState =
  | 'received'
  | 'noted'
  | 'held'
  | 'queued'
  | 'sending'
  | 'sent'
  | 'delivered'
  | 'read'
  | 'kept'
  | 'failed'
  | 'unknown'
  | 'undone';

export interface FileItem {
  id: string;
  name: string;
  contentType: string;
  size: number;
  /** Stands inside the HTML as `cid:…`. */
  contentId: string | null;
  /** Where to fetch it; relative to the desk. */
  url: string;
}

/** A line of the conversation that somebody wrote. */
export interface MessageItem {
  type: 'message';
  id: string;
  seq: number;
  kind: MessageKind;
  state: MessageState;
  agentId: string | null;
  contactId: string | null;
  text: string;
  /** Sanitised; show it only inside a sandboxed frame. */
  html: string | null;
  quoted: string | null;
  files: FileItem[];
  /** A survey card: what was asked, and the rating once given. */
  card: SurveyCardItem | null;
  mail: {
    from: string;
    /** As the sender writes it; somebody in copy may answer for the customer. */
    fromName?: string | null;
    to: string[];
    cc: string[];
    /** Our replies alone. */
    bcc?: string[];
    subject: string;
    messageId: string | null;
    /** Whether the sender's domain stands by the mail; null: nobody looked. */
    authentication?: SenderCheck | null;
  } | null;
  /** Why this message is in this ticket (threading evidence), for agents. */
  why: string | null;
  at: string;
  /** While `held`: until when it can be undone. */
  undoUntil: string | null;
  /** Failed or unknown: what the agent can do. */
  remedy: string | null;
  editedAt: string | null;
  /** Deleted where it was written: its words are shown no more. */
  deletedAt: string | null;
  /** What people put on it. */
  reactions: ReactionItem[];
  /** Earlier wordings, oldest first; `at`: until when it read so. */
  versions: { text: string; html: string | null; at: string }[];
  /** Sent as words the vendor had approved beforehand: its name. */
  template: string | null;
  /** Of a note: whom it names. */
  mentions?: { agents: string[]; teams: string[] } | null;
  /** Of a line in a chat: it went to the customer by mail too, or could not. */
  mailed?: MailedToo | null;
}

export interface MailedToo {
  state: 'sent' | 'kept' | 'failed' | 'unknown';
  to: string;
  /** ISO. */
  at: string;
  /** Why it could not: a code, or what the other side said. */
  reason: string | null;
}

/** What SPF, DKIM and DMARC say of a mail: `pass`, `fail`, `none`… */
export interface SenderCheck {
  verdict: string;
  spf?: string | null;
  dkim?: string | null;
  dmarc?: string | null;
}

export interface ReactionItem {
  by: 'customer' | 'agent';
  emoji: string;
  at: string;
}

/** What may be written in a ticket now, and how. */
export interface ReplyLimits {
  /** Until when a free answer may be sent; null: always, or nobody has written yet. */
  windowEndsAt: string | null;
  /** After that, a message the vendor has approved beforehand may be. */
  templates: boolean;
  /** Longer text is split. */
  maxLength: number;
  files: boolean;
  /** Whether formatting arrives. */
  html: boolean;
}

/** What a card may hold besides its question; older cards hold none of it. */
export interface SurveyCardParts {
  look?: 'thumbs' | 'faces' | 'stars' | 'numbers';
  /** The group of each point, lowest first. */
  standings?: ('low' | 'middle' | 'good')[];
  /** The open question after each group. */
  followUps?: { low: string; middle: string; good: string };
  reasons?: { id: string; on: ('low' | 'middle' | 'good')[]; label: string }[];
  more?: SurveyCardQuestion[];
  /** Besides the score: the reasons that were ticked, and the scores of the other questions by their ids. */
  given?: { reasons: string[]; more: Record<string, number> } | null;
}

export interface SurveyCardQuestion {
  id: string;
  question: string;
  look: 'thumbs' | 'faces' | 'stars' | 'numbers';
  scale: { min: number; max: number; labels: string[] };
}

export interface SurveyCardItem extends SurveyCardParts {
  kind: 'survey';
  survey: 'csat' | 'nps' | 'ces';
  question: string;
  scale: { min: number; max: number; labels: string[] };
  invitationId: string;
  score: number | null;
  comment: string | null;
  /** Widget only: where to post the answer. */
  token?: string;
}

/** A line of the conversation that happened: folded, thin, centred. */
export interface EventItem {
  type: 'event';
  id: string;
  seq: number;
  event: string;
  at: string;
  payload: Record<string, unknown>;
}

export type ConversationItem = MessageItem | EventItem;

/** Whether somebody who works here is there. */
export interface AgentPresence {
  agentId: string;
  /** What counts. */
  state: 'online' | 'away' | 'offline';
  /** Why it is that: as they said; outside their hours; no screen is open; they may not come in. */
  why: 'chosen' | 'hours' | 'silent' | 'disabled';
  /** What they said. */
  chosen: 'online' | 'away' | 'offline';
  handBack: boolean;
  /** Since when, ISO. */
  since: string;
}

/** Sockets of agents: namespace `/desk`, authenticated by the session cookie. */
export interface DeskServerEvents {
  /** A ticket came, changed or left; sent to everyone in the workspace. */
  'ticket.changed': (row: TicketRow) => void;
  /** New or changed lines of a ticket somebody has open. */
  'conversation.changed': (ticketId: string, items: ConversationItem[]) => void;
  /** A side conversation of a ticket somebody has open came or changed: ask again. Its lines come under its own id. */
  'sides.changed': (ticketId: string) => void;
  /** Who else is in the ticket, and what they do. */
  'ticket.people': (ticketId: string, people: { agentId: string; doing: 'viewing' | 'typing' | 'noting' }[]) => void;
  /** Who works here and is there now: everybody to whom something has changed; all of them when the socket is new. */
  'agents.presence': (people: AgentPresence[]) => void;
  /** Who is in which ticket, for the list. */
  'presence.changed': (tickets: Record<string, string[]>) => void;
  'customer.typing': (ticketId: string) => void;
  /** This agent's draft was kept by another of their devices; version 0: it was emptied or sent. */
  'draft.kept': (draft: { ticketId: string; mode: 'reply' | 'note'; device: string; version: number }) => void;
  /** Who looks at what this agent is writing there. */
  'draft.watched': (ticketId: string, agentIds: string[]) => void;
  /** What a colleague is writing, for who asked to see it. */
  'draft.words': (ticketId: string, agentId: string, words: DraftWords) => void;
  /** The counts of views may have changed: ask again (at most once a second). */
  'counts.changed': () => void;
  /** The figures of the reports have moved: ask again for those on the screen (at most once a second). */
  'figures.changed': () => void;
  /** Saved views are others than before: ask again. */
  'views.changed': () => void;
  /** A card says something else than before; both null: many of them, ask again for those on the screen. */
  'card.changed': (card: { contactId: string | null; companyId: string | null }) => void;
  /** Something that concerns this agent, and how they wish to be told of it. */
  'notification.came': (news: NotificationNews) => void;
  /** Read on some device of this agent; `ids` null: all of them. */
  'notifications.read': (news: { ids: string[] | null; unread: number }) => void;
}
/** What is being written, as plain text. */
export interface DraftWords {
  mode: 'reply' | 'note';
  text: string;
}

export interface DeskClientEvents {
  /** Begins to look at what a colleague is writing; `agentId` null: no more. */
  'draft.watch': (ticketId: string, agentId: string | null) => void;
  /** What one is writing, while somebody looks. */
  'draft.words': (ticketId: string, words: DraftWords) => void;
  'ticket.open': (ticketId: string, done: (ok: boolean) => void) => void;
  'ticket.leave': (ticketId: string) => void;
  'ticket.doing': (ticketId: string, doing: 'viewing' | 'typing' | 'noting') => void;
  /** Whether the page is in front of its person's eyes. */
  'desk.eyes': (open: boolean) => void;
}

export type NotificationKind =
  | 'mention'
  | 'reply-failed'
  | 'reply-held'
  | 'sla-breached'
  | 'case'
  | 'low-rating'
  | 'assigned'
  | 'reopened'
  | 'reply'
  | 'side-reply'
  | 'sla-warned'
  | 'watched'
  | 'unassigned';

/** What happened in one ticket, or was answered badly by one link, that concerns this agent; folded while it is unread. */
export interface NotificationItem {
  id: string;
  /** The heaviest of what is folded here; `actorId` and `messageId` are of it. */
  kind: NotificationKind;
  /** How many things are folded here. */
  times: number;
  at: string;
  readAt: string | null;
  actorId: string | null;
  messageId: string | null;
  ticket: {
    id: string;
    number: number;
    subject: string | null;
    preview: string;
    channel: string;
    contact: { name: string | null; address: string };
  } | null;
  /** Of a bad answer by a link, which stands in no ticket; the score and the words as they are now. */
  answer: {
    id: string;
    score: number;
    scaleMax: number;
    comment: string | null;
    at: string;
    linkId: string;
    linkName: string;
    surveyId: string;
    survey: string;
    kind: 'csat' | 'nps' | 'ces';
    contactId: string | null;
    contactName: string | null;
  } | null;
}

export interface NotificationNews {
  items: NotificationItem[];
  /** Unread altogether; at most 100 is counted. */
  unread: number;
  ways: { toast: boolean; desktop: boolean; sound: boolean };
}

/** The widget's HTTP protocol: all under /api/widget/v1, JSON. The visitor's token goes as `Authorization: Bearer`. */
export interface WidgetBoot {
  name: string;
  greeting: string;
  /** When people usually answer, from the facts; null if unknown. Seconds. */
  usualAnswerSeconds: number | null;
  /** Next time somebody is there, ISO; null: now. */
  backAt: string | null;
  /** Nobody who works here is there at this moment, whatever the hours. */
  nobody?: boolean;
  colour: string;
  locale: string;
  /** `picture`: where their face is fetched; absent: initials. */
  agents: { name: string; picture?: string | null }[];
  /** What stands beside the title: the team's faces, the logo, the title's initials, nothing. */
  face: 'team' | 'logo' | 'initials' | 'none';
  logo?: string | null;
  /** When a name and an e-mail are asked for. */
  ask: 'away' | 'always' | 'never';
  maxFileBytes: number;
}
/** Stands at the head of /widget.js?key=…: what the button has to know before anything is opened. */
export interface WidgetLook {
  colour: string | null;
  side: 'right' | 'left';
  theme: 'auto' | 'light' | 'dark';
  /** null: the language of the site, or of the browser. */
  locale: string | null;
  /** Words said beside the button after so many seconds on a page whose path is like this (`*`: anything). */
  invites: { path: string; seconds: number; words: string }[];
}
/** POST /api/widget/v1/identify {key, identity, begin, locale, page, referrer}, with the browser's token if it has one → this. */
export interface WidgetIdentified {
  /** null: nobody we have met, and they have not written yet. */
  token: string | null;
  visitorId: string | null;
}
/** GET /api/widget/v1/transcript → this: where their answers go by mail too. */
export interface WidgetMailAddress {
  address: string | null;
}
/** POST /api/widget/v1/transcript {email, locale} → {id}; GET /api/widget/v1/transcript/ID → {state: waiting | sent | failed}. */
/** POST /api/widget/v1/return {key, pass}, with the browser's token if it has one → WidgetIdentified: the way back from a mail. */
/** POST /api/widget/v1/about {name, email}: the visitor says who they are. POST /api/widget/v1/sign-off: the token opens nothing any more. */
/** POST /api/widget/v1/visitors {key, locale, page} → this. Called on the visitor's first message, not before. */
export interface WidgetVisitor {
  token: string;
  visitorId: string;
}
/** One line as the customer sees it: never a note, never an agent's surname or address. */
export interface WidgetLine {
  id: string;
  seq: number;
  ticketId: string;
  from: 'me' | 'them';
  author: string | null;
  /** Where the author's face is fetched; absent: initials. */
  picture?: string | null;
  text: string;
  /** Sanitised with the narrowest rule set: safe to place in the widget's own document. */
  html: string | null;
  files: FileItem[];
  card: SurveyCardItem | null;
  at: string;
  /** The id the widget gave to its own line (`clientId` of the post). */
  clientId: string | null;
  /** Mine: `sent` (stored), `read` (an agent saw it). */
  state: 'sent' | 'read';
  deleted: boolean;
}
/** GET /api/widget/v1/lines?after=CURSOR → this. `after` is opaque; absent: the last 50 lines. */
export interface WidgetLines {
  lines: WidgetLine[];
  cursor: string;
  more: boolean;
  /** Without `after` only: where to ask for what was said before these lines; null: nothing was. */
  earlier?: string | null;
}
/** GET /api/widget/v1/earlier?before=CURSOR&ticketId= → this: 50 lines before that place, of one ticket if it is named. */
export interface WidgetEarlier {
  lines: WidgetLine[];
  earlier: string | null;
}
/** GET /api/widget/v1/talks?before=TICKET → this, newest first. */
export interface WidgetTalks {
  talks: { ticketId: string; openedAt: string; lastAt: string; open: boolean; words: string }[];
  /** The `before` of the next page; null: that was all. */
  next: string | null;
}
/** POST /api/widget/v1/messages {clientId, text, fileIds, page, locale}; clientId is a UUID: a retry makes no second line. */
/** POST /api/widget/v1/files (multipart) → FileItem. POST /api/widget/v1/read {seq, ticketId}. POST /api/widget/v1/answers {token, score, comment?}. */

/** Sockets of visitors: namespace `/widget`, auth {token}. They only listen, and say that they are typing. */
export interface WidgetServerEvents {
  'lines.changed': (lines: WidgetLine[]) => void;
  'agent.typing': (name: string) => void;
  /** Everything up to here was read by an agent. */
  'agent.read': (ticketId: string, seq: number) => void;
}
export interface WidgetClientEvents {
  typing: () => void;
}
