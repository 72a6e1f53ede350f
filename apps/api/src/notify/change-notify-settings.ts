// An agent says how they want to hear: which kinds by which ways, when not at all, and how often by mail.
import { Injectable } from '@nestjs/common';
import { IANAZone } from 'luxon';
import { ReadWorkspace } from '../people/read-workspace.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { chosenOf } from './kinds.js';
import { type NotifySettings, readSettings, writeSettings } from './notify-settings.store.js';
import { nextDigest, type QuietHours } from './quiet-hours.js';

interface AgentKey {
  workspaceId: string;
  agentId: string;
}

export interface SettingsChange {
  grid?: Record<string, unknown>;
  quiet?: QuietHours;
  timeZone?: string | null;
  pausedUntil?: string | null;
  digest?: NotifySettings['digest'];
  digestAt?: string;
  wordsInPush?: boolean;
}

@Injectable()
export class ChangeNotifySettings {
  constructor(
    private readonly database: Database,
    private readonly workspaces: ReadWorkspace,
    private readonly clock: Clock,
  ) {}

  /** The agent's own, with the workspace's time zone where they chose none. */
  async read(key: AgentKey): Promise<NotifySettings & { zone: string }> {
    const settings = await readSettings(this.database, key);
    return { ...settings, zone: settings.timeZone ?? (await this.workspaces.run(key.workspaceId)).timeZone };
  }

  /** What is absent stays. @throws DomainError time-zone-unknown */
  async run(key: AgentKey, change: SettingsChange): Promise<NotifySettings & { zone: string }> {
    if (change.timeZone && !IANAZone.isValidZone(change.timeZone))
      throw new DomainError('time-zone-unknown', { timeZone: change.timeZone });
    const before = await this.read(key);
    const { grid, pausedUntil, ...plain } = change;
    const given = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined));
    const next: NotifySettings = {
      ...before,
      ...given,
      ...(grid ? { ways: chosenOf(grid) } : {}),
      ...(pausedUntil === undefined ? {} : { pausedUntil: pausedUntil === null ? null : new Date(pausedUntil) }),
    };
    const zone = next.timeZone ?? before.zone;
    // What already waits for a digest goes by the new rhythm.
    const digestDue = before.digestDue && nextDigest(this.clock.now(), zone, next.digest, next.digestAt);
    await writeSettings(this.database, key, { ...next, digestDue });
    return this.read(key);
  }
}
