// The one contract of every channel: how its world is verified, understood, written to and asked for files.
import type { InboundEvent } from './inbound-event.js';

/** One field of a connection's settings; the settings form is drawn from it. */
export interface ConfigField {
  name: string;
  /** `secret` fields are encrypted at rest and never sent back to a browser. `picture`: the id of a file. */
  type: 'text' | 'secret' | 'url' | 'email' | 'number' | 'flag' | 'choice' | 'lines' | 'picture';
  required?: boolean;
  default?: string | number | boolean;
  choices?: string[];
  /** Shown, and needed, only while another field has one of these values. */
  when?: { field: string; is: string[] };
  label: Words;
  hint?: Words;
}

/** The same words in each language of the product. */
export interface Words {
  en: string;
  ru: string;
  bg: string;
}

/** What the channel can do; the composer, the survey card and the delivery obey it. */
export interface Abilities {
  html: boolean;
  buttons: boolean;
  receipts: boolean;
  edits: boolean;
  typing: boolean;
  files: boolean;
  /** Longest text of one message, in UTF-16 units; longer text is split. */
  maxLength: number;
  /** Largest file, in bytes. */
  maxFile: number;
  /** Hours after the customer's last message in which we may write; null: always. */
  replyWindowHours: number | null;
  /** Outside the reply window a template approved by the vendor may still be sent. */
  templates: boolean;
  /** A resend of the same message is recognised by the other side (e-mail by Message-ID; our own widget). */
  idempotent: boolean;
  /** Where messages of one conversation must be taken in their order of arrival. */
  ordered: boolean;
  /** Delivery is a row in our own database: there is no outside to send to. */
  own: boolean;
  /** Seconds to wait before a survey by default. */
  surveyDelaySeconds: number;
}

export type Config = Record<string, unknown>;

/** A webhook request exactly as it came. Header names are lower case. */
export interface WebhookRequest {
  method: string;
  path: string;
  /** The whole public address the vendor was told, with its query: some sign it. */
  url: string;
  query: Record<string, string>;
  headers: Record<string, string>;
  body: Uint8Array;
}

/** What checking a signature may need of the world: the hour, against replays, and the vendor's public keys. */
export interface VerifyWorld {
  now: Date;
  /** Guarded by the desk: no private addresses. */
  fetch: typeof fetch;
}

/** `ok`: store it. `answer`: a handshake, answered at once and not stored. `refuse`: counted, not stored. */
export type Verification =
  | { verdict: 'ok' }
  | { verdict: 'answer'; status: number; contentType: string; body: string }
  | { verdict: 'refuse'; reason: string };

/** What was stored raw: a webhook body, one polled update, or a mail with its envelope. */
export interface RawInput {
  body: Uint8Array;
  /** Webhook: the request's headers. Mail: `from`, `to[]`, `remoteAddress`. */
  envelope: Record<string, unknown>;
}

export interface NormaliseContext {
  config: Config;
  /** Our own addresses on this connection, lower case: to know an echo, and ourselves in To and Cc. */
  ownAddresses: string[];
}

export interface FileRef {
  name: string;
  contentType: string;
  size: number;
  /** Set when the file stands inside the HTML as `cid:…`. */
  contentId?: string;
  inline?: boolean;
}

/** A file of ours on its way out. */
export interface OutboundFile extends FileRef {
  read(): Promise<Uint8Array>;
  /** Signed: whoever holds it may fetch this one file. For vendors that take no upload and come for it themselves. */
  link?: string;
}

/** A question with buttons that a room above handed down; opaque to delivery but for what can be shown. */
export interface Card {
  kind: 'survey';
  /** The words above the buttons. */
  text: string;
  buttons: {
    label: string /** ≤ 64 bytes, ASCII; comes back as InboundEvent.button.data */;
    data: string /** the link where there are no buttons */;
    url: string;
  }[];
  /** A page that shows the same question, for channels with neither. */
  url: string;
  /** Small print below the buttons, e.g. how to opt out. */
  footer?: string;
}

/** A message in words that the vendor approved beforehand, for channels whose reply window is over. */
export interface Template {
  name: string;
  /** As the vendor names it: `en_US`, `ru`. */
  language: string;
  /** Values of its variables, in order. */
  params: string[];
}

/** A template that may be chosen; `text` shows its variables as {{1}}, {{2}}… */
export interface TemplateChoice {
  name: string;
  language: string;
  text: string;
  variables: number;
}

/** A message to render and send. */
export interface OutboundMessage {
  id: string;
  /** Channel conversation: chat id, or the customer's address. */
  conversation: string;
  text: string;
  html: string | null;
  files: OutboundFile[];
  card: Card | null;
  /** The customer's message being answered, as the channel knows it. */
  replyToExternalId: string | null;
  locale: string;
  /** Sent instead of the text, which then only says what the customer will read. */
  template: Template | null;
  mail: OutboundMail | null;
}

