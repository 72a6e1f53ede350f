// Whether a row meets a condition, without a database: the same answer as its SQL.
import { type Condition, type Field, type Fields, type FieldValue, instantOf, type Leaf, listOf } from './condition.js';

/** The condition has passed `checkCondition`. */
export function meets<Row>(condition: Condition, fields: Fields<Row>, row: Row, now: Date): boolean {
  if ('all' in condition) return condition.all.every((one) => meets(one, fields, row, now));
  if ('any' in condition) return condition.any.some((one) => meets(one, fields, row, now));
  if ('not' in condition) return !meets(condition.not, fields, row, now);
  const field = fields[condition.field]!;
  return answer(condition, field, field.of(row), now);
}

function answer<Row>(leaf: Leaf, field: Field<Row>, held: FieldValue, now: Date): boolean {
  const { op, value } = leaf;
  switch (op) {
    case 'set':
      return !isAbsent(field, held);
    case 'unset':
      return isAbsent(field, held);
    case 'in':
      return isOneOf(held, listOf(value));
    case 'not-in':
      return !isOneOf(held, listOf(value));
    case 'is':
      if (field.type === 'flag') return (held === true) === value;
      return field.type === 'text'
        ? typeof held === 'string' && fold(held) === fold(String(value))
        : isOneOf(held, listOf(value));
    case 'contains':
      return holds(held, leaf);
    case 'lacks':
      return !holds(held, leaf);
    case 'more':
      return typeof held === 'number' && held > (value as number);
    case 'less':
      return typeof held === 'number' && held < (value as number);
    case 'before':
      return held instanceof Date && held < instantOf(value, now);
    case 'after':
      return held instanceof Date && held > instantOf(value, now);
  }
}

const isAbsent = ({ type }: { type: string }, held: FieldValue) =>
  held === null || (type === 'text' && held === '') || (type === 'list' && (held as readonly unknown[]).length === 0);

const isOneOf = (held: FieldValue, values: (string | number)[]) => values.includes(held as string | number);

function holds(held: FieldValue, leaf: Leaf): boolean {
  if (Array.isArray(held)) return listOf(leaf.value).some((value) => held.includes(value));
  if (typeof held !== 'string') return false;
  const words = fold(held);
  return soughtBy(leaf).some((word) => words.includes(word));
}

/** What a question looks for, folded once, however many rows it is asked of. */
const sought = new WeakMap<Leaf, string[]>();

function soughtBy(leaf: Leaf): string[] {
  const known = sought.get(leaf) ?? listOf(leaf.value).map((value) => folding(String(value)));
  sought.set(leaf, known);
  return known;
}

const LONG = 1_000;
/** What was folded last: a condition looks through the same long words again and again. */
let last = { words: '', folded: '' };

/** Lower case letter by letter, as PostgreSQL does it: no letter becomes two (İ is i), and none looks at its neighbours. */
function fold(words: string): string {
  if (words.length < LONG) return folding(words);
  if (last.words !== words) last = { words, folded: folding(words) };
  return last.folded;
}

function folding(words: string): string {
  let folded = '';
  for (const letter of words) folded += String.fromCodePoint(letter.toLowerCase().codePointAt(0)!);
  return folded;
}
