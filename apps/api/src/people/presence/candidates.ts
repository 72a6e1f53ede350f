// Who could take a ticket now, and the lock under which one of them does: the part of routing that knows people.
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import type { Sql, Tx } from '../../platform/database/database.js';
import { type Capacity, capacityOf } from './duty.js';
import { listCandidates, lockDuty, passTurn, skillsOfTeam } from './duty.store.js';
import { presenceAt } from './presence.js';
import type { AgentKey } from './presence.store.js';

export interface Candidate {
  agentId: string;
  skills: number[];
  capacity: Capacity;
  /** The lower, the longer ago they were given one by rotation. */
  turn: number;
}

@Injectable()
export class Candidates {
  constructor(private readonly clock: Clock) {}

  /** Those of a team (null: of the workspace) who are online at this very moment. */
  async run(sql: Sql, workspaceId: string, teamId: string | null, usual: Partial<Capacity>): Promise<Candidate[]> {
    const now = this.clock.now();
    return (await listCandidates(sql, workspaceId, teamId))
      .filter((row) => presenceAt({ ...row, disabled: false }, now).state === 'online')
      .map(({ agentId, skills, capacity, turn }) => ({ agentId, skills, turn, capacity: capacityOf(capacity, usual) }));
  }

  /** Nobody else gives this person a ticket until the transaction ends: count what they hold after this. */
  hold(tx: Tx, key: AgentKey): Promise<void> {
    return lockDuty(tx, key);
  }

  /** They have been given one. */
  passTurn(tx: Tx, key: AgentKey): Promise<void> {
    return passTurn(tx, key);
  }

  /** Which skills anybody of the team has, whether they are here or not. */
  skills(sql: Sql, workspaceId: string, teamId: string | null): Promise<Set<number>> {
    return skillsOfTeam(sql, workspaceId, teamId);
  }
}
