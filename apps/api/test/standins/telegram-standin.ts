// Telegram for tests: a local HTTP server that behaves like the documented Bot API, and the customers on its other side.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StandinLog } from './standin-log.js';
import { TroubledTelegram } from './telegram-mischief.js';
import { BotApiError, keyboardOf, type Params, readCall, replyOf, textOf } from './telegram-rules.js';
import { type SentMessage, seconds } from './telegram-world.js';

/** One call as the stand-in took it. `accepted`: it had its effect, whatever the caller was told. */
export interface TelegramCall {
  method: string;
  params: Params;
  files: { field: string; name: string; contentType: string; size: number }[];
  accepted: boolean;
  status: number;
  /** The new message's id, for send methods that were accepted. */
  messageId: number | null;
  /** The connection was cut instead of answering. */
  dropped: boolean;
}

const SEND_METHODS: Record<string, string> = {
  sendPhoto: 'photo',
  sendDocument: 'document',
  sendVoice: 'voice',
  sendVideo: 'video',
  sendAudio: 'audio',
  sendSticker: 'sticker',
};

export class TelegramStandin extends TroubledTelegram {
  readonly log: StandinLog<TelegramCall>;
  private server: Server | null = null;

  constructor(
    readonly token = '7000000001:AAstandinstandinstandinstandinstand',
    options: { logFile?: string } = {},
  ) {
    super();
    this.log = new StandinLog(options.logFile ?? null);
  }

  /** The Bot API root for a connection's settings. */
  get root(): string {
    return `http://127.0.0.1:${(this.server!.address() as AddressInfo).port}`;
  }

  async start(port = 0): Promise<this> {
    this.server = createServer((request, response) => void this.answer(request, response));
    await new Promise<void>((resolve) => this.server!.listen(port, '127.0.0.1', resolve));
    return this;
  }

