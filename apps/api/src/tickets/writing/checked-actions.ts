// Which actions may go along with a message: any but another message. Pure.
import { DomainError } from '../../platform/errors.js';
import type { StoredAction } from '../message.store.js';

const KINDS = new Set(['assign', 'state', 'priority', 'add-tags', 'remove-tags', 'snooze', 'spam', 'note']);

/** @throws DomainError validation-failed. */
export function checkedActions(given: Record<string, unknown>[]): StoredAction[] {
  if (!given.every((one) => typeof one.do === 'string' && KINDS.has(one.do)))
    throw new DomainError('validation-failed', { fields: ['actions'] });
  return given as StoredAction[];
}
