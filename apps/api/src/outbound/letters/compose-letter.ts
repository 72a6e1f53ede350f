// A settled letter becomes one whole mail: from whom, how it threads, its words and files, and the way back into the chat.
import { Inject, Injectable } from '@nestjs/common';
import { channelOf, keepsMessageId, type OutboundFile, type OutboundMail, type Part } from '@otklik/channels';
import { signFileUrl } from '../../desk/file-links.js';
import { type Connection, Connections } from '../../desk/read-connections.js';
import type { Env } from '../../env.js';
import { AgentNames } from '../../people/agent-names.js';
import { type Person, ReadContact } from '../../people/read-contact.js';
import { ReadWorkspace } from '../../people/read-workspace.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { ENV } from '../../platform/env.token.js';
import { Files, type StoredFile } from '../../platform/files.js';
import { Secrets } from '../../platform/secrets.js';
import { type Locale, localeOf, say } from '../../platform/words/words.js';
import { type ChatMail, ReadUnread } from '../../tickets/read-unread.js';
import { makeMessageId, makePlusAddress } from '../mail-threading.js';
import { addressOf } from './decide-letter.js';
import { type Letter, lettersBefore } from './letter.store.js';
import { findAddress } from './letter-address.store.js';
import { mailboxOf, titleOf } from './letter-settings.js';
import { answersLetter, type LetterLine, transcriptLetter } from './letter-words.js';
import { ReturnPass } from './return-pass.js';

/** A picture inside the words goes with the mail up to this size; else as a link. */
const INLINE_BYTES = 5 * 1024 * 1024;
const COLOUR = /^#[0-9a-f]{6}$/i;

/** A letter ready to go. */
export interface ComposedLetter {
  part: Part;
  subject: string;
  config: Record<string, unknown>;
  /** The mailbox it leaves from; null: the desk's own address. */
  mailbox: Connection | null;
  /** The way out recognises a mail that comes twice. */
  idempotent: boolean;
}

@Injectable()
export class ComposeLetter {
  constructor(
    @Inject(ENV) private readonly env: Pick<Env, 'smtpUrl' | 'mailDomain' | 'publicUrl'>,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly secrets: Secrets,
    private readonly files: Files,
    private readonly connections: Connections,
    private readonly agents: AgentNames,
    private readonly contacts: ReadContact,
    private readonly workspaces: ReadWorkspace,
    private readonly unread: ReadUnread,
    private readonly passes: ReturnPass,
  ) {}

  /** null: what it was to carry is gone. */
  async run(letter: Letter & { recipient: string; messageIds: string[] }): Promise<ComposedLetter | null> {
    const { workspaceId, ticketId, recipient } = letter;
    const ticket = await this.unread.ticket(this.database, workspaceId, ticketId);
    const messages = await this.unread.these(this.database, workspaceId, letter.messageIds);
    if (!ticket || messages.length === 0) return null;
    const [all, workspace, contact, asked] = await Promise.all([
      this.connections.all(workspaceId),
      this.workspaces.run(workspaceId),
      this.contacts.run(workspaceId, ticket.contactId),
      this.unread.asked(this.database, workspaceId, ticketId, messages[0]!.seq, 3),
    ]);
    const chat = all.find((one) => one.id === ticket.connectionId);
    const mailbox = chat?.kind === 'email' && chat.address ? chat : mailboxOf(all, chat?.config ?? {});
    const address = mailbox?.address ?? `desk@${this.env.mailDomain}`;
    const title = titleOf(chat?.kind === 'chat' ? chat.config : {}, workspace.name);
    const locale = localeOf(letter.locale ?? ticket.language, localeOf(contact.locale, localeOf(workspace.locale)));
    const { lines, inline } = await this.lines(messages, workspaceId, letter.kind === 'answers');
    const links = (await this.isTheirs(letter, contact, all)) ? this.links(letter) : { back: null, stop: null };
    const words = (letter.kind === 'answers' ? answersLetter : transcriptLetter)({
      locale,
      title,
      colour: colourOf(chat?.config.colour),
      lines,
      asked: asked[0]?.text.trim() || null,
      timeZone: contact.timeZone ?? workspace.timeZone,
      ...links,
      answerable: mailbox !== null,
    });
    const author = lines.findLast((line) => !line.mine && line.author !== null)?.author ?? null;
    const mail = {
      ...(await this.envelope(letter, address, asked, mailbox !== null)),
      from: { name: letter.kind === 'answers' && author ? author : title, address },
      author: { agent: letter.kind === 'answers' ? author : null, workspace: title },
      to: [{ name: contact.name, address: recipient }],
      subject: words.subject,
      quote: quoteOf(letter, asked, locale, contact.timeZone ?? workspace.timeZone),
    };
    const config = { ...mailbox?.config, address, smtpUrl: mailbox?.config.smtpUrl || this.env.smtpUrl };
    const [part] = await channelOf('email')!.render(
      { ...blank(letter, locale), text: words.text, html: words.html, files: inline, mail },
      config,
    );
    return { part: part!, subject: words.subject, config, mailbox, idempotent: keepsMessageId(config) };
  }

