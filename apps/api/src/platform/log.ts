// What the desk writes down: structured lines without message bodies, addresses or secrets.
import { Inject, Injectable } from '@nestjs/common';
import { type Logger, pino } from 'pino';
import type { Env } from '../env.js';
import { ENV } from './env.token.js';

type Fields = Record<string, unknown>;

@Injectable()
export class Log {
  private readonly pino: Logger;

  constructor(@Inject(ENV) env: Pick<Env, 'logLevel'>) {
    this.pino = pino({
      level: env.logLevel,
      base: null,
      redact: { paths: ['*.password', '*.token', '*.secret', '*.authorization', '*.cookie'], censor: '[hidden]' },
    });
  }

  debug(message: string, fields: Fields = {}): void {
    this.pino.debug(fields, message);
  }

  info(message: string, fields: Fields = {}): void {
    this.pino.info(fields, message);
  }

  warn(message: string, fields: Fields = {}): void {
    this.pino.warn(fields, message);
  }

  /** Errors are logged by name, code and stack: their messages may quote what a customer wrote, so SQL parameters are left out. */
  error(message: string, error: unknown, fields: Fields = {}): void {
    const e = error as { name?: string; code?: string; message?: string; stack?: string };
    this.pino.error(
      {
        ...fields,
        error: {
          name: e?.name,
          code: e?.code,
          message: e?.message?.slice(0, 500),
          stack: e?.stack?.split('\n').slice(0, 8).join('\n'),
        },
      },
      message,
    );
  }
}
