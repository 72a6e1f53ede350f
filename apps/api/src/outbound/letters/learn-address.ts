// Before a letter: where the person of a chat wants answers that they have not seen, and that they want no more.
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database, type Sql } from '../../platform/database/database.js';
import { type ChatOf, findAddress, keepAddress, stopLetters } from './letter-address.store.js';

@Injectable()
export class LearnAddress {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** In their own word, or their site's. null: it is another person's chat from now on, and nothing is known. */
  async run(sql: Sql, chat: ChatOf, address: string | null): Promise<void> {
    await keepAddress(sql, chat, address?.trim().toLowerCase() || null);
  }

  /** The same, of a site's word that comes with every page: what has not changed since is no news. */
  async renew(sql: Sql, chat: ChatOf, address: string): Promise<void> {
    const known = await findAddress(sql, chat);
    const wanted = address.trim().toLowerCase();
    if (known?.address !== wanted) await keepAddress(sql, chat, wanted);
  }

  /** Whether mails of this chat go, or would go, to this address. */
  async is(sql: Sql, chat: ChatOf, address: string): Promise<boolean> {
    return (await findAddress(sql, chat))?.address === address.trim().toLowerCase();
  }

  /** Where answers go to now; null: nowhere. */
  async known(chat: ChatOf): Promise<string | null> {
    const known = await findAddress(this.database, chat);
    return known && !known.stoppedAt && !known.unreachableAt ? known.address : null;
  }

  async stop(chat: ChatOf): Promise<void> {
    await stopLetters(this.database, chat, this.clock.now());
  }
}
