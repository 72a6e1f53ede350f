// Who may be the same person: another card with an equal e-mail or phone number, unless an agent has said that it is not.
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import type { MergeSuggestion, ShortCard } from './contacts.requests.js';
import { livingId } from './contacts.store.js';
import { alikeCards, cardsLike, keepApart, shortCards } from './merges.store.js';

const AT_MOST = 20;

@Injectable()
export class SuggestMerges {
  constructor(private readonly database: Database) {}

  async run(workspaceId: string, contactId: string): Promise<MergeSuggestion[]> {
    const id = await livingId(this.database, workspaceId, contactId);
    const alike = await alikeCards(this.database, workspaceId, id, AT_MOST);
    const cards = await shortCards(this.database, workspaceId, [...new Set(alike.map((one) => one.contactId))]);
    return cards.map((card) => {
      const { by, value } = alike.find((one) => one.contactId === card.id)!;
      return { contact: card as ShortCard, by, value };
    });
  }

  /** They are two people: not suggested again. @throws DomainError not-found. */
  async dismiss(workspaceId: string, contactId: string, otherId: string): Promise<void> {
    if (contactId === otherId || !(await keepApart(this.database, workspaceId, contactId, otherId)))
      throw new DomainError('not-found');
  }

  /** Living cards by words of their name or address: whom to merge with. */
  async search(workspaceId: string, words: string, limit: number): Promise<ShortCard[]> {
    const like = `%${words.trim().replace(/[\\%_]/g, '\\$&')}%`;
    const ids = await cardsLike(this.database, workspaceId, like, limit);
    return (await shortCards(this.database, workspaceId, ids)) as ShortCard[];
  }
}
