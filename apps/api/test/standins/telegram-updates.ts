// How the Telegram stand-in hands over what customers did: one queue, by webhook with its secret or by long polling, never both.
import type { IncomingMessage } from 'node:http';
import { BotApiError, type Params } from './telegram-rules.js';

export type Update = { update_id: number } & Record<string, unknown>;

interface Poll {
  offset: number;
  limit: number;
  settle(updates: Update[] | BotApiError): void;
}

export class TelegramUpdates {
  /** All updates ever made, oldest first. */
  readonly made: Update[] = [];
  /** What our webhook answered, with how often each update was tried. */
  readonly webhookAnswers: { updateId: number; status: number }[] = [];
  private waiting: Update[] = [];
  private webhook: { url: string; secret: string | null } | null = null;
  private lastError: { date: number; message: string } | null = null;
  private poller: Poll | null = null;
  private nextId = 100_000_000 + Math.floor(Math.random() * 100_000_000);
  private delivering = false;
  private stopped = false;

  add(content: Record<string, unknown>): Update {
    const update = { update_id: this.nextId++, ...content };
    this.made.push(update);
    this.waiting.push(update);
    this.hand();
    return update;
  }

  repeat(update: Update): void {
    this.waiting.push(update);
    this.hand();
  }

  setWebhook(params: Params): true {
    const url = params.url ?? '';
    if (url && !/^https?:\/\/./.test(url))
      throw new BotApiError(400, 'Bad Request: bad webhook: invalid URL specified');
    const secret = params.secret_token ?? null;
    if (secret !== null && !/^[A-Za-z0-9_-]{1,256}$/.test(secret)) {
      throw new BotApiError(400, 'Bad Request: secret token contains unallowed characters');
    }
    if (params.drop_pending_updates === 'true') this.waiting = [];
    this.webhook = url ? { url, secret } : null;
    this.lastError = null;
    this.hand();
    return true;
  }

  webhookInfo(): Record<string, unknown> {
    const error = this.lastError && {
      last_error_date: this.lastError.date,
      last_error_message: this.lastError.message,
    };
    return {
      url: this.webhook?.url ?? '',
      has_custom_certificate: false,
      pending_update_count: this.waiting.length,
      ...error,
    };
  }

  /** Long polling as documented: `offset` confirms everything before it; a second poller ends the first with 409. */
  poll(params: Params, request: IncomingMessage): Promise<Update[]> {
    if (this.webhook) {
      const why = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";
      throw new BotApiError(409, `Conflict: ${why}`);
    }
    this.poller?.settle(
      new BotApiError(
        409,
        'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
      ),
    );
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => poll.settle([]), Math.min(50, Number(params.timeout ?? 0)) * 1000);
      const poll: Poll = {
        offset: Number(params.offset ?? 0),
        limit: Math.min(100, Number(params.limit ?? 100)),
        settle: (answer) => {
          clearTimeout(timer);
          if (this.poller === poll) this.poller = null;
          if (answer instanceof BotApiError) reject(answer);
          else resolve(answer);
        },
      };
      request.socket.once('close', () => poll.settle([]));
      this.poller = poll;
      this.waiting = this.waiting.filter((update) => update.update_id >= poll.offset);
      this.hand();
    });
  }

  stop(): void {
    this.stopped = true;
    this.poller?.settle([]);
  }

  private hand(): void {
    if (this.webhook) return void this.deliver();
    if (this.poller && this.waiting.length > 0) this.poller.settle(this.waiting.slice(0, this.poller.limit));
  }

  /** One update at a time, in order, tried again until our webhook answers 2xx. */
  private async deliver(): Promise<void> {
    if (this.delivering) return;
    this.delivering = true;
    let pause = 100;
    while (this.webhook && this.waiting.length > 0 && !this.stopped) {
      const update = this.waiting[0]!;
      const status = await this.post(this.webhook, update);
      this.webhookAnswers.push({ updateId: update.update_id, status });
      if (status >= 200 && status < 300) {
        this.waiting.shift();
        pause = 100;
        continue;
      }
      this.lastError = { date: Math.floor(Date.now() / 1000), message: `Wrong response from the webhook: ${status}` };
      await new Promise((resolve) => setTimeout(resolve, pause).unref());
      pause = Math.min(1000, pause * 2);
    }
    this.delivering = false;
  }

  private async post(webhook: { url: string; secret: string | null }, update: Update): Promise<number> {
    const headers: Record<string, string> = { 'content-type': 'application/json' };
    if (webhook.secret) headers['x-telegram-bot-api-secret-token'] = webhook.secret;
    try {
      const body = JSON.stringify(update);
      const response = await fetch(webhook.url, { method: 'POST', headers, body, signal: AbortSignal.timeout(30_000) });
      await response.arrayBuffer();
      return response.status;
    } catch {
      return 0;
    }
  }
}
