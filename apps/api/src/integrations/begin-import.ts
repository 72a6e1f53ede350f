// Somebody brings a table: it is kept, looked at, and what its columns mean is guessed; nothing is taken yet.
import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { ReadFields } from '../people/fields/read-fields.js';
import { ReadWorkspace } from '../people/read-workspace.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { Files, type StoredFile } from '../platform/files.js';
import { newId } from '../platform/ids.js';
import { guessMapping, type ImportOf } from './import-columns.js';
import { type Import, insertImport } from './imports.store.js';
import { readTable, shapeOf } from './read-table.js';

const HEAD_BYTES = 256 * 1024;
const SAMPLE_ROWS = 5;
const LONGEST_SAMPLE = 120;
const CURRENCY: Record<string, string> = { ru: 'RUB' };

@Injectable()
export class BeginImport {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly files: Files,
    private readonly fields: ReadFields,
    private readonly workspaces: ReadWorkspace,
  ) {}

  /** @throws DomainError import-unreadable */
  async run(workspaceId: string, agentId: string | null, of: ImportOf, file: StoredFile): Promise<Import> {
    const shape = shapeOf(await headOf(this.files.open(workspaceId, file.sha256)));
    const rows = await this.firstRows(workspaceId, file.sha256, shape);
    const [columns, ...sample] = rows;
    if (!columns || columns.length < 2 || columns.every((name) => name === ''))
      throw new DomainError('import-unreadable');
    const { locale } = await this.workspaces.run(workspaceId);
    const own = (await this.fields.run(workspaceId, 'contact')).filter((one) => !one.archived);
    const at = this.clock.now();
    const begun: Import = {
      id: newId(),
      of,
      fileId: file.id,
      name: file.name,
      ...shape,
      currency: of === 'orders' ? (CURRENCY[locale] ?? 'EUR') : null,
      columns: columns.map((name) => name.slice(0, 200)),
      mapping: guessMapping(of, columns, own),
      sample: sample.map((cells) => columns.map((_, index) => (cells[index] ?? '').slice(0, LONGEST_SAMPLE))),
      state: 'ready',
      rowsDone: 0,
      rowsTotal: null,
      createdRows: 0,
      changedRows: 0,
      sameRows: 0,
      refusedRows: 0,
      faults: [],
      agentId,
      createdAt: at,
      changedAt: at,
    };
    await insertImport(this.database, workspaceId, begun);
    return begun;
  }

  private async firstRows(workspaceId: string, sha256: string, shape: ReturnType<typeof shapeOf>): Promise<string[][]> {
    const rows: string[][] = [];
    try {
      for await (const { cells } of readTable(this.files.open(workspaceId, sha256), shape)) {
        rows.push(cells.map((cell) => cell.replaceAll('\0', '')));
        if (rows.length > SAMPLE_ROWS) break;
      }
    } catch {
      throw new DomainError('import-unreadable');
    }
    return rows;
  }
}

async function headOf(file: Readable): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of file) {
    pieces.push(piece as Uint8Array);
    size += (piece as Uint8Array).byteLength;
    if (size >= HEAD_BYTES) break;
  }
  return Buffer.concat(pieces).subarray(0, HEAD_BYTES);
}
