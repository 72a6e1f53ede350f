// The words of the search box as one condition on vectors, for other rooms that search texts of their own.
import { Injectable } from '@nestjs/common';
import { Database, type Sql } from '../../platform/database/database.js';
import { wordsQuery } from './search.store.js';
import { parseSearch } from './search-query.js';

@Injectable()
export class FindWords {
  constructor(private readonly database: Database) {}

  /** A tsquery of the configuration `otklik`; null where nothing is left to look for. Never throws for what was typed. */
  async run(said: string, sql: Sql = this.database): Promise<string | null> {
    const { words, number, addresses } = parseSearch(said);
    const bare = addresses.map((text) => ({ kind: 'word' as const, text, not: false }));
    const counted = number?.sure ? [{ kind: 'word' as const, text: String(number.value), not: false }] : [];
    return (await wordsQuery(sql, [...words, ...bare, ...counted]))?.query ?? null;
  }
}