  async stop(): Promise<void> {
    this.updates.stop();
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve) ?? resolve(null));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = new URL(request.url!, 'http://telegram');
    const download = /^\/file\/bot([^/]+)\/(.+)$/.exec(url.pathname);
    if (download) return this.download(decodeURIComponent(download[1]!), download[2]!, response);
    const call = /^\/bot([^/]+)\/(\w+)$/.exec(url.pathname);
    const method = call?.[2] ?? '';
    const known = call && decodeURIComponent(call[1]!) === this.token && !this.revoked;
    const mischief = this.take(method);
    let params: Params = {};
    let files: Record<string, File> = {};
    let status = 200;
    let body: Record<string, unknown>;
    let accepted = false;
    let messageId: number | null = null;
    try {
      ({ params, files } = await readCall(
        url,
        request.method!,
        request.headers['content-type'] ?? '',
        Buffer.concat(chunks),
      ));
      if (!call) throw new BotApiError(404, 'Not Found');
      if (!known) throw new BotApiError(401, 'Unauthorized');
      if (mischief?.kind === 'refuse') throw mischief.error!;
      if (mischief?.kind === 'drop-before') throw new BotApiError(0, 'dropped');
      const result = await this.run(method, params, files, request);
      accepted = true;
      messageId = (result as { message_id?: number } | null)?.message_id ?? null;
      body = { ok: true, result };
    } catch (error) {
      const refusal = error instanceof BotApiError ? error : new BotApiError(500, 'Internal Server Error');
      status = refusal.status;
      body = { ok: false, error_code: status, description: refusal.description };
      if (refusal.parameters) body.parameters = refusal.parameters;
    }
    const dropped = status === 0 || (accepted && (mischief?.kind === 'drop' || mischief?.kind === 'hang'));
    if (method !== 'getUpdates') {
      const described = Object.entries(files).map(([field, f]) => ({
        field,
        name: f.name,
        contentType: f.type,
        size: f.size,
      }));
      this.log.add({ method, params, files: described, accepted, status, messageId, dropped });
    }
    if (mischief?.kind === 'hang' && accepted) return;
    await mischief?.released;
    if (dropped) return void request.socket.destroy();
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }

  private async run(
    method: string,
    params: Params,
    files: Record<string, File>,
    request: IncomingMessage,
  ): Promise<unknown> {
    switch (method) {
      case 'getMe':
        return {
          ...this.bot,
          can_join_groups: true,
          can_read_all_group_messages: false,
          supports_inline_queries: false,
        };
      case 'setWebhook':
        return this.updates.setWebhook(params);
      case 'deleteWebhook':
        return this.updates.setWebhook({ url: '', drop_pending_updates: params.drop_pending_updates ?? 'false' });
      case 'getWebhookInfo':
        return this.updates.webhookInfo();
      case 'getUpdates':
        return this.updates.poll(params, request);
      case 'sendMessage':
        return this.send(params, textOf(params, 'text'), null);
      case 'sendChatAction':
        this.reach(params);
        return true;
      case 'answerCallbackQuery':
        if (!this.callbacks.delete(params.callback_query_id ?? '')) {
          throw new BotApiError(
            400,
            'Bad Request: query is too old and response timeout expired or query ID is invalid',
          );
        }
        return true;
      case 'editMessageReplyMarkup':
      case 'editMessageText':
        return this.edit(method, params);
      case 'getFile': {
        const file = this.files.get(params.file_id ?? '');
        if (!file) throw new BotApiError(400, 'Bad Request: invalid file_id');
        if (file.content.length > 20 * 1024 * 1024) throw new BotApiError(400, 'Bad Request: file is too big');
        return {
          file_id: params.file_id,
          file_unique_id: `u${params.file_id}`,
          file_size: file.content.length,
          file_path: file.path,
        };
      }
      default: {
        const kind = SEND_METHODS[method];
        if (!kind) throw new BotApiError(404, 'Not Found');
        const file = files[kind] ?? files[(params[kind] ?? '').replace(/^attach:\/\//, '')];
        if (!file) throw new BotApiError(400, `Bad Request: there is no ${kind} in the request`);
        this.reach(params);
        const content = Buffer.from(await file.arrayBuffer());
        const fileId = this.keep(kind, content, file.type, file.name);
        return this.send(params, textOf(params, 'caption'), { kind, fileId, name: file.name });
      }
    }
  }

  private send(params: Params, text: string, file: SentMessage['file']): Record<string, unknown> {
    const keyboard = keyboardOf(params);
    const chat = this.reach(params);
    const reply = replyOf(params);
    if (reply && !reply.optional && (reply.messageId < 1 || reply.messageId > chat.lastMessageId)) {
      throw new BotApiError(400, 'Bad Request: message to be replied not found');
    }
    const messageId = ++chat.lastMessageId;
    this.sent.push({ messageId, chatId: chat.customer.id, text, keyboard, replyTo: reply?.messageId ?? null, file });
    const { chat: described } = this.envelope(chat.customer);
    return { message_id: messageId, from: this.bot, chat: described, date: seconds(), text };
  }

  private edit(method: string, params: Params): Record<string, unknown> {
    const chat = this.reach(params);
    const message = this.sent.find((m) => m.chatId === chat.customer.id && m.messageId === Number(params.message_id));
    if (!message) throw new BotApiError(400, 'Bad Request: message to edit not found');
    if (method === 'editMessageText') message.text = textOf(params, 'text');
    message.keyboard = keyboardOf(params);
    return {
      message_id: message.messageId,
      chat: { id: message.chatId, type: 'private' },
      date: seconds(),
      text: message.text,
    };
  }

  /** The chat a call speaks to. @throws BotApiError 400 when nobody there ever wrote to the bot, 403 when they blocked it. */
  private reach(params: Params) {
    const chat = this.chats.get(Number(params.chat_id));
    if (!chat) throw new BotApiError(400, 'Bad Request: chat not found');
    if (chat.blocked) throw new BotApiError(403, 'Forbidden: bot was blocked by the user');
    return chat;
  }

  private download(token: string, path: string, response: ServerResponse): void {
    const file = [...this.files.values()].find((f) => f.path === path);
    if (token !== this.token || !file)
      return void response.writeHead(404).end('{"ok":false,"error_code":404,"description":"Not Found"}');
    response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': file.content.length });
    response.end(file.content);
  }
}
