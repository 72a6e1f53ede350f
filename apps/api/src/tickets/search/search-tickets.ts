// The search page: tickets by their words, people, numbers and filters, newest first, each once, a page at a time.
import { Injectable } from '@nestjs/common';
import type { MessageKind, TicketRow } from '@otklik/contract';
import { FindPeople, type FoundPerson } from '../../people/find-people.js';
import { SearchPool } from '../../platform/database/search-pool.js';
import { DomainError } from '../../platform/errors.js';
import { ReadTicketRows } from '../read-ticket-rows.js';
import { sidesUnder } from '../sides/side.store.js';
import { type Ask, ResolveSearch, type Searcher } from './resolve-search.js';
import {
  markedMessages,
  markedSubjects,
  newestTickets,
  type Reads,
  ticketByNumber,
  ticketsLike,
  type WordsAsked,
  wordsQuery,
} from './search.store.js';
import { inActive, inTickets, ofTickets } from './search-conditions.js';
import { isEmpty, parseSearch, type SearchQuery } from './search-query.js';
import { type SnippetPiece, snippetOf } from './snippet.js';
import { walkMessages } from './walk-messages.js';

export interface SearchHit {
  ticket: TicketRow;
  /** The subject with its found words, where it holds any. */
  subject: SnippetPiece[] | null;
  /** The newest message that fits; null: the ticket itself was asked for. */
  message: {
    id: string;
    seq: number;
    kind: MessageKind;
    at: string;
    agentId: string | null;
    sideId: string | null;
    snippet: SnippetPiece[];
  } | null;
}

export interface SearchPage {
  items: SearchHit[];
  /** On the first page: who may be meant. */
  people: FoundPerson[];
  next: string | null;
}

interface Found {
  ticketId: string;
  messageId: string | null;
  sideId?: string | null;
}

const PEOPLE = 5;
/** So many tickets are named to the index of messages; more than that, and messages are asked for their tickets. */
const FEW_TICKETS = 1000;
const CURSOR = /^(m)\|([0-9a-f-]{36})$|^(t)\|(\d{4}-[\d-]+T[\d:.]+Z)\|([0-9a-f-]{36})$/;

@Injectable()
export class SearchTickets {
  constructor(
    private readonly pool: SearchPool,
    private readonly resolve: ResolveSearch,
    private readonly rows: ReadTicketRows,
    private readonly people: FindPeople,
  ) {}

  /**
   * @param limit at most 50
   * @throws DomainError search-too-broad, bad-request (a cursor that is none)
   */
  run(who: Searcher, said: string, cursor: string | null, limit: number): Promise<SearchPage> {
    return this.pool.run((sql) => this.within(sql, who, said, cursor, limit));
  }

  private async within(
    sql: Reads,
    who: Searcher,
    said: string,
    cursor: string | null,
    limit: number,
  ): Promise<SearchPage> {
    const query = parseSearch(said);
    const position = readCursor(cursor);
    if (isEmpty(query)) return { items: [], people: [], next: null };
    const numbered = query.number ? await ticketByNumber(sql, who.workspaceId, query.number.value) : null;
    const ask = await this.resolve.run(sql, who, query);
    const surely = async () => (position ? [] : this.persons(sql, who, query, ask, false));
    if (query.number?.sure && numbered) {
      const itself = { ticketId: numbered, messageId: null };
      if (others(query) === 0) return this.page(sql, who, [itself], null, await surely(), null);
      ask.tickets.push(ofTickets([numbered]));
      ask.narrow = true;
    } else if (query.number?.sure) ask.words.push({ kind: 'word', text: String(query.number.value), not: false });
    const lead: Found[] =
      numbered && !query.number?.sure && !position && others(query) === 1
        ? [{ ticketId: numbered, messageId: null }]
        : [];
    if (ask.nothing) return this.page(sql, who, lead, null, await surely(), null);
    const words = await wordsQuery(sql, ask.words);
    if (ask.words.length > 0 && !words && ask.tickets.length <= 2)
      return this.page(sql, who, lead, null, await surely(), null);
    const few = ask.narrow
      ? await ticketsLike(sql, who.workspaceId, [...ask.tickets, ...ask.hints], FEW_TICKETS + 1)
      : null;
    const ids = few && few.length <= FEW_TICKETS ? few : null;
    if (ids?.length === 0) return this.page(sql, who, lead, null, await surely(), null);
    const [{ found, next }, people] = await Promise.all([
      words || ask.messages.length > 0
        ? this.byMessages(sql, who, ask, words, ids, position, limit)
        : this.byTickets(sql, who, ask, ids, position, limit),
      position ? { sure: [], maybe: [] } : this.meant(sql, who, query, ask),
    ]);
    const rest = found.filter((one) => one.ticketId !== numbered || lead.length === 0);
    // Nothing of the kind was written: then it may be a name, typed in haste.
    const { sure, maybe } = people;
    const persons =
      found.length > 0 || sure.length > 0 ? sure : (maybe ?? (await this.persons(sql, who, query, ask, 'only')));
    return this.page(sql, who, [...lead, ...rest], words?.query ?? null, persons, next);
  }

