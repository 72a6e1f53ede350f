// The widget's own pages: the loader that any site may include, the app that any allowed site may frame, and the sample shop.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Connection, Connections } from '../desk/read-connections.js';
import { DomainError } from '../platform/errors.js';
import { Access } from '../platform/http/access.js';
import { lookOf, lookScript } from './widget-look.js';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.mp3': 'audio/mpeg',
};
const APP_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; media-src 'self' blob:; font-src 'self'; connect-src 'self' ws: wss:; base-uri 'none'; form-action 'self'; frame-ancestors ";
const DEMO_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const FOLDER = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'widget', 'dist');

@ApiExcludeController()
@Controller()
export class WidgetPagesController {
  constructor(private readonly connections: Connections) {}

  @Get('widget.js')
  @Access('public')
  async loader(@Res() reply: FastifyReply, @Query('key') key?: string): Promise<void> {
    const connection = await this.chatByKey(key);
    reply.header('cross-origin-resource-policy', 'cross-origin').header('cache-control', 'public, max-age=600');
    await send(reply, 'widget.js', connection ? (script) => lookScript(lookOf(connection.config)) + script : undefined);
  }

  @Get(['widget', 'widget/*'])
  @Access('public')
  async app(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Query('key') key?: string): Promise<void> {
    const path = pathBelow(request, '/widget');
    if (path === '' || path === 'index.html') return this.frame(reply, key);
    reply.header('cache-control', path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
    // The loader fetches it as a module, from whatever site it stands on.
    if (path === 'invite.js')
      reply.header('access-control-allow-origin', '*').header('cross-origin-resource-policy', 'cross-origin');
    await send(reply, `app/${path}`);
  }

  @Get(['demo', 'demo/*'])
  @Access('public')
  async demo(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const path = pathBelow(request, '/demo');
    await this.shop(reply, extname(path) ? `demo/${path}` : join('demo', path, 'index.html'));
  }

  /** The page in the frame. `key` decides who may frame it: the connection's allowed sites, or anybody. */
  private async frame(reply: FastifyReply, key: string | undefined): Promise<void> {
    const connection = await this.chatByKey(key);
    reply.raw.removeHeader('x-frame-options');
    reply
      .header('content-security-policy', APP_POLICY + allowedSites(connection?.config.origins).join(' '))
      .header('cross-origin-resource-policy', 'cross-origin')
      .header('cache-control', 'no-cache');
    await send(reply, 'app/index.html');
  }

  private async chatByKey(key: string | undefined): Promise<Connection | null> {
    return typeof key === 'string' && key !== '' ? this.connections.byKey('chat', key) : null;
  }

  /** The sample shop carries the chat of the first workspace that has one. */
  private async shop(reply: FastifyReply, path: string): Promise<void> {
    reply.header('content-security-policy', DEMO_POLICY).header('cache-control', 'no-cache');
    if (!path.endsWith('.html')) return send(reply, path);
    const chats = await this.connections.active('chat');
    const [first] = [...chats].sort((a, b) => (a.id < b.id ? -1 : 1));
    await send(reply, path, (html) => html.replaceAll('__WIDGET_KEY__', first?.key ?? ''));
  }
}

/** `frame-ancestors` of the app. Only well-formed origins get through: the value stands in a header. Exported for its test. */
export function allowedSites(origins: unknown): string[] {
  const lines = Array.isArray(origins) ? origins : typeof origins === 'string' ? origins.split(/\s+/) : [];
  const wanted = lines.filter((line): line is string => typeof line === 'string' && line.trim() !== '');
  if (wanted.length === 0) return ['*'];
  const good = wanted
    .map((line) => line.trim().replace(/\/+$/, ''))
    .filter((line) => /^https?:\/\/[\w.*-]+(:\d+)?$/.test(line));
  return ["'self'", ...good];
}

/** What stands below a folder in the address, decoded; empty for the folder itself. @throws DomainError not-found */
function pathBelow(request: FastifyRequest, folder: string): string {
  try {
    return decodeURIComponent(request.url.split('?')[0]!.slice(folder.length)).replace(/^\/+/, '');
  } catch {
    throw new DomainError('not-found');
  }
}

async function send(reply: FastifyReply, path: string, change?: (text: string) => string): Promise<void> {
  const clean = normalize(path).replaceAll('\\', '/');
  if (clean.startsWith('..') || clean.startsWith('/') || clean.includes('\0')) throw new DomainError('not-found');
  const file = join(FOLDER, clean);
  if (!extname(file) || !existsSync(file)) throw new DomainError('not-found');
  const type = TYPES[extname(file)] ?? 'application/octet-stream';
  reply.header('content-type', type).header('x-content-type-options', 'nosniff');
  await (change ? reply.send(change(await readFile(file, 'utf8'))) : reply.send(await readFile(file)));
}
