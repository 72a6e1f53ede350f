// What rules of one workspace may ask: the fields of its tickets, and those of what happened.
import { Injectable } from '@nestjs/common';
import { type Condition, type Fields, leavesOf, OPS_OF } from '../platform/conditions/condition.js';
import { ReadTicketFields } from '../tickets/read-ticket-fields.js';
import { OfferFields } from '../tickets/views/offer-fields.js';
import type { TicketFieldView } from '../tickets/views/views.requests.js';
import { OWN_FIELDS, type RuleSubject, ruleFields } from './rule-subject.js';

/** Whom a view shows depends on who looks; a rule looks for nobody. */
const OF_WHO_LOOKS = new Set(['me', 'mine']);
/** The values of these are those of the field behind the dot. */
const SAME_VALUES = ['state', 'priority', 'assignee', 'team'];

@Injectable()
export class ReadRuleFields {
  constructor(
    private readonly tickets: ReadTicketFields,
    private readonly offers: OfferFields,
  ) {}

  async run(workspaceId: string): Promise<Fields<RuleSubject>> {
    return ruleFields(await this.tickets.run(workspaceId));
  }

  /** For the condition builder: what can be asked, and which values there are to choose from. */
  async offer(workspaceId: string): Promise<TicketFieldView[]> {
    const offered = (await this.offers.run(workspaceId)).map((field) => ({
      ...field,
      values: field.values?.filter(({ value }) => !OF_WHO_LOOKS.has(value)) ?? null,
    }));
    const own = Object.entries(OWN_FIELDS).map(([name, field]): TicketFieldView => {
      const behind = SAME_VALUES.find((each) => name === `previous.${each}`);
      const known = offered.find((each) => each.name === behind)?.values ?? null;
      const words = Array.isArray(field.values) ? field.values.map((value: string) => ({ value, label: null })) : null;
      const numeric = field.type === 'number';
      return { name, label: null, type: field.type, ops: [...OPS_OF[field.type]], numeric, values: known ?? words };
    });
    return [...offered, ...own];
  }
}

/** A field it asks about is not there any more: nobody can say whether it is met. */
export const asksOfGone = (condition: Condition, fields: Fields<never>): boolean =>
  leavesOf(condition).some((leaf) => !Object.hasOwn(fields, leaf.field));
