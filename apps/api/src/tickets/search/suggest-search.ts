// While one types into the palette: people, a ticket by its number, tags; a few of each, each by its index.
import { Injectable } from '@nestjs/common';
import type { TicketRow } from '@otklik/contract';
import { ReadTags } from '../../desk/tags.js';
import { FindPeople, type FoundPerson } from '../../people/find-people.js';
import { SearchPool } from '../../platform/database/search-pool.js';
import { ReadTicketRows } from '../read-ticket-rows.js';
import { plain } from './query-words.js';
import type { Searcher } from './resolve-search.js';
import { newestTickets, type Reads, ticketByNumber } from './search.store.js';
import { isNoSpam, isNotMerged, ofContacts } from './search-conditions.js';

export interface Suggestions {
  tickets: TicketRow[];
  people: FoundPerson[];
  tags: { id: number; name: string }[];
}

const MOST = 8;

@Injectable()
export class SuggestSearch {
  constructor(
    private readonly pool: SearchPool,
    private readonly people: FindPeople,
    private readonly tags: ReadTags,
    private readonly rows: ReadTicketRows,
  ) {}

  run(who: Searcher, said: string): Promise<Suggestions> {
    return this.pool.run((sql) => this.within(sql, who, said));
  }

  private async within(sql: Reads, who: Searcher, said: string): Promise<Suggestions> {
    const { workspaceId } = who;
    const q = said.trim();
    if (!q) return { tickets: [], people: [], tags: [] };
    const number = /^#?(\d{1,15})$/.exec(q);
    const ids = /^[#№]/.test(q) ? [] : await this.people.run(sql, workspaceId, q, who.locale, MOST);
    const numbered = number ? await ticketByNumber(sql, workspaceId, Number(number[1])) : null;
    const theirs =
      ids.length > 0
        ? await newestTickets(
            sql,
            workspaceId,
            [ofContacts(ids), isNoSpam, isNotMerged],
            { after: null, before: null, position: null },
            MOST,
          )
        : [];
    const ticketIds = [...new Set([...(numbered ? [numbered] : []), ...theirs.map((one) => one.id)])].slice(0, MOST);
    const rows = new Map((await this.rows.run(sql, workspaceId, ticketIds)).map((row) => [row.id, row]));
    const tags = (await this.tags.run(workspaceId)).filter((tag) => plain(tag.name).includes(plain(q)));
    return {
      tickets: ticketIds.flatMap((id) => rows.get(id) ?? []),
      people: await this.people.cards(sql, workspaceId, ids),
      tags: tags.slice(0, MOST),
    };
  }
}
