// What a channel understood of what came in: the one shape that everything above the channels reads.

export interface InboundSender {
  /** How the channel knows the person: chat user id, or the lower-cased mail address. */
  id: string;
  name: string | null;
  username: string | null;
  /** With its country code, as the channel writes it. */
  phone: string | null;
  /** Where the channel knows it; lets one person on two channels be recognised. */
  email?: string | null;
}

export interface InboundAttachment {
  name: string;
  contentType: string;
  /** Bytes; null when the channel does not say. */
  size: number | null;
  inline: boolean;
  contentId: string | null;
  /** photo, voice, video, sticker, document… as the channel calls it; `file` for mail. */
  kind: string;
  /** What client.fetchFile needs, for channels that keep files; null when `content` is here. Neither: no file at all, a die or a place; the text tells it. */
  ref: string | null;
  content: Uint8Array | null;
}

export type InboundKind =
  | 'message'
  | 'edit'
  | 'delete'
  | 'receipt'
  | 'typing'
  | 'reaction'
  | 'button'
  | 'blocked'
  | 'joined'
  | 'ignored';

export interface InboundEvent {
  kind: InboundKind;
  /** Unique within the connection: the key of deduplication. */
  externalId: string;
  /** Chat id; for mail the sender's address. */
  conversation: string;
  sender: InboundSender;
  /** A reaction: its emoji, empty when it was taken back. */
  text: string;
  /** Sanitised HTML, or null. */
  html: string | null;
  /** Quotes and signature cut from `text`, kept to be unfolded. */
  quoted: string | null;
  attachments: InboundAttachment[];
  /** ISO instant by the sender's side, or null. */
  at: string | null;
  /** Messages that were sent as one album share it. */
  album?: string | null;
  /**
   * External id of the message this one answers, edits, deletes, reacts to or acknowledges. A receipt without it is a
   * watermark: everything of ours in the conversation up to `at`.
   */
  replyTo: string | null;
  /** Receipts: sent, delivered, read, failed. `blocked`: blocked. `joined`: unblocked when the person had blocked us, else null. */
  status: string | null;
  /** `ignored`: why. */
  reason: string | null;
  button: { data: string; callbackId: string } | null;
  /** BCP 47 if the channel says so or the words tell. */
  language: string | null;
  mail: InboundMail | null;
}

/** Results as RFC 8601 names them: pass, fail, softfail, neutral, none, temperror, permerror. */
export interface MailAuthentication {
  spf: string;
  dkim: string;
  dmarc: string;
  arc: string;
  verdict: 'pass' | 'fail' | 'none';
  /** Of From: whose word the verdict is; null when there is none. */
  domain: string | null;
}

export interface MailAddress {
  name: string | null;
  address: string;
}

/** What only e-mail has. Message ids are without angle brackets. */
export interface InboundMail {
  messageId: string | null;
  inReplyTo: string[];
  references: string[];
  from: MailAddress | null;
  to: MailAddress[];
  cc: MailAddress[];
  replyTo: MailAddress | null;
  subject: string;
  auto: null | 'auto-reply' | 'bounce' | 'complaint' | 'list' | 'loop';
  bounce: null | {
    recipient: string | null;
    status: string | null;
    permanent: boolean;
    dead: boolean /** Message-ID of the mail that failed */;
    original: string | null;
  };
  /** A complaint report: who complained, of which mail (its Message-ID), and as what (abuse, fraud…). */
  complaint?: { recipient: string | null; original: string | null; kind: string | null } | null;
  /** The mail that this one passes on: who wrote it, and what. */
  forwarded?: { from: MailAddress; subject: string; text: string } | null;
  /** A machine sent it, or to many, or it asks for no answer by a machine: none of ours gives one. */
  noMachine?: boolean;
  /** What the site's own spam filter left in the headers. */
  spam?: { score: number | null; flagged: boolean } | null;
  /** Whom it was delivered to, where that is not in the raw row's envelope. */
  recipients?: string[];
  /** What SPF, DKIM, DMARC and ARC say of the sender; the desk finds it out. */
  authentication?: MailAuthentication;
  /** By webhook: what the mail service found out itself, else the mail as it came, where its signatures can still be checked. */
  found?: { spf?: string; dkim?: string; dmarc?: string };
  genuine?: Uint8Array | undefined;
  /** Told by our own mail service in a call whose signature was checked, so that it needs no proof of its own. */
  proven?: boolean;
  verdict: 'accept' | 'drop' | 'quarantine';
  reason: string | null;
  /** The whole body as text, quotes and signature included. */
  wholeText: string;
}
