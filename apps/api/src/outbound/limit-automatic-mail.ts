// Path B for automatic mail: no address gets more than a few an hour; the one too many waits its turn. Counted in the database.
import { Injectable } from '@nestjs/common';
import { ReadWorkspace } from '../people/read-workspace.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import type { ClaimedMessage } from '../tickets/claim-message.js';
import { countAutomatic, dropOldAutomatic, lockAddress, noteAutomatic } from './automatic-mail.store.js';
import type { Outgoing } from './outgoing-parts.js';

const HOUR_MS = 3_600_000;
const USUAL = 5;

@Injectable()
export class LimitAutomaticMail {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly workspaces: ReadWorkspace,
  ) {}

  /** Null: it may go, and is counted; a retry of the same message is not counted twice. Else: when its turn comes. */
  async run(message: ClaimedMessage['message'], { mail, config }: Outgoing): Promise<Date | null> {
    if (!mail?.automatic) return null;
    const { workspaceId, id: messageId } = message;
    const { settings } = await this.workspaces.run(workspaceId);
    const most = mostPerHour(config.automaticPerHour, settings.automaticMailsPerHour);
    const address = mail.to[0]!.address.toLowerCase();
    return this.database.transaction(async (tx) => {
      await lockAddress(tx, workspaceId, address);
      const now = this.clock.now();
      const since = new Date(now.getTime() - HOUR_MS);
      await dropOldAutomatic(tx, workspaceId, new Date(now.getTime() - 24 * HOUR_MS));
      const sent = await countAutomatic(tx, { workspaceId, address, since, messageId });
      // The oldest of the last `most` leaves the hour first.
      const inTheWay = sent.at(most - 1);
      if (inTheWay) return new Date(inTheWay.getTime() + HOUR_MS + 1000);
      await noteAutomatic(tx, { workspaceId, address, messageId, at: now });
      return null;
    });
  }
}

/** The mailbox's own number, else the workspace's, else five; never none, or a survey would wait for ever. */
export function mostPerHour(...given: unknown[]): number {
  const [wanted] = given.filter((one): one is number => typeof one === 'number' && Number.isFinite(one));
  return Math.max(1, Math.floor(wanted ?? USUAL));
}
