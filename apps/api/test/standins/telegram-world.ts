// The other side of the Telegram stand-in: customers with their phones, what they write, press and block, and what they got.
import type { InlineButton } from './telegram-rules.js';
import { TelegramUpdates } from './telegram-updates.js';

export interface SentMessage {
  messageId: number;
  chatId: number;
  text: string;
  keyboard: InlineButton[][];
  replyTo: number | null;
  file: { kind: string; fileId: string; name: string } | null;
}

export interface Customer {
  id: number;
  firstName: string;
  lastName?: string;
  username?: string;
  languageCode?: string;
}

export class TelegramWorld {
  /** Everything accepted for delivery, oldest first; not deduplicated, like the real one. */
  readonly sent: SentMessage[] = [];
  readonly bot = { id: 7_000_000_001, is_bot: true, first_name: 'Desk', username: 'desk_test_bot' };
  readonly updates = new TelegramUpdates();
  protected readonly files = new Map<string, { path: string; content: Buffer; contentType: string }>();
  protected readonly chats = new Map<number, { customer: Customer; lastMessageId: number; blocked: boolean }>();
  protected readonly callbacks = new Set<string>();
  private fileCount = 0;

  customerWrites(customer: Customer, text: string, options: { replyTo?: number } = {}): number {
    return this.say(customer, { text, ...this.quote(customer, options.replyTo) });
  }

  customerSends(
    customer: Customer,
    kind: 'photo' | 'document' | 'voice',
    file: { content: Buffer; name?: string; contentType?: string; caption?: string },
  ): number {
    const fileId = this.keep(kind, file.content, file.contentType ?? 'application/octet-stream', file.name);
    const described = { file_id: fileId, file_unique_id: `u${fileId}`, file_size: file.content.length };
    const part =
      kind === 'photo'
        ? {
            photo: [
              { ...described, file_size: 90, width: 90, height: 60 },
              { ...described, width: 800, height: 600 },
            ],
          }
        : kind === 'voice'
          ? { voice: { ...described, duration: 3, mime_type: file.contentType ?? 'audio/ogg' } }
          : { document: { ...described, file_name: file.name, mime_type: file.contentType } };
    return this.say(customer, { ...part, ...(file.caption ? { caption: file.caption } : {}) });
  }

  customerEdits(customer: Customer, messageId: number, text: string): void {
    const message = { message_id: messageId, ...this.envelope(customer), edit_date: seconds(), text };
    this.updates.add({ edited_message: message });
  }

  /** Presses a button of the newest message to this customer that has it, by its label or its data. */
  customerPresses(customer: Customer, button: string): string {
    for (const message of [...this.sent].reverse()) {
      if (message.chatId !== customer.id) continue;
      const found = message.keyboard.flat().find((b) => b.text === button || b.callback_data === button);
      if (!found?.callback_data) continue;
      const id = `${Date.now()}${this.callbacks.size}`;
      this.callbacks.add(id);
      this.updates.add({
        callback_query: {
          id,
          from: this.envelope(customer).from,
          chat_instance: '1',
          data: found.callback_data,
          message: {
            message_id: message.messageId,
            from: this.bot,
            chat: this.envelope(customer).chat,
            date: seconds(),
            text: message.text,
            reply_markup: { inline_keyboard: message.keyboard },
          },
        },
      });
      return id;
    }
    throw new Error(`No message to ${customer.id} has a button ${button}`);
  }

  customerBlocks(customer: Customer, blocked = true): void {
    this.chat(customer).blocked = blocked;
    const member = (status: string) => ({ user: this.bot, status });
    this.updates.add({
      my_chat_member: {
        ...this.envelope(customer),
        old_chat_member: member(blocked ? 'member' : 'kicked'),
        new_chat_member: member(blocked ? 'kicked' : 'member'),
      },
    });
  }

  /** Messages delivered to one customer. */
  sentTo(customer: Customer): SentMessage[] {
    return this.sent.filter((message) => message.chatId === customer.id);
  }

  private say(customer: Customer, part: Record<string, unknown>): number {
    const messageId = ++this.chat(customer).lastMessageId;
    this.updates.add({ message: { message_id: messageId, ...this.envelope(customer), ...part } });
    return messageId;
  }

  private quote(customer: Customer, replyTo: number | undefined): Record<string, unknown> {
    if (!replyTo) return {};
    const text = this.sent.find((m) => m.chatId === customer.id && m.messageId === replyTo)?.text ?? '';
    return {
      reply_to_message: {
        message_id: replyTo,
        from: this.bot,
        chat: this.envelope(customer).chat,
        date: seconds(),
        text,
      },
    };
  }

  protected envelope(customer: Customer) {
    const { id, firstName, lastName, username, languageCode } = customer;
    const name = {
      id,
      first_name: firstName,
      ...(lastName ? { last_name: lastName } : {}),
      ...(username ? { username } : {}),
    };
    return {
      from: { ...name, is_bot: false, ...(languageCode ? { language_code: languageCode } : {}) },
      chat: { ...name, type: 'private' },
      date: seconds(),
    };
  }

  private chat(customer: Customer) {
    let chat = this.chats.get(customer.id);
    if (!chat) {
      chat = { customer, lastMessageId: 0, blocked: false };
      this.chats.set(customer.id, chat);
    }
    return chat;
  }

  protected keep(kind: string, content: Buffer, contentType: string, name?: string): string {
    const fileId = `AgACAgIAAx${++this.fileCount}`;
    const ending = name?.match(/\.\w+$/)?.[0] ?? { photo: '.jpg', voice: '.oga' }[kind] ?? '';
    this.files.set(fileId, { path: `${kind}s/file_${this.fileCount}${ending}`, content, contentType });
    return fileId;
  }
}

export const seconds = () => Math.floor(Date.now() / 1000);
