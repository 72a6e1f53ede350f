// Names of skills become small numbers, which agents have, rules ask for and facts carry.
import { Injectable } from '@nestjs/common';
import { Database, type Sql, type Tx } from '../../platform/database/database.js';
import { insertSkills, listSkills } from './duty.store.js';

const LONGEST = 50;
/** A skill in a language is asked for by the language of a ticket. */
export const languageSkill = (language: string): string => `language:${language.slice(0, 2).toLowerCase()}`;

@Injectable()
export class Skills {
  constructor(private readonly database: Database) {}

  /** By name. */
  run(workspaceId: string, sql: Sql = this.database): Promise<{ id: number; name: string }[]> {
    return listSkills(sql, workspaceId);
  }

  /** The ids of these, made where missing; each once. Case does not count; empty names are left out. */
  async ensure(tx: Tx, workspaceId: string, names: string[]): Promise<number[]> {
    const wanted = [
      ...new Map(
        names
          .map(skillName)
          .filter(Boolean)
          .map((name) => [name.toLowerCase(), name]),
      ).values(),
    ];
    if (wanted.length === 0) return [];
    const find = async () => {
      const known = await listSkills(tx, workspaceId);
      const byName = new Map(known.map((skill) => [skill.name.toLowerCase(), skill.id]));
      return wanted.map((name) => byName.get(name.toLowerCase()));
    };
    let ids = await find();
    if (ids.includes(undefined)) {
      await insertSkills(tx, workspaceId, wanted);
      ids = await find();
    }
    return ids.filter((id) => id !== undefined);
  }
}

/** One spelling for one skill: no doubled spaces, one normal form, at most 50 characters. */
export function skillName(name: string): string {
  return name.normalize('NFC').replace(/\s+/g, ' ').trim().slice(0, LONGEST).trim();
}
