// The desk as a running server: the house, its HTTP doors, its sockets, its own pages; whoever starts it says with which settings.
import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { Server as HttpServer } from 'node:http';
import { Server as TcpServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import compress from '@fastify/compress';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import fastifyStatic from '@fastify/static';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { AppModule } from './app.module.js';
import type { Env } from './env.js';
import { MAX_FILE_BYTES } from './platform/files.js';
import { forgetEmptyBodies } from './platform/http/empty-body.js';
import { HealthController } from './platform/http/health.controller.js';
import { documentApi } from './platform/http/openapi.js';
import { Problems, refuseAddress } from './platform/http/problems.js';
import { keepRawBodies } from './platform/http/raw-body.js';
import { validation } from './platform/http/validation.js';
import { Sockets } from './realtime/sockets.js';

const BODY_LIMIT = 1_500_000;
/** For a request to arrive whole: 25 MB from a telephone take their time, a client that never ends gets no more. */
const REQUEST_MS = 300_000;
/** When closing: for those who stand at the door; for somebody who has just come in to say what they want; and for everybody to have been answered. */
const ENTER_MS = 50;
const SPEAK_UP_MS = 300;
const ANSWER_MS = 5_000;

/** Builds the desk without opening its door. `env.databaseUrl` and `env.secret` must be set, the database migrated. */
export async function createDesk(env: Env): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    trustProxy: env.trustProxy,
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_MS,
    routerOptions: { maxParamLength: 300 },
    frameworkErrors: refuseAddress,
    rewriteUrl: (request: { url?: string }) => pageOf(request.url ?? '/'),
  });
  const fastify = adapter.getInstance() as unknown as FastifyInstance;
  keepRawBodies(fastify);
  forgetEmptyBodies(fastify);
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.for(env), adapter, {
    logger: ['error', 'fatal'],
    abortOnError: false,
  });
  await app.register(helmet as never, securityHeaders(env) as never);
  await app.register(compress as never, { global: true, threshold: 1024 } as never);
  await app.register(multipart as never, { limits: { fileSize: MAX_FILE_BYTES, files: 1, fields: 10 } } as never);
  await servePages(app);
  app.useGlobalPipes(validation());
  app.useGlobalFilters(app.get(Problems));
  documentApi(app);
  await app.init();
  await fastify.ready();
  return app;
}

/** Opens the door: HTTP and sockets on one port. */
export async function openDesk(app: NestFastifyApplication, env: Pick<Env, 'port' | 'host'>): Promise<void> {
  app.get(Sockets).attach(app.getHttpServer());
  await app.listen(env.port, env.host);
}

/**
 * Closes the door before the house: for so long as a load balancer needs to see that this process is going, it only says so and
 * answers; then nobody new is let in, whoever is inside is answered, and only then the pools go. A process
 * restarted behind a load balancer so costs nobody an error. Node counts whoever never spoke as busy: they are cut at the end.
 */
export async function closeDesk(app: NestFastifyApplication, graceSeconds = 0): Promise<void> {
  const http = app.getHttpServer() as HttpServer;
  app.get(HealthController).leaving = true;
  if (http.listening) {
    // Whoever asks from now on is told to come back by another connection.
    http.prependListener('request', (_, answer) => {
      answer.shouldKeepAlive = false;
    });
    await sleep(graceSeconds * 1000);
    // Whoever stands at the door is taken in: the system would reset them. It takes them in just before it comes to this.
    await sleep(ENTER_MS);
    await setImmediate();
    const empty = new Promise<void>((done) => TcpServer.prototype.close.call(http, () => done()));
    app.get(Sockets).hangUp();
    const sendHome = setInterval(() => http.closeIdleConnections(), SPEAK_UP_MS);
    await Promise.race([empty, sleep(ANSWER_MS, undefined, { ref: false })]);
    clearInterval(sendHome);
    http.closeAllConnections();
  }
  await app.close();
}

/** Strict by default; the widget's pages, the survey page and files loosen or tighten their own. */
function securityHeaders(env: Env): object {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'script-src': ["'self'", ...inlineScripts()],
        'style-src': ["'self'", "'unsafe-inline'"],
        // Pictures in customers' mails, in their frame and once an agent has asked for them.
        'img-src': ["'self'", 'data:', 'blob:', 'https:'],
        'font-src': ["'self'"],
        'connect-src': ["'self'", ...(env.publicUrl.startsWith('https') ? [] : ['ws:'])],
        'frame-src': ["'self'", 'blob:'],
        'object-src': ["'none'"],
        'base-uri': ["'self'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
      },
    },
    strictTransportSecurity: env.publicUrl.startsWith('https:') ? { maxAge: 15_552_000 } : false,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'same-origin' },
  };
}

/** The agents' pages: hashed assets for ever, everything else of the single page by its index. */
async function servePages(app: NestFastifyApplication): Promise<void> {
  const root = agentUiFolder();
  if (!root) return;
  await app.register(
    fastifyStatic as never,
    {
      root,
      wildcard: false,
      index: ['index.html'],
      setHeaders: (reply: FastifyReply, path: string) =>
        reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'),
    } as never,
  );
}

/** What the single page says before its parts come, by its fingerprint: nothing else may stand inside a page. */
function inlineScripts(): string[] {
  const root = agentUiFolder();
  const page = root ? readFileSync(join(root, 'index.html'), 'utf8') : '';
  return Array.from(page.matchAll(/<script>([\s\S]*?)<\/script>/g), ([, script]) => {
    const hash = createHash('sha256')
      .update(script ?? '')
      .digest('base64');
    return `'sha256-${hash}'`;
  });
}

/** The addresses inside the agents' single page; all of them are its index. */
const CLIENT_ROUTES =
  /^\/(inbox|people|companies|cases|reports|wall|search|settings|sign-in|forgot-password|reset-password)(\/[^.]*)?(\?|$)/;
const pageOf = (url: string) => (CLIENT_ROUTES.test(url) ? '/index.html' : url);

/** Where the built agent UI lies; null when it was not built (tests of the api alone). */
export function agentUiFolder(): string | null {
  const here = dirname(fileURLToPath(import.meta.url));
  const root = join(here, '..', '..', 'agent-ui', 'dist');
  return existsSync(join(root, 'index.html')) ? root : null;
}
