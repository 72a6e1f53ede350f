// An owner changes the workspace's name, language, time zone or settings.
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { KeepOrderCells } from './orders/keep-order-cells.js';
import { ReadWorkspace } from './read-workspace.js';
import { checkTimeZone } from './time-zone.js';
import type { ChangeWorkspaceRequest, WorkspaceView } from './workspace.requests.js';
import { updateWorkspace } from './workspaces.store.js';

const SETTINGS_KB = 64;

@Injectable()
export class ChangeWorkspace {
  constructor(
    private readonly database: Database,
    private readonly readWorkspace: ReadWorkspace,
    private readonly cells: KeepOrderCells,
  ) {}

  /** @throws DomainError time-zone-unknown, preferences-too-large, not-found */
  async run(workspaceId: string, change: ChangeWorkspaceRequest): Promise<WorkspaceView> {
    const { name, locale, timeZone } = change;
    if (timeZone !== undefined) checkTimeZone(timeZone);
    await this.database.transaction(async (tx) => {
      if (timeZone !== undefined) await this.cells.hold(tx, workspaceId);
      const present = await this.readWorkspace.run(workspaceId, tx);
      const merged = Object.entries({ ...present.settings, ...change.settings }).filter(([, value]) => value !== null);
      const settings = Object.fromEntries(merged);
      if (JSON.stringify(settings).length > SETTINGS_KB * 1024) {
        throw new DomainError('preferences-too-large', { limit: `${SETTINGS_KB} KB` });
      }
      await updateWorkspace(tx, workspaceId, {
        ...(name === undefined ? {} : { name: name.trim() }),
        ...(locale === undefined ? {} : { locale }),
        ...(timeZone === undefined ? {} : { timeZone }),
        ...(change.settings === undefined ? {} : { settings }),
      });
      if (timeZone !== undefined && timeZone !== present.timeZone) await this.cells.anew(tx, workspaceId);
    });
    return this.readWorkspace.run(workspaceId);
  }
}
