// What a saved view keeps, as SQL: among the active tickets by the queue's indexes, or back into the past. Pure.
import type { Condition, Fields } from '../../platform/conditions/condition.js';
import { conditionSql } from '../../platform/conditions/condition-sql.js';
import type { Give } from '../list-tickets.js';
import { asksFor, keepsToActive } from './saved-view.js';

export interface ViewWhere {
  /** Every ticket of it is active. */
  active: boolean;
  /** Where its tickets are looked for: a condition that an index has. */
  base: string;
  /** And what it asks of them. */
  asks: (give: Give) => string;
}

/** What is asleep is shown only to those who ask for it, and so is spam. The condition is as its looker means it. */
export function whereOf(condition: Condition, fields: Fields<never>, now: Date): ViewWhere {
  const asks = (give: Give) => conditionSql(condition, fields, give, now);
  const spam = asksFor(condition, 'spam');
  if (keepsToActive(condition) && !spam)
    return { active: true, base: asksFor(condition, 'snoozed-until') ? 't.active' : 't.awake', asks };
  const base = `t.merged_into IS NULL AND t.trashed_at IS NULL${spam ? ' AND t.side_of IS NULL' : ' AND NOT t.spam'}`;
  return { active: false, base, asks };
}
