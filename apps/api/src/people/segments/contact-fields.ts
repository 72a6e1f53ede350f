// What may be asked of a person in a segment, by name, as SQL on `contact c`.
import type { Field, Fields } from '../../platform/conditions/condition.js';
import { fieldConditions } from '../fields/field-conditions.js';
import type { FieldDefinition } from '../fields/field-definition.js';

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** Segments are asked of the database alone: no row is ever held against them in memory. */
const bySql = () => null;
const ask = (field: Omit<Field<never>, 'of'>): Field<never> => ({ ...field, of: bySql });

const MINE = 'i.workspace_id = c.workspace_id AND i.contact_id = c.id';
const orders = (what: string, more = '') =>
  `(SELECT ${what} FROM identity i JOIN customer_order o ON o.workspace_id = i.workspace_id AND o.identity_id = i.id
    WHERE ${MINE}${more})`;

const ALWAYS: Fields<never> = {
  name: ask({ type: 'text', sql: 'c.name' }),
  language: ask({ type: 'choice', sql: `split_part(c.locale, '-', 1)`, values: /^[a-z]{2,3}$/ }),
  company: ask({ type: 'choice', as: 'uuid', sql: 'c.company_id', values: ID }),
  channel: ask({
    type: 'list',
    sql: `(SELECT array_agg(i.kind) FROM identity i WHERE ${MINE})`,
    values: /^[a-z][a-z0-9-]{0,39}$/,
  }),
  email: ask({ type: 'text', sql: `(SELECT string_agg(i.email, ' ') FROM identity i WHERE ${MINE})` }),
  since: ask({ type: 'instant', sql: 'c.created_at' }),
  'last-seen': ask({ type: 'instant', sql: 'c.last_seen_at' }),
  blocked: ask({ type: 'flag', sql: 'c.blocked_at IS NOT NULL' }),
  'opted-out': ask({ type: 'flag', sql: 'c.survey_opt_out_at IS NOT NULL' }),
  orders: ask({ type: 'number', as: 'bigint', sql: orders('count(*)') }),
  'last-order': ask({ type: 'instant', sql: orders('max(o.placed_at)') }),
};

/** `currencies`: of the workspace's orders, three letters each: money of two currencies is no sum. */
export function contactFields(definitions: FieldDefinition[], currencies: string[]): Fields<never> {
  const spent = currencies
    .filter((currency) => /^[A-Z]{3}$/.test(currency))
    .map((currency): [string, Field<never>] => [
      `spent.${currency}`,
      ask({ type: 'number', sql: orders('coalesce(sum(o.amount), 0)', ` AND o.currency = '${currency}'`) }),
    ]);
  return { ...ALWAYS, ...Object.fromEntries(spent), ...fieldConditions<never>(definitions, 'c.fields', () => ({})) };
}
