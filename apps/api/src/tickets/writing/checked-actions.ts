// Which actions may go along with a message: any but another message. Pure.
import { DomainError } from '../../platform/errors.js';
import { checkTicketActions, type TicketAction } from '../ticket-action.js';

/** @throws DomainError validation-failed, with the paths at fault. */
export function checkedActions(given: Record<string, unknown>[]): TicketAction[] {
  if (given.length === 0) return [];
  const replies = given.flatMap((one, index) => (one.do === 'reply' ? [`actions.${index}`] : []));
  const fields = [...checkTicketActions(given), ...replies];
  if (fields.length > 0) throw new DomainError('validation-failed', { fields });
  return given as TicketAction[];
}
