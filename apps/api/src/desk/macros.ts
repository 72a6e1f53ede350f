// Macros: who may use which, who may change which, and how they are kept.
import { Injectable } from '@nestjs/common';
import { ReadTeams } from '../people/read-teams.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import type { Caller } from '../platform/http/access.js';
import { newId } from '../platform/ids.js';
import { countMacros, deleteMacro, findMacro, listMacros, type Macro, writeMacro } from './macros.store.js';

export type { Macro, MacroWords } from './macros.store.js';
export type MacroToKeep = Omit<Macro, 'id' | 'agentId' | 'updatedAt'>;

const MOST = 2000;

@Injectable()
export class ReadMacros {
  constructor(private readonly database: Database) {}

  /** By name. Leads see every team's. */
  run(caller: Caller): Promise<Macro[]> {
    return listMacros(this.database, caller.workspaceId, caller.agentId, caller.role !== 'agent');
  }

  /** @throws DomainError not-found, also where it is not theirs to use. */
  async one(caller: Caller, id: string): Promise<Macro> {
    const macro = (await this.run(caller)).find((each) => each.id === id);
    if (!macro) throw new DomainError('not-found');
    return macro;
  }
}

@Injectable()
export class ChangeMacros {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly teams: ReadTeams,
  ) {}

  /** Shared ones are the leads'; a team's are its members'. @throws DomainError not-allowed, not-found, validation-failed. */
  async keep(caller: Caller, id: string | null, macro: MacroToKeep): Promise<string> {
    const { workspaceId } = caller;
    const before = id ? await findMacro(this.database, workspaceId, id) : null;
    if (id && !before) throw new DomainError('not-found');
    if (before) await this.check(caller, before);
    await this.check(caller, { ...macro, agentId: macro.scope === 'personal' ? caller.agentId : null });
    if (!before && (await countMacros(this.database, workspaceId)) >= MOST)
      throw new DomainError('macro-wrong', { reason: `${MOST}` });
    const agentId = macro.scope === 'personal' ? caller.agentId : (before?.agentId ?? caller.agentId);
    const teamId = macro.scope === 'team' ? macro.teamId : null;
    const kept = { ...macro, id: id ?? newId(), agentId, teamId, updatedAt: this.clock.now() };
    await writeMacro(this.database, workspaceId, kept);
    return kept.id;
  }

  async remove(caller: Caller, id: string): Promise<void> {
    const macro = await findMacro(this.database, caller.workspaceId, id);
    if (!macro) throw new DomainError('not-found');
    await this.check(caller, macro);
    await this.database.transaction((tx) => deleteMacro(tx, caller.workspaceId, id));
  }

  private async check(caller: Caller, macro: Pick<Macro, 'scope' | 'agentId' | 'teamId'>): Promise<void> {
    if (macro.scope === 'personal') {
      if (!caller.agentId || macro.agentId !== caller.agentId) throw new DomainError('not-allowed');
      return;
    }
    const lead = caller.role !== 'agent';
    if (macro.scope === 'shared') {
      if (!lead) throw new DomainError('not-allowed');
      return;
    }
    const team = (await this.teams.run(caller.workspaceId)).find((one) => one.id === macro.teamId);
    if (!team) throw new DomainError('validation-failed', { fields: ['teamId'] });
    if (!lead && !team.memberIds.includes(caller.agentId ?? '')) throw new DomainError('not-allowed');
  }
}