  /**
   * The way back opens the whole chat and speaks for its visitor: it goes to them alone, or to whom they named; never to
   * somebody else whom an agent sends a copy.
   */
  private async isTheirs(letter: Letter & { recipient: string }, contact: Person, all: Connection[]): Promise<boolean> {
    const { kind, askedBy, workspaceId, connectionId, conversation, recipient } = letter;
    if (kind === 'answers' || askedBy?.by === 'customer') return true;
    const told = conversation === null ? null : { workspaceId, connectionId, conversation };
    return addressOf(contact, told && (await findAddress(this.database, told)), all) === recipient.toLowerCase();
  }

  private links({ kind, conversation, workspaceId }: Letter): { back: string | null; stop: string | null } {
    if (conversation === null) return { back: null, stop: null };
    const pass = this.passes.make({ workspaceId, visitorId: conversation });
    const back = `${this.env.publicUrl}/chat/${pass}`;
    return { back, stop: kind === 'answers' ? `${back}/stop` : null };
  }

  private async envelope(letter: Letter, address: string, asked: ChatMail[], answerable: boolean) {
    const { workspaceId, id, ticketId } = letter;
    const domain = address.slice(address.lastIndexOf('@') + 1);
    const earlier = await lettersBefore(this.database, workspaceId, letter, 5);
    const theirs = asked.flatMap((one) => {
      const name = (one.mail as { messageId?: string | null } | null)?.messageId;
      return name ? [name.replace(/^<|>$/g, '')] : [];
    });
    const ours = earlier.reverse().map((one) => makeMessageId(this.secrets, one, domain));
    const references = letter.kind === 'answers' ? [...ours, ...theirs] : [];
    return {
      cc: [],
      replyTo: answerable ? makePlusAddress(this.secrets, address, ticketId) : address,
      messageId: makeMessageId(this.secrets, id, domain),
      inReplyTo: references.at(-1) ?? null,
      references,
      automatic: letter.kind === 'transcript',
    };
  }

  /** Customers know agents by their first names; files are links that only we can have given out. */
  private async lines(messages: ChatMail[], workspaceId: string, withPictures: boolean) {
    const names = await this.agents.run(this.database, workspaceId);
    const ids = messages.flatMap((one) => one.files.map((file) => file.id));
    const stored = new Map((await this.files.find(this.database, workspaceId, ids)).map((file) => [file.id, file]));
    const inline: OutboundFile[] = [];
    const lines = messages.map((message): LetterLine => {
      const files: LetterLine['files'] = [];
      for (const { id, contentId } of message.files) {
        const file = stored.get(id);
        if (!file) continue;
        const cid = [contentId, id].find((one) => one && message.html?.includes(`cid:${one}`));
        if (cid && withPictures && file.size <= INLINE_BYTES) inline.push(this.attached(workspaceId, file, cid));
        else {
          const link = this.env.publicUrl + signFileUrl(this.secrets, workspaceId, file, this.clock.now());
          files.push({ name: file.name, link });
        }
      }
      const name = message.agentId ? names.get(message.agentId)?.name.trim().split(/\s+/)[0] : null;
      const { text, html, at } = message;
      return { author: name || null, mine: message.kind === 'customer', text, html, at, files };
    });
    return { lines, inline };
  }

  private attached(workspaceId: string, file: StoredFile, contentId: string): OutboundFile {
    const { name, contentType, size, sha256 } = file;
    return { name, contentType, size, contentId, inline: true, read: () => this.files.read(workspaceId, sha256) };
  }
}

/** What they wrote, below; not under a whole conversation, which has it already. */
function quoteOf({ kind }: Letter, asked: ChatMail[], locale: Locale, timeZone: string): OutboundMail['quote'] {
  const last = asked.at(-1);
  if (kind === 'transcript' || !last) return null;
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const text = asked
    .map((one) => one.text.trim())
    .filter(Boolean)
    .join('\n\n');
  return text
    ? { header: say(locale, 'letter.quote', { date: format.format(last.at) }), text: text.slice(0, 10_000) }
    : null;
}

const blank = (letter: Letter & { recipient: string }, locale: string) => ({
  id: letter.id,
  conversation: letter.recipient,
  card: null,
  replyToExternalId: null,
  locale,
  template: null,
});

const colourOf = (value: unknown): string =>
  typeof value === 'string' && COLOUR.test(value.trim()) ? value.trim() : '#1f6f5c';
