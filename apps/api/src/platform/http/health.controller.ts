// How machines ask whether the desk lives, is ready, and what it counts.
import { Controller, Get, Header, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { collectDefaultMetrics, Gauge, register } from 'prom-client';
import { Database } from '../database/database.js';
import { doorway } from '../database/doorways.js';
import { Replica } from '../database/replica.js';
import { Jobs } from '../jobs/jobs.js';
import { Access } from './access.js';

@ApiExcludeController()
@Controller()
export class HealthController {
  private readonly outbox: Gauge;
  private readonly waiting: Gauge;
  /** Told to stop: it still answers, and wants nobody new. */
  leaving = false;

  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
    replica: Replica,
  ) {
    register.clear();
    collectDefaultMetrics();
    if (replica.reads) register.registerMetric(replica.reads);
    this.outbox = new Gauge({
      name: 'otklik_outbox_rows',
      help: 'Facts on their way to a listener.',
      labelNames: ['consumer'],
    });
    this.waiting = new Gauge({ name: 'otklik_jobs', help: 'Jobs by queue and state.', labelNames: ['queue', 'state'] });
  }

  @Get('health/live')
  @Access('public')
  live(): { status: string } {
    return { status: 'live' };
  }

  @Get('health/ready')
  @Access('public')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<{ status: string }> {
    if (this.leaving) {
      reply.status(503);
      return { status: 'stopping' };
    }
    try {
      await this.database.query('SELECT 1');
      return { status: 'ready' };
    } catch {
      reply.status(503);
      return { status: 'the database does not answer' };
    }
  }

  @Get('metrics')
  @Access('public')
  @Header('content-type', register.contentType)
  async metrics(): Promise<string> {
    const rows = await this.database.query<{ consumer: string; n: number }>(
      doorway('outbox', 'SELECT consumer, count(*) AS n FROM outbox GROUP BY consumer'),
    );
    this.outbox.reset();
    for (const row of rows) this.outbox.set({ consumer: row.consumer }, row.n);
    for (const [queue, counts] of Object.entries(await this.jobs.counts())) {
      for (const [state, n] of Object.entries(counts)) this.waiting.set({ queue, state }, n);
    }
    return register.metrics();
  }
}
