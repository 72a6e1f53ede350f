// The end of an import: a week after anybody last used it, the file that was brought is deleted; what became of it stays.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { Files } from '../platform/files.js';
import { Handles, type JobOrder, Sweeps } from '../platform/jobs/define-job.js';
import { DropImportFileJob } from './drop-import-file.job.js';
import { dropImportFile, findImport, staleImports } from './imports.store.js';

const KEPT_MS = 7 * 86_400_000;

@Injectable()
export class DropImportFile {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly files: Files,
  ) {}

  /** Used again in the last moment: it stays. */
  @Handles(DropImportFileJob)
  async run({ workspaceId, importId }: { workspaceId: string; importId: string }): Promise<void> {
    await this.database.transaction(async (tx) => {
      const one = await findImport(tx, workspaceId, importId, true);
      if (!one?.fileId || one.state === 'checking' || one.state === 'running' || one.changedAt > this.before()) return;
      const { id, fileId } = one;
      const sha256 = await dropImportFile(tx, workspaceId, { id, fileId });
      // The content before the commit: whoever is killed here begins again and still knows what is to go.
      if (sha256) await this.files.dropContent(workspaceId, sha256);
    });
  }

  @Sweeps(DropImportFileJob)
  async due(now: Date): Promise<JobOrder[]> {
    const rows = await staleImports(this.database, new Date(now.getTime() - KEPT_MS));
    return rows.map((row) => DropImportFileJob.order(row, row.importId) as JobOrder);
  }

  private before(): Date {
    return new Date(this.clock.now().getTime() - KEPT_MS);
  }
}
