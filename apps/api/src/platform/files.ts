// Where bytes live: content-addressed files of each workspace on disk, and raw bodies too large for a row.
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { Env } from '../env.js';
import { Clock } from './clock.js';
import type { Sql } from './database/database.js';
import { ENV } from './env.token.js';
import { DomainError } from './errors.js';
import { newId } from './ids.js';

export interface StoredFile {
  id: string;
  name: string;
  contentType: string;
  /** Bytes. */
  size: number;
  sha256: string;
}

export const MAX_FILE_BYTES = 25 * 1024 * 1024;

@Injectable()
export class Files {
  constructor(
    @Inject(ENV) private readonly env: Pick<Env, 'dataDir'>,
    private readonly clock: Clock,
  ) {}

  /** Stores content once per workspace and adds its row. @throws DomainError file-too-large; nothing is kept then. */
  async put(
    sql: Sql,
    workspaceId: string,
    file: { name: string; contentType: string; content: Uint8Array | Readable; maxBytes?: number },
  ): Promise<StoredFile> {
    const { sha256, size } = await this.write(workspaceId, file.content, file.maxBytes ?? MAX_FILE_BYTES);
    const stored: StoredFile = {
      id: newId(),
      name: cleanName(file.name),
      contentType: file.contentType.slice(0, 200).replace(/[^\x20-\x7e]/g, '') || 'application/octet-stream',
      size,
      sha256,
    };
    await sql.query(
      `INSERT INTO file (workspace_id, id, sha256, name, content_type, size, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [workspaceId, stored.id, sha256, stored.name, stored.contentType, size, this.clock.now()],
    );
    return stored;
  }

  /** The files with these ids, in the order asked; unknown ids are left out. */
  async find(sql: Sql, workspaceId: string, ids: string[]): Promise<StoredFile[]> {
    if (ids.length === 0) return [];
    const rows = await sql.query<StoredFile>(
      `SELECT id, name, content_type AS "contentType", size, sha256 FROM file WHERE workspace_id = $1 AND id = ANY($2::uuid[])`,
      [workspaceId, ids],
    );
    return ids.flatMap((id) => rows.find((row) => row.id === id) ?? []);
  }

  open(workspaceId: string, sha256: string): Readable {
    return createReadStream(this.place(workspaceId, sha256));
  }

  read(workspaceId: string, sha256: string): Promise<Buffer> {
    return readFile(this.place(workspaceId, sha256));
  }

  /**
   * Keeps a large raw body, on disk and fsynced when this returns; answers where, relative to the data folder, and its bytes.
   * @throws when a stream breaks: then nothing is kept.
   */
  async keepRaw(
    workspaceId: string,
    id: string,
    body: Uint8Array | AsyncIterable<Uint8Array>,
  ): Promise<{ path: string; size: number }> {
    const path = join('raw', workspaceId, id.slice(0, 8), id);
    return { path, size: await this.durably(join(this.env.dataDir, path), body) };
  }

  /** Forgets a raw body whose row was never written. */
  async dropRaw(path: string): Promise<void> {
    await rm(join(this.env.dataDir, path), { force: true });
  }

  /**
   * Forgets a content that no row names any more. One that was stored within the hour stays: its row may be on its way.
   */
  async dropContent(workspaceId: string, sha256: string): Promise<void> {
    const place = this.place(workspaceId, sha256);
    const known = await stat(place).catch(() => null);
    if (known && Date.now() - known.mtimeMs > 3_600_000) await rm(place, { force: true });
  }

  readRaw(path: string): Promise<Buffer> {
    if (!/^raw\/[0-9a-f-]+\/[0-9a-f]+\/[0-9a-f-]+$/.test(path)) throw new Error('not the place of a raw body');
    return readFile(join(this.env.dataDir, path));
  }

  private place(workspaceId: string, sha256: string): string {
    if (!/^[0-9a-f-]{36}$/.test(workspaceId) || !/^[0-9a-f]{64}$/.test(sha256))
      throw new Error('not the place of a file');
    return join(this.env.dataDir, 'files', workspaceId, sha256.slice(0, 2), sha256);
  }

  private async write(
    workspaceId: string,
    content: Uint8Array | Readable,
    maxBytes: number,
  ): Promise<{ sha256: string; size: number }> {
    const incoming = join(this.env.dataDir, 'files', 'incoming', randomUUID());
    await mkdir(dirname(incoming), { recursive: true });
    const hash = createHash('sha256');
    let size = 0;
    const measure = new Transform({
      transform(chunk: Buffer, _, done) {
        size += chunk.length;
        if (size > maxBytes)
          return done(new DomainError('file-too-large', { limit: `${Math.floor(maxBytes / 1024 / 1024)} MB` }));
        hash.update(chunk);
        done(null, chunk);
      },
    });
    try {
      const source = content instanceof Readable ? content : Readable.from([Buffer.from(content)]);
      await pipeline(source, measure, createWriteStream(incoming, { flush: true }));
      const sha256 = hash.digest('hex');
      const place = this.place(workspaceId, sha256);
      const now = new Date();
      // One that is there is as good as new: it is not to be forgotten while its row is on its way.
      if (
        await utimes(place, now, now).then(
          () => false,
          () => true,
        )
      ) {
        await mkdir(dirname(place), { recursive: true });
        await rename(incoming, place);
        await syncFolder(dirname(place));
      }
      return { sha256, size };
    } finally {
      await rm(incoming, { force: true });
    }
  }

  private async durably(path: string, body: Uint8Array | AsyncIterable<Uint8Array>): Promise<number> {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(path, 'w');
    let size = 0;
    try {
      for await (const piece of body instanceof Uint8Array ? [body] : body) {
        await file.writeFile(piece);
        size += piece.byteLength;
      }
      await file.sync();
    } catch (error) {
      // Half a body helps nobody, least of all a disk that is full.
      await rm(path, { force: true });
      throw error;
    } finally {
      await file.close();
    }
    await syncFolder(dirname(path));
    return size;
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => null);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}

/** A name to show and to offer for download: no paths, no control characters. */
function cleanName(name: string): string {
  const clean = name
    .replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069/\\]/g, '_')
    .trim()
    .slice(-200);
  return clean || 'file';
}
