// `otklik openapi`: the API's description, made from the routes alone; no database, nothing is started.
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../app.module.js';
import { readEnv } from '../env.js';
import { describeApi } from '../platform/http/openapi.js';

export async function printOpenApi(): Promise<void> {
  const env = {
    ...readEnv({}),
    databaseUrl: 'postgres://nowhere/otklik',
    secret: 'of no desk at all, and of no use either',
  };
  // A preview looks at classes and routes and makes no instance of anything.
  const options = { preview: true, abortOnError: false, logger: false } as const;
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.for(env), new FastifyAdapter(), options);
  process.stdout.write(`${JSON.stringify(describeApi(app), null, 2)}\n`);
}
