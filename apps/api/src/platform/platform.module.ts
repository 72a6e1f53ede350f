// The ground floor: database, events, jobs, files, secrets, time; it knows nothing of tickets.
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { Env } from '../env.js';
import { Clock } from './clock.js';
import { AskPatiently } from './database/ask-patiently.js';
import { Database } from './database/database.js';
import { Instance } from './database/instance.js';
import { MIGRATIONS } from './database/migrate.js';
import { NumberPool } from './database/number-pool.js';
import { Partitions } from './database/partitions-ahead.js';
import { PreparingClient } from './database/prepared.js';
import { Replica } from './database/replica.js';
import { SearchPool } from './database/search-pool.js';
import { ENV } from './env.token.js';
import { EventListeners } from './events/event-listeners.js';
import { PassingNews } from './events/passing-news.js';
import { Facts } from './events/record-facts.js';
import { Relay } from './events/relay.js';
import { Files } from './files.js';
import { Limits } from './http/limits.js';
import { OutgoingFetch } from './http/outgoing-fetch.js';
import { Problems } from './http/problems.js';
import { JobHandlers } from './jobs/job-handlers.js';
import { Jobs } from './jobs/jobs.js';
import { Log } from './log.js';
import { Secrets } from './secrets.js';

const PARTS = [
  Clock,
  Replica,
  Database,
  Instance,
  Partitions,
  NumberPool,
  SearchPool,
  AskPatiently,
  EventListeners,
  Facts,
  Relay,
  PassingNews,
  Files,
  Limits,
  OutgoingFetch,
  Problems,
  JobHandlers,
  Jobs,
  Log,
  Secrets,
];

@Global()
@Module({})
export class PlatformModule {
  static for(env: Env): DynamicModule {
    const settings = { provide: ENV, useValue: env };
    return {
      module: PlatformModule,
      imports: [
        DiscoveryModule,
        TypeOrmModule.forRoot({
          type: 'postgres',
          url: env.databaseUrl!,
          autoLoadEntities: true,
          migrations: MIGRATIONS,
          retryAttempts: 3,
          retryDelay: 500,
          extra: {
            Client: PreparingClient,
            max: 20,
            keepAlive: true,
            // A database that is silent, not gone, is told apart from a busy one by this wait.
            connectionTimeoutMillis: 15_000,
            statement_timeout: 60_000,
            application_name: `otklik-${env.role}`,
          },
        }),
      ],
      providers: [settings, ...PARTS],
      exports: [settings, ...PARTS],
    };
  }
}
