// What can go wrong on Telegram's side, on demand: refusals, cuts before and after the effect, silence. Part of the stand-in.
import { BotApiError } from './telegram-rules.js';
import { TelegramWorld } from './telegram-world.js';

export interface Mischief {
  method: string | null;
  /** Calls let through before it begins. */
  after: number;
  left: number;
  kind: 'refuse' | 'drop' | 'drop-before' | 'hang' | 'hold';
  error: BotApiError | null;
  released?: Promise<void>;
}

export class TroubledTelegram extends TelegramWorld {
  protected revoked = false;
  private mischiefs: Mischief[] = [];

  /** The next `times` calls (of one method, `after` so many) get this error, e.g. 429 with `retryAfter` seconds. */
  refuse(
    status: number,
    options: { times?: number; method?: string; after?: number; retryAfter?: number; description?: string } = {},
  ) {
    const said: Record<number, string> = {
      401: 'Unauthorized',
      403: 'Forbidden: bot was blocked by the user',
      500: 'Internal Server Error',
    };
    const words =
      status === 429 ? `Too Many Requests: retry after ${options.retryAfter ?? 1}` : (said[status] ?? 'Bad Request');
    const error = new BotApiError(
      status,
      options.description ?? words,
      status === 429 ? { retry_after: options.retryAfter ?? 1 } : null,
    );
    const { method = null, after = 0, times = 1 } = options;
    this.mischiefs.push({ kind: 'refuse', error, method, after, left: times });
  }

  /** The next `times` calls have their effect, then the connection is cut instead of an answer. */
  dropAfterAccepting(times = 1, method: string | null = 'sendMessage'): void {
    this.mischiefs.push({ kind: 'drop', error: null, method, after: 0, left: times });
  }

  /** The next `times` calls are cut before they have any effect. */
  dropBeforeAccepting(times = 1, method: string | null = 'sendMessage'): void {
    this.mischiefs.push({ kind: 'drop-before', error: null, method, after: 0, left: times });
  }

  /** The next `times` calls have their effect and are never answered. */
  hang(times = 1, method: string | null = 'sendMessage'): void {
    this.mischiefs.push({ kind: 'hang', error: null, method, after: 0, left: times });
  }

  /** The next call has its effect and is answered when the one who holds it lets it go. */
  hold(method = 'sendMessage'): () => void {
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    this.mischiefs.push({ kind: 'hold', error: null, method, after: 0, left: 1, released });
    return release;
  }

  /** Whatever it was up to is over. */
  calm(): void {
    this.mischiefs = [];
  }

  /** The token stops working (401) until restored. */
  revokeToken(revoked = true): void {
    this.revoked = revoked;
  }

  protected take(method: string): Mischief | null {
    const mischief = this.mischiefs.find((m) => (m.method ?? method) === method);
    if (mischief && mischief.after > 0) {
      mischief.after -= 1;
      return null;
    }
    if (mischief) mischief.left -= 1;
    this.mischiefs = this.mischiefs.filter((m) => m.left > 0);
    return mischief ?? null;
  }
}
