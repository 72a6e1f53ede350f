// How often somebody may try: counted in Redis where there is one, else in this process.
import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, type RateLimiterRes } from 'rate-limiter-flexible';
import type { Env } from '../../env.js';
import { ENV } from '../env.token.js';
import { DomainError } from '../errors.js';

@Injectable()
export class Limits implements BeforeApplicationShutdown {
  private readonly redis: Redis | null;
  private readonly limiters = new Map<string, RateLimiterMemory | RateLimiterRedis>();

  constructor(@Inject(ENV) env: Pick<Env, 'redisUrl'>) {
    this.redis = env.redisUrl
      ? new Redis(env.redisUrl, { lazyConnect: true, maxRetriesPerRequest: 1, enableOfflineQueue: false })
      : null;
    this.redis?.on('error', () => undefined);
    this.redis?.connect().catch(() => undefined);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.redis?.disconnect();
  }

  /** Takes one of `points` tries that `key` has in `seconds`. @throws DomainError too-many-requests with `seconds` to wait. */
  async take(name: string, key: string, points: number, seconds: number): Promise<void> {
    try {
      await this.limiter(name, points, seconds).consume(key);
    } catch (refusal) {
      if (refusal instanceof Error) return;
      throw new DomainError('too-many-requests', {
        seconds: Math.ceil((refusal as RateLimiterRes).msBeforeNext / 1000),
      });
    }
  }

  /** Gives all tries back, e.g. after a right password. */
  async forget(name: string, key: string): Promise<void> {
    await this.limiters
      .get(name)
      ?.delete(key)
      .catch(() => undefined);
  }

  private limiter(name: string, points: number, duration: number): RateLimiterMemory | RateLimiterRedis {
    let limiter = this.limiters.get(name);
    if (!limiter) {
      const memory = new RateLimiterMemory({ keyPrefix: name, points, duration });
      limiter = this.redis
        ? new RateLimiterRedis({
            storeClient: this.redis,
            keyPrefix: `limit:${name}`,
            points,
            duration,
            insuranceLimiter: memory,
          })
        : memory;
      this.limiters.set(name, limiter);
    }
    return limiter;
  }
}
