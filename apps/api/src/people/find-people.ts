// Whom a search means: people by address, phone or user name exactly, by name as far as one remembers it.
import { Injectable } from '@nestjs/common';
import type { Sql } from '../platform/database/database.js';
import { foundPeople, idsByAddress, idsByPart, idsByPhone, idsByUsername, namesWith } from './find-people.store.js';
import { inOtherAlphabet, lexemesOf, nameWords, slipsIn, swapped } from './name-likeness.js';
import { phoneOf } from './phone-number.js';

type Reads = Pick<Sql, 'query'>;

export interface FoundPerson {
  id: string;
  name: string | null;
  /** The address they were last added with, and of which kind. */
  address: string;
  kind: string;
}

const WHOLE_ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

@Injectable()
export class FindPeople {
  /**
   * Ids of cards, likest first; empty: nobody.
   * @param forgiving false: slips of the fingers and the other alphabet are not tried; 'only': as it was typed has been tried
   * @param locale says which country a phone number without one is from
   */
  async run(
    sql: Reads,
    workspaceId: string,
    said: string,
    locale: string,
    limit: number,
    forgiving: boolean | 'only' = true,
  ): Promise<string[]> {
    if (forgiving === 'only') return this.forgivingly(sql, workspaceId, nameWords(said), limit);
    const exact = await this.exactly(sql, workspaceId, said, locale);
    if (exact.length > 0 || WHOLE_ADDRESS.test(said.trim())) return exact.slice(0, limit);
    const words = nameWords(said);
    if (words.length === 0) return [];
    const meant = await this.byName(sql, workspaceId, words, limit, forgiving);
    const part = said.trim().toLowerCase();
    const byPart = part.length >= 3 && !/\s/.test(part) ? await idsByPart(sql, workspaceId, part, limit) : [];
    return [...new Set([...meant, ...byPart])].slice(0, limit);
  }

  /** As it was typed or as it begins; failing that, with slips of the fingers, or in the other alphabet. */
  private async byName(sql: Reads, workspaceId: string, words: string[], limit: number, forgiving: boolean) {
    const found = await namesWith(
      sql,
      workspaceId,
      words.map((word) => [`${word}*`]),
    );
    return found.length > 0 || !forgiving
      ? likest(
          found,
          words.map((word) => [word]),
          limit,
        )
      : this.forgivingly(sql, workspaceId, words, limit);
  }

  private async forgivingly(sql: Reads, workspaceId: string, words: string[], limit: number): Promise<string[]> {
    if (words.length === 0) return [];
    const once = words.map((word) => [word, inOtherAlphabet(word)].filter((one) => one.length >= 3));
    const found = likest(await namesWith(sql, workspaceId, once.map(lexemes)), once, limit);
    if (found.length > 0) return found;
    const twice = words.map((word) => [word, ...swapped(word)]);
    return likest(await namesWith(sql, workspaceId, twice.map(lexemes)), twice, limit);
  }

  /** By a whole address, a phone number, or a user name that begins with @. */
  async exactly(sql: Reads, workspaceId: string, said: string, locale: string): Promise<string[]> {
    const trimmed = said.trim();
    if (WHOLE_ADDRESS.test(trimmed)) return idsByAddress(sql, workspaceId, trimmed.toLowerCase());
    if (/^@[\w.]{2,}$/.test(trimmed)) return idsByUsername(sql, workspaceId, trimmed.slice(1).toLowerCase());
    const phone = /^[+\d\s().-]{6,}$/.test(trimmed) ? phoneOf(trimmed, locale) : null;
    return phone ? idsByPhone(sql, workspaceId, phone) : [];
  }

  cards(sql: Reads, workspaceId: string, ids: string[]): Promise<FoundPerson[]> {
    return foundPeople(sql, workspaceId, ids);
  }
}

const lexemes = (spellings: string[]) => [...new Set(spellings.flatMap(lexemesOf))];

/** The index brings the candidates, letters decide; where some are spelled just so, those with slips are not meant. */
function likest(found: { id: string; name: string }[], words: string[][], limit: number): string[] {
  const names = found.flatMap(({ id, name }) => {
    const slips = slipsIn(name, words);
    return slips === null ? [] : [{ id, slips }];
  });
  const least = Math.min(...names.map((one) => one.slips));
  return names
    .filter((one) => one.slips === least)
    .map((one) => one.id)
    .sort()
    .reverse()
    .slice(0, limit);
}
