// A screen of an agent is open: its sign of life is written once a minute, however many screens and processes there are.
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { ALIVE_EVERY_MS } from './presence.js';
import { type AgentKey, readAlive } from './presence.store.js';
import { SettlePresence } from './settle-presence.js';

@Injectable()
export class HearAgent {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly settle: SettlePresence,
  ) {}

  async run(key: AgentKey): Promise<void> {
    const at = await readAlive(this.database, key);
    if (at && this.clock.now().getTime() - at.getTime() < ALIVE_EVERY_MS) return;
    await this.settle.run(key, { alive: true });
  }
}
