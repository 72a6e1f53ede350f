// Path A for machines' news of a letter: it came back, or its reader calls it spam; agents see it on the lines it carried.
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database, type Sql } from '../../platform/database/database.js';
import { Secrets } from '../../platform/secrets.js';
import { MarkMailed } from '../../tickets/mark-mailed.js';
import { verifyMessageId } from '../mail-threading.js';
import { lockLetter, namedLetters, recipientsOf, settleLetter } from './letter.store.js';
import { flagAddress, stopLetters } from './letter-address.store.js';

export interface NewsOfLetter {
  kind: 'bounce' | 'complaint';
  /** Who could not be reached, if the machine says so. */
  recipient: string | null;
  status: string | null;
  /** The address itself is dead. */
  dead: boolean;
}

@Injectable()
export class HearOfLetter {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly secrets: Secrets,
    private readonly mark: MarkMailed,
  ) {}

  /** `mailIds`: what the news quotes; only our signed names are believed. Null: none of them is a letter. */
  async run(workspaceId: string, mailIds: (string | null)[], news: NewsOfLetter): Promise<{ ticketId: string } | null> {
    const ids = mailIds.flatMap((id) => (id ? (verifyMessageId(this.secrets, id) ?? []) : []));
    const [found] = await namedLetters(this.database, workspaceId, ids);
    if (!found) return null;
    await this.database.transaction(async (tx) => {
      const letter = await lockLetter(tx, workspaceId, found.id);
      if (!letter?.recipient) return;
      if (news.recipient && news.recipient.toLowerCase() !== letter.recipient.toLowerCase()) return;
      const now = this.clock.now();
      const { connectionId, conversation } = letter;
      const chat = conversation === null ? null : { workspaceId, connectionId, conversation };
      if (news.kind === 'complaint') return chat ? stopLetters(tx, chat, now) : undefined;
      if (news.dead && chat) await flagAddress(tx, chat, letter.recipient, now);
      if (letter.state !== 'sent' && letter.state !== 'unknown') return;
      const reason = news.status ? `bounced ${news.status}` : 'bounced';
      await settleLetter(tx, letter, { state: 'failed', dueAt: null, reason });
      if (letter.kind === 'answers')
        await this.mark.run(
          tx,
          { workspaceId, ticketId: letter.ticketId, messageIds: letter.messageIds ?? [] },
          { state: 'failed', to: letter.recipient, reason },
        );
      else if (letter.askedBy) await this.mark.transcript(tx, letter, { actor: letter.askedBy, state: 'failed' });
    });
    return { ticketId: found.ticketId };
  }

  /** Letters by their ids, for mails that answer them without our address. */
  named(sql: Sql, workspaceId: string, ids: string[]): Promise<{ id: string; ticketId: string; at: Date }[]> {
    return namedLetters(sql, workspaceId, ids);
  }

  /** Who may answer in a ticket because a letter of it went to them; lower case. */
  recipients(sql: Sql, workspaceId: string, ticketId: string): Promise<string[]> {
    return recipientsOf(sql, workspaceId, ticketId);
  }
}
