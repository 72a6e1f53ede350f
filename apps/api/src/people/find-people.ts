// Whom a search means: people by address, phone or user name exactly, by name as far as one remembers it.
import { Injectable } from '@nestjs/common';
import type { Sql } from '../platform/database/database.js';
import { foundPeople, idsByAddress, idsByPart, idsByPhone, idsByUsername, namesLike } from './find-people.store.js';
import { otherSpellings, plainName, slipsIn } from './name-likeness.js';
import { phoneOf } from './phone-number.js';

type Reads = Pick<Sql, 'query'>;

export interface FoundPerson {
  id: string;
  name: string | null;
  /** The address they were last added with, and of which kind. */
  address: string;
  kind: string;
}

/** So many names are alike for one that is meant. */
const CANDIDATES = 3;
const WHOLE_ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

@Injectable()
export class FindPeople {
  /**
   * Ids of cards, likest first; empty: nobody. `pg_trgm.word_similarity_threshold` of the connection says how much may be
   * mistyped.
   * @param forgiving false: letters changed about and the other alphabet are not tried, which takes longest; 'only': as it was
   *   typed has been tried
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

  /** As it was typed; failing that, with letters changed about, or in the other alphabet. */
  private async byName(sql: Reads, workspaceId: string, words: string[], limit: number, forgiving: boolean) {
    const plainly = words.map((word) => [word]);
    const found = await this.bySpelling(sql, workspaceId, plainly, limit);
    return found.length > 0 || !forgiving ? found : this.forgivingly(sql, workspaceId, words, limit);
  }

  private async forgivingly(sql: Reads, workspaceId: string, words: string[], limit: number): Promise<string[]> {
    if (words.length === 0) return [];
    const spelled = words.map((word) => [word, ...otherSpellings(word)]);
    return this.bySpelling(sql, workspaceId, spelled, limit * CANDIDATES);
  }

  /** Trigrams bring the candidates, letters decide; where some are spelled just so, those with slips are not meant. */
  private async bySpelling(sql: Reads, workspaceId: string, words: string[][], limit: number): Promise<string[]> {
    const names = (await namesLike(sql, workspaceId, words, limit * CANDIDATES)).flatMap(({ id, name }) => {
      const slips = slipsIn(name, words);
      return slips === null ? [] : [{ id, slips }];
    });
    const least = Math.min(...names.map((one) => one.slips));
    return names.filter((one) => one.slips === least).map((one) => one.id);
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

/** What of a question may be a name: up to three words of three letters or more. */
function nameWords(said: string): string[] {
  return (plainName(said).match(/[\p{L}\p{M}'’-]{3,40}/gu) ?? []).slice(0, 3);
}
