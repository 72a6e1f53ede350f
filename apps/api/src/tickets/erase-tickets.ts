// The end of the trash: after 30 days the words and files are erased for good; the facts stay, so that no report changes.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { Facts } from '../platform/events/record-facts.js';
import { Files } from '../platform/files.js';
import { Handles, type JobOrder, Sweeps } from '../platform/jobs/define-job.js';
import { EraseTicketJob } from './erase-tickets.job.js';
import { ErasureDuties } from './erasure-duties.js';
import { TicketErased } from './events.js';
import { lockTickets } from './merge-rules.js';
import { sidesUnder } from './sides/side.store.js';
import { messagesOf } from './split.store.js';
import { dropFiles, dueToErase, eraseRows, findTrash, noteErased, orphans, sourcesOf } from './trash.store.js';

@Injectable()
export class EraseTickets {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly files: Files,
    private readonly duties: ErasureDuties,
  ) {}

  /** Restored in the last moment: nothing happens. */
  @Handles(EraseTicketJob)
  async run({ workspaceId, ticketId }: { workspaceId: string; ticketId: string }): Promise<void> {
    await this.database.transaction(async (tx) => {
      const sources = await sourcesOf(tx, workspaceId, ticketId);
      // A side conversation is locked before its ticket: an answer to it does the same.
      const sides = [...(await sidesUnder(tx, workspaceId, [ticketId, ...sources])).keys()];
      await lockTickets(tx, workspaceId, sides);
      const ticket = (await lockTickets(tx, workspaceId, [ticketId, ...sources])).get(ticketId);
      const trash = await findTrash(tx, workspaceId, ticketId);
      const now = this.clock.now();
      if (!ticket?.trashedAt || !trash?.eraseAt || trash.eraseAt > now) return;
      const messages = await messagesOf(tx, workspaceId, ticketId);
      const messageIds = messages.map((one) => one.id);
      await eraseRows(tx, workspaceId, ticketId, messageIds);
      for (const id of sources) await eraseRows(tx, workspaceId, id, []);
      const named = messages.flatMap((one) => one.files.map((file) => file.id));
      const aside: { ticketId: string; messageIds: string[] }[] = [];
      for (const id of sides) {
        const words = await messagesOf(tx, workspaceId, id);
        const erased = { ticketId: id, messageIds: words.map((one) => one.id) };
        await eraseRows(tx, workspaceId, id, erased.messageIds);
        aside.push(erased);
        named.push(...words.flatMap((one) => one.files.map((file) => file.id)));
      }
      const dropped = await dropFiles(tx, workspaceId, await orphans(tx, workspaceId, named));
      await noteErased(tx, workspaceId, ticketId, now);
      const all = [{ ticketId, messageIds }, ...sources.map((id) => ({ ticketId: id, messageIds: [] })), ...aside];
      for (const erased of all) {
        await this.duties.begin(tx, { workspaceId, ...erased }, now);
        const fact = TicketErased.of(now, { messageIds: erased.messageIds });
        await this.facts.record(tx, { workspaceId, ticketId: erased.ticketId }, [fact]);
      }
      // Contents before the commit: whoever is killed here begins again and still knows what is to go.
      for (const sha256 of dropped) await this.files.dropContent(workspaceId, sha256);
    });
  }

  @Sweeps(EraseTicketJob)
  async due(now: Date): Promise<JobOrder[]> {
    return (await dueToErase(this.database, now)).map((one) => EraseTicketJob.order(one, one.ticketId) as JobOrder);
  }
}
