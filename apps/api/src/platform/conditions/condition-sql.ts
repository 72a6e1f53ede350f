// A condition as SQL: the same answer as the matcher's, in a shape that indexes understand.
import { type Condition, type Field, type Fields, instantOf, type Leaf, listOf } from './condition.js';

type Give = (value: unknown) => string;

/**
 * For a WHERE: it may be null where the answer is no. `give` takes a parameter and answers with its place (`$3`).
 * The condition has passed `checkCondition`. `now`: what `ago` and `ahead` are reckoned from.
 */
export function conditionSql(condition: Condition, fields: Fields<never>, give: Give, now: Date): string {
  return compile(condition, false, (leaf, denied) => leafSql(leaf, fields[leaf.field]!, denied, give, now));
}

/** A denial is carried down to the questions: each of them is answered by yes or no, and plain ones stay plain for the indexes. */
function compile(condition: Condition, denied: boolean, leaf: (leaf: Leaf, denied: boolean) => string): string {
  if ('not' in condition) return compile(condition.not, !denied, leaf);
  const group = 'all' in condition ? condition.all : 'any' in condition ? condition.any : null;
  if (!group) return leaf(condition as Leaf, denied);
  const every = 'all' in condition !== denied;
  if (group.length === 0) return every ? 'true' : 'false';
  return `(${group.map((one) => compile(one, denied, leaf)).join(every ? ' AND ' : ' OR ')})`;
}

const NEGATIVE = new Set(['not-in', 'lacks', 'unset']);

function leafSql(leaf: Leaf, field: Field<never>, denied: boolean, give: Give, now: Date): string {
  const no = NEGATIVE.has(leaf.op) !== denied;
  const { sql } = field;
  if (leaf.op === 'set' || leaf.op === 'unset') {
    if (field.ask) return `(${field.ask(null, give, now)}) IS ${no ? 'NOT ' : ''}TRUE`;
    const there = field.type === 'list' ? `coalesce(cardinality(${sql}), 0) > 0` : `${sql} IS NOT NULL`;
    if (field.type === 'text') return `coalesce(${sql}, '') ${no ? '=' : '<>'} ''`;
    return no ? `NOT (${there})` : there;
  }
  const yes = positiveSql(leaf, field, give, now);
  return no ? `(${yes}) IS NOT TRUE` : yes;
}

function positiveSql({ op, value }: Leaf, field: Field<never>, give: Give, now: Date): string {
  const { sql, type, within } = field;
  if (field.ask) return field.ask(listOf(value), give, now);
  if (within && (op === 'is' || op === 'in' || op === 'contains') && value !== false)
    return `(${within.sql} <> '{}' AND (${(value === true ? [true] : listOf(value))
      .map((one) => `${within.sql} @> ${give(JSON.stringify(within.document(one)))}::jsonb`)
      .join(' OR ')}))`;
  const as = field.as ?? (type === 'number' ? 'numeric' : 'text');
  if (type === 'flag') return value === true ? `(${sql}) IS TRUE` : `(${sql}) IS NOT TRUE`;
  if (type === 'instant')
    return `${sql} ${op === 'before' ? '<' : '>'} ${give(instantOf(value, now).toISOString())}::timestamptz`;
  if (type === 'text') {
    const like = listOf(value).map((one) => give(op === 'is' ? escapeLike(one) : `%${escapeLike(one)}%`));
    return `(${like.map((one) => `${sql} ILIKE ${one}`).join(' OR ')})`;
  }
  if (type === 'list') return `${sql} && ${give(listOf(value))}::${as}[]`;
  if (op === 'more' || op === 'less') return `${sql} ${op === 'more' ? '>' : '<'} ${give(value)}::${as}`;
  const values = listOf(value);
  return values.length === 1 ? `${sql} = ${give(values[0])}::${as}` : `${sql} = ANY(${give(values)}::${as}[])`;
}

const escapeLike = (value: string | number) => String(value).replace(/[\\%_]/g, '\\$&');
