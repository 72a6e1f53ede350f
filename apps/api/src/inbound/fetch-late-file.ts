// Path A, afterwards: fetches a file that was not to be had when its message came, and puts it where its name stood.
import { Injectable } from '@nestjs/common';
import { Connections } from '../desk/read-connections.js';
import { ReadWorkspace } from '../people/read-workspace.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { Files } from '../platform/files.js';
import { Handles, type JobOrder, Sweeps } from '../platform/jobs/define-job.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { AttachFile } from '../tickets/attach-file.js';
import { FetchFiles, type MissingFile } from './fetch-files.js';
import { FetchLateFileJob } from './fetch-late-file.job.js';
import {
  allDueLateFiles,
  deleteLateFile,
  type LateFileRow,
  postponeLateFile,
  waitingLateFile,
} from './late-file.store.js';
import { missingLine, replaceLine } from './missing-words.js';

/** Seconds to wait after each failed attempt: about a day in all, as long as messengers keep a file's address. */
const RETRY_AFTER_SECONDS = [30, 120, 600, 3600, 4 * 3600, 16 * 3600];
const TIMEOUT_MS = 120_000;

@Injectable()
export class FetchLateFile {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly connections: Connections,
    private readonly files: Files,
    private readonly fetchFiles: FetchFiles,
    private readonly attachFile: AttachFile,
    private readonly workspaces: ReadWorkspace,
  ) {}

  @Handles(FetchLateFileJob)
  async run({ workspaceId, lateFileId }: { workspaceId: string; lateFileId: string }): Promise<void> {
    const late = await waitingLateFile(this.database, workspaceId, lateFileId);
    if (!late) return;
    const connection = await this.connections.byId(workspaceId, late.connectionId);
    const wanted = { ...late, size: null, content: null };
    const found = connection
      ? await this.fetchFiles.one(connection, wanted, AbortSignal.timeout(TIMEOUT_MS))
      : ({ ...late, fate: 'gone', error: 'the connection is gone' } as MissingFile);
    if ('fate' in found && found.fate === 'later') {
      const seconds = RETRY_AFTER_SECONDS[late.attempts];
      const dueAt = seconds === undefined ? null : new Date(this.clock.now().getTime() + seconds * 1000);
      if (dueAt) {
        await postponeLateFile(this.database, workspaceId, lateFileId, dueAt, found.error);
        const id = `${lateFileId}_${late.attempts + 1}`;
        await this.jobs.enqueue(FetchLateFileJob.order({ workspaceId, lateFileId }, id, dueAt));
        return;
      }
      found.fate = 'gone';
    }
    await this.end(late, found);
  }

  @Sweeps(FetchLateFileJob)
  async due(now: Date): Promise<JobOrder[]> {
    const rows = await allDueLateFiles(this.database, now, 500);
    return rows.map(({ workspaceId, id }) => FetchLateFileJob.order({ workspaceId, lateFileId: id }, id));
  }

  private async end(late: LateFileRow, found: Awaited<ReturnType<FetchFiles['one']>>): Promise<void> {
    const { workspaceId, messageId } = late;
    const { locale } = await this.workspaces.run(workspaceId);
    const line = missingLine({ name: late.name, fate: 'later' }, locale);
    const last = 'fate' in found ? missingLine(found, locale) : null;
    await this.database.transaction(async (tx) => {
      if (!(await waitingLateFile(tx, workspaceId, late.id, true))) return;
      const stored = 'content' in found ? await this.files.put(tx, workspaceId, found) : null;
      await this.attachFile.run(tx, {
        workspaceId,
        messageId,
        file: stored && { id: stored.id, contentId: late.contentId },
        rewrite: (text, html) => replaceLine(text, html, line, last),
      });
      await deleteLateFile(tx, workspaceId, late.id);
    });
  }
}
