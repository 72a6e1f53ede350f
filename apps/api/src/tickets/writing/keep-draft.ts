// What an agent types is kept on every pause: by version, so that neither a crash nor a second device loses a word.
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors.js';
import { PassingNews } from '../../platform/events/passing-news.js';
import { mergedTo } from '../ticket.store.js';
import {
  type AsideWords,
  type DraftMode,
  type DraftMore,
  type DraftRow,
  deleteDraft,
  holdDraft,
  holdTicketOfDraft,
  isKeyTaken,
  lockDraft,
  writeDraft,
} from './draft.store.js';
import { isEmptyDraft, judge, withAside } from './join-draft.js';

export interface DraftToKeep {
  workspaceId: string;
  ticketId: string;
  agentId: string;
  mode: DraftMode;
  /** The version these words were written on top of; 0: of none. */
  base: number;
  device: string;
  key: string;
  text: string;
  html: string;
  files: string[];
  more: DraftMore;
  /** Words of other devices that the writer has not decided about; absent: as they were. */
  aside?: AsideWords[];
  /** The page is going and will not hear a refusal. */
  leaving: boolean;
}

@Injectable()
export class KeepDraft {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly passing: PassingNews,
  ) {}

  /** Answers the version that is kept now; 0: none, for it was emptied. @throws DomainError not-found, draft-newer, draft-sent. */
  async run(coming: DraftToKeep): Promise<{ version: number }> {
    const { workspaceId, agentId, mode, device } = coming;
    for (let tries = 0; tries < 5; tries++) {
      // Words for a ticket that was merged away meanwhile are kept where they will be read.
      const ticketId = await mergedTo(this.database, workspaceId, coming.ticketId);
      const version = await this.database.transaction((tx) => this.keep(tx, { ...coming, ticketId }));
      if (version === null) continue;
      this.passing.tellDraft({ workspaceId, ticketId, agentId, mode, device, version });
      return { version };
    }
    throw new DomainError('conflict');
  }

  /** Null: it is being merged away in this very moment. */
  private async keep(tx: Tx, coming: DraftToKeep): Promise<number | null> {
    const { workspaceId, ticketId, agentId, mode } = coming;
    const ticket = await holdTicketOfDraft(tx, workspaceId, ticketId);
    if (!ticket) throw new DomainError('not-found');
    if (ticket.mergedInto) return null;
    await holdDraft(tx, workspaceId, ticketId, agentId, mode);
    const kept = await lockDraft(tx, workspaceId, ticketId, agentId, mode);
    const verdict = judge(kept, coming);
    if (verdict === 'refuse') throw new DomainError('draft-newer');
    if (kept && verdict === 'set-aside') {
      const { device, text, html, files } = coming;
      const aside = withAside(kept.aside, [{ device, text, html, files, at: this.clock.now().toISOString() }], kept);
      return this.write(tx, workspaceId, { ...kept, aside });
    }
    const aside = withAside(coming.aside ?? kept?.aside ?? [], [], coming);
    if (isEmptyDraft(coming) && aside.length === 0) {
      await deleteDraft(tx, workspaceId, ticketId, agentId, mode);
      return 0;
    }
    // A save that was under way while the reply was sent must not bring its words back.
    if (await isKeyTaken(tx, workspaceId, ticketId, coming.key)) throw new DomainError('draft-sent');
    const { device, key, text, html, files, more } = coming;
    const known = kept ?? {
      ticketId,
      agentId,
      mode,
      version: firstVersion(this.clock.now()),
      updatedAt: this.clock.now(),
    };
    return this.write(tx, workspaceId, { ...known, device, key, text, html, files, more, aside });
  }

  private async write(tx: Tx, workspaceId: string, draft: DraftRow): Promise<number> {
    const version = draft.version + 1;
    await writeDraft(tx, workspaceId, { ...draft, version, updatedAt: this.clock.now() });
    return version;
  }
}

/** Above every version of the draft that stood here before: a device that remembers that one must not take this for it. */
const firstVersion = (now: Date) => Math.floor(now.getTime() / 1000) - 1_700_000_000;