  private async byMessages(
    sql: Reads,
    who: Searcher,
    ask: Ask,
    words: WordsAsked | null,
    ids: string[] | null,
    position: string[] | null,
    limit: number,
  ): Promise<{ found: Found[]; next: string | null }> {
    if (position && position[0] !== 'm') throw new DomainError('bad-request');
    const sides = ids ? (await sidesUnder(sql, who.workspaceId, ids)).keys() : [];
    const walked = await walkMessages(sql, {
      ask: {
        workspaceId: who.workspaceId,
        words,
        sure: (words?.sure ?? false) || ids !== null,
        conditions: [...ask.messages, ...(ids ? [inTickets([...ids, ...sides])] : [])],
        tickets: ids ? [] : ask.tickets,
      },
      nearer: ids === null && ask.active ? inActive(who.workspaceId) : null,
      after: ask.after,
      before: ask.before,
      below: position?.[1] ?? null,
      limit,
    });
    return {
      found: walked.hits.map(({ ticketId, id, sideId }) => ({ ticketId, messageId: id, sideId: sideId ?? null })),
      next: walked.below ? writeCursor(['m', walked.below]) : null,
    };
  }

  private async byTickets(
    sql: Reads,
    who: Searcher,
    ask: Ask,
    ids: string[] | null,
    position: string[] | null,
    limit: number,
  ): Promise<{ found: Found[]; next: string | null }> {
    if (position && position[0] !== 't') throw new DomainError('bad-request');
    const span = {
      after: ask.after,
      before: ask.before,
      position: position ? ([position[1]!, position[2]!] as [string, string]) : null,
    };
    const conditions = ids ? [ofTickets(ids)] : ask.tickets;
    const rows = await newestTickets(sql, who.workspaceId, conditions, span, limit + 1);
    const last = rows.length > limit ? rows[limit - 1]! : null;
    return {
      found: rows.slice(0, limit).map((row) => ({ ticketId: row.id, messageId: null })),
      next: last ? writeCursor(['t', last.position, last.id]) : null,
    };
  }

  /** Who may be meant by a known address or number, or by words that read like a name. */
  private async persons(
    sql: Reads,
    who: Searcher,
    query: SearchQuery,
    ask: Ask,
    forgiving: boolean | 'only',
  ): Promise<FoundPerson[]> {
    const names = namesIn(query);
    const ids = [...ask.contactIds];
    if (ids.length === 0 && names.length > 0 && names.length <= 3)
      ids.push(...(await this.people.run(sql, who.workspaceId, names.join(' '), who.locale, PEOPLE, forgiving)));
    return this.people.cards(sql, who.workspaceId, [...new Set(ids)].slice(0, PEOPLE));
  }

  /**
   * Two words may be a name typed in haste: that takes as long as the messages do, and is looked for beside them.
   * `maybe`: null, where it was not looked for yet.
   */
  private async meant(sql: Reads, who: Searcher, query: SearchQuery, ask: Ask) {
    const sure = await this.persons(sql, who, query, ask, false);
    const haste = sure.length === 0 && namesIn(query).length > 1;
    return { sure, maybe: haste ? await this.persons(sql, who, query, ask, 'only') : null };
  }

  private async page(
    sql: Reads,
    { workspaceId }: Searcher,
    found: Found[],
    words: string | null,
    people: FoundPerson[],
    next: string | null,
  ): Promise<SearchPage> {
    const ticketIds = found.map((one) => one.ticketId);
    const messageIds = found.flatMap((one) => one.messageId ?? []);
    const tickets = new Map((await this.rows.run(sql, workspaceId, ticketIds)).map((row) => [row.id, row]));
    const messages = new Map(
      (messageIds.length > 0 ? await markedMessages(sql, workspaceId, messageIds, words) : []).map((row) => [
        row.id,
        row,
      ]),
    );
    const subjects = new Map(
      (words && ticketIds.length > 0 ? await markedSubjects(sql, workspaceId, ticketIds, words) : []).map((row) => [
        row.id,
        snippetOf(row.subject, row.marked),
      ]),
    );
    const items = found.flatMap(({ ticketId, messageId, sideId }): SearchHit[] => {
      const ticket = tickets.get(ticketId);
      if (!ticket) return [];
      const message = messageId ? messages.get(messageId) : null;
      const subject = subjects.get(ticketId)?.some((piece) => piece.hit) ? subjects.get(ticketId)! : null;
      if (!message) return [{ ticket, subject, message: null }];
      const { id, seq, kind, at, agentId, text, marked } = message;
      const snippet = snippetOf(text, marked ?? text);
      return [
        { ticket, subject, message: { id, seq, kind, at: at.toISOString(), agentId, sideId: sideId ?? null, snippet } },
      ];
    });
    return { items, people, next };
  }
}

/** What may be a name. */
const namesIn = (query: SearchQuery): string[] =>
  query.words.filter((word) => word.kind !== 'phrase' && !word.not).map((word) => word.text);

/** How much was asked for besides a number with its `#`. */
const others = (query: SearchQuery): number =>
  query.words.length +
  query.addresses.length +
  query.phones.length +
  query.filters.length +
  (query.before ? 1 : 0) +
  (query.after ? 1 : 0);

const writeCursor = (parts: string[]) => Buffer.from(parts.join('|')).toString('base64url');

function readCursor(cursor: string | null): string[] | null {
  if (!cursor) return null;
  const match = CURSOR.exec(Buffer.from(cursor, 'base64url').toString());
  if (!match) throw new DomainError('bad-request');
  return match[1] ? [match[1], match[2]!] : [match[3]!, match[4]!, match[5]!];
}
