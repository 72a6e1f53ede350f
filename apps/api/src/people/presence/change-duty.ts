// A lead says what somebody can do, how much at once, and when they are expected.
import { Injectable } from '@nestjs/common';
import { Database, type Sql } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors.js';
import { checkTimeZone } from '../time-zone.js';
import type { Capacity } from './duty.js';
import { type DutyRow, listDuties, writeDuty } from './duty.store.js';
import type { AgentKey } from './presence.store.js';
import { checkSchedule, type Schedule } from './presence-hours.js';
import { SettlePresence } from './settle-presence.js';
import { Skills } from './skills.js';
import { WakeRouting } from './wake-routing.js';

export interface DutyOrder {
  skills: string[];
  capacity: Partial<Capacity>;
  schedule: Schedule | null;
}

@Injectable()
export class ReadDuties {
  constructor(private readonly database: Database) {}

  /** Of everybody who may come in, by name. */
  run(workspaceId: string, sql: Sql = this.database): Promise<DutyRow[]> {
    return listDuties(sql, workspaceId);
  }
}

@Injectable()
export class ChangeDuty {
  constructor(
    private readonly database: Database,
    private readonly skills: Skills,
    private readonly settle: SettlePresence,
    private readonly wakes: WakeRouting,
  ) {}

  /** @throws DomainError not-found, time-zone-unknown, weekly-wrong, hours-wrong, hours-overlap */
  async run(key: AgentKey, order: DutyOrder): Promise<DutyRow> {
    if (order.schedule) {
      checkTimeZone(order.schedule.timeZone);
      checkSchedule(order.schedule);
    }
    return this.database.transaction(async (tx) => {
      const [before] = await listDuties(tx, key.workspaceId, key.agentId);
      if (!before) throw new DomainError('not-found');
      const skills = await this.skills.ensure(tx, key.workspaceId, order.skills);
      await writeDuty(tx, key, { skills, capacity: order.capacity, schedule: order.schedule });
      await this.settle.run(key, {}, tx);
      await this.wakes.wake(tx, key.workspaceId, [key.agentId]);
      return (await listDuties(tx, key.workspaceId, key.agentId))[0]!;
    });
  }
}