/** What only e-mail needs to know. Addresses are plain `a@b`. */
export interface OutboundMail {
  from: { name: string; address: string };
  to: { name: string | null; address: string }[];
  cc: { name: string | null; address: string }[];
  /** In the envelope alone. */
  bcc?: { name: string | null; address: string }[];
  /** For the mailbox's patterns of sender's name and signature; `agent` is null where the house speaks by itself. */
  author?: { agent: string | null; workspace: string };
  replyTo: string;
  messageId: string;
  inReplyTo: string | null;
  references: string[];
  subject: string;
  /** An automatic mail: carries Auto-Submitted, so that no machine answers it. */
  automatic: boolean;
  /** It answers what the customer wrote (RFC 3834: auto-replied); else it was made by itself, like a survey. */
  answers?: boolean;
  /** Where one click says that no more of these are wanted (RFC 8058): takes a POST, and a GET shows a page. */
  unsubscribe?: string;
  /** The customer's last words, quoted below the answer. */
  quote: { header: string; text: string } | null;
}

/** One call to the outside: a long text becomes several parts, and a file is often a part of its own. */
export interface Part {
  /** Opaque to delivery; only the same channel's client reads it. */
  payload: unknown;
  /** The files that go with it. */
  files: OutboundFile[];
}

export interface Sent {
  /** How the channel names the message now. */
  externalId: string | null;
}

/** Everything a client may touch of the world: guarded by the desk (no private addresses, time-outs). */
export interface ClientContext {
  config: Config;
  fetch: typeof fetch;
  /**
   * For what is not fetched (SMTP): the address to connect to for a host name, checked like any other outgoing call.
   * @throws ChannelError('reconnect') when it leads to a private address. Absent: nothing is checked (tests of a channel alone).
   */
  reachable?: (host: string) => Promise<string>;
  /** Aborts when the desk stops or the send takes too long. */
  signal: AbortSignal;
  /** Where the channel should call us: `${publicUrl}/hooks/<kind>/<connection key>`. */
  hookUrl: string;
  /** Keeps a secret setting that the vendor has replaced (an OAuth refresh token), sealed, in the connection's settings. */
  keepSecret?: (name: string, value: string) => Promise<void>;
}

/** What came since the cursor; both must be kept in one deed, or neither. */
export interface Polled {
  updates: Uint8Array[];
  /** Mails with their envelope; a large one as a stream, which must be read to its end before the next poll. */
  mails?: { body: Uint8Array | AsyncIterable<Uint8Array>; envelope: Record<string, unknown> }[];
  cursor: string | null;
}

export interface Client {
  /** Sends one part. Throws ChannelError; any other error counts as `retry` if `accepted` cannot have happened, else unknown. */
  send(part: Part, conversation: string): Promise<Sent>;
  /** Fetches a file named by an inbound attachment's `ref`. */
  fetchFile?(
    ref: string,
  ): Promise<{ body: ReadableStream<Uint8Array>; contentType: string | null; name: string | null }>;
  /** Checks the settings with the vendor, sets the webhook where the API allows; says who we are there. */
  connect?(): Promise<{ name: string; address: string | null }>;
  disconnect?(): Promise<void>;
  /** Long polling: updates after `cursor`, and the new cursor to save after they are stored. */
  poll?(cursor: string | null): Promise<Polled>;
  /** Answers a pressed button, so that the messenger stops its spinner; shows `text` if given. */
  acknowledge?(event: InboundEvent, text: string | null): Promise<void>;
  typing?(conversation: string): Promise<void>;
  /** Who a person is, for channels whose messages carry an id alone; asked once in a while. */
  profile?(senderId: string): Promise<{ name: string | null; username: string | null }>;
  /** The approved templates there are. */
  templates?(): Promise<TemplateChoice[]>;
}

export interface Channel {
  kind: string;
  label: Words;
  configSchema: ConfigField[];
  abilities: Abilities;
  /** Where the settings widen the reply window for what people write; automatic words keep to that of the abilities. */
  replyWindowHours?(config: Config): number | null;
  /** Checks a webhook on its raw bytes, before anything else looks at it. Constant-time comparisons. */
  verify(request: WebhookRequest, config: Config, world: VerifyWorld): Verification | Promise<Verification>;
  /** What the vendor is answered with once its webhook is stored; absent: `ok` as plain text. */
  received?: { contentType: string; body: string };
  /** Understands what was stored. Pure; never throws: what it cannot read becomes `ignored` with a reason. */
  normalise(raw: RawInput, context: NormaliseContext): InboundEvent[] | Promise<InboundEvent[]>;
  /** Turns a message into the parts to send, in order. Pure. */
  render(message: OutboundMessage, config: Config): Part[] | Promise<Part[]>;
  client(context: ClientContext): Client;
}

/**
 * What went wrong outside, named by its remedy; the queue obeys it for this connection alone.
 * - retry: try again, not before `retryAfterSeconds`
 * - reconnect: the connection needs its owner (password, token); it turns red and its messages wait
 * - drop: this message can never arrive (blocked, unknown address); it fails with `reason` shown to the agent
 * - unknown: it may have been accepted (time-out after the request was written)
 */
export class ChannelError extends Error {
  constructor(
    readonly remedy: 'retry' | 'reconnect' | 'drop' | 'unknown',
    readonly reason: string,
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(`${remedy}: ${reason}`);
  }
}
