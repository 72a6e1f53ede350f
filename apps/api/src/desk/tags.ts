// Names of tags become small numbers, which tickets and reports carry.
import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../platform/database/database.js';
import type { TagView } from './tags.requests.js';
import { findTags, insertTags, listAllTags, lockTags } from './tags.store.js';

const LONGEST = 50;

@Injectable()
export class EnsureTags {
  /** The ids of these tags, made where missing, in the order given and each once. Case does not count; empty names are left out. */
  async run(tx: Tx, workspaceId: string, names: string[]): Promise<number[]> {
    const wanted = names.map(tagName).filter(Boolean);
    if (wanted.length === 0) return [];
    let tags = await findTags(tx, workspaceId, wanted);
    if (wanted.some((name) => !tags.has(name))) {
      await lockTags(tx, workspaceId);
      tags = await findTags(tx, workspaceId, wanted);
      const missing = wanted.filter((name) => !tags.has(name));
      if (missing.length > 0) {
        await insertTags(tx, workspaceId, missing);
        tags = await findTags(tx, workspaceId, wanted);
      }
    }
    return [...new Set(wanted.map((name) => tags.get(name)!))];
  }
}

@Injectable()
export class ReadTags {
  constructor(private readonly database: Database) {}

  /** By name. */
  run(workspaceId: string): Promise<TagView[]> {
    return listAllTags(this.database, workspaceId);
  }
}

/** One spelling for one tag: no doubled spaces, one normal form, at most 50 characters. */
export function tagName(name: string): string {
  return name.normalize('NFC').replace(/\s+/g, ' ').trim().slice(0, LONGEST).trim();
}
