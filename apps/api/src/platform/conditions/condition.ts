// A condition in words that a screen can build and a machine can check: what it may ask, and of which fields.

export const OPS = [
  'in',
  'not-in',
  'contains',
  'lacks',
  'more',
  'less',
  'before',
  'after',
  'set',
  'unset',
  'is',
] as const;
export type Op = (typeof OPS)[number];

/** `ago`, `ahead`: seconds before or after the moment at which it is asked. */
export type Value = string | number | boolean | (string | number)[] | { ago: number } | { ahead: number };

/** One question. `set` and `unset` take no value; the others need one. */
export interface Leaf {
  field: string;
  op: Op;
  value?: Value;
}
export type Condition = { all: Condition[] } | { any: Condition[] } | { not: Condition } | Leaf;

/** What a row may hold. Absent (null) is in no list, contains nothing, is neither more nor before; a flag that is absent is false. */
export type FieldValue = string | number | boolean | Date | readonly (string | number)[] | null;

export const FIELD_TYPES_OF_CONDITIONS = ['choice', 'list', 'number', 'text', 'instant', 'flag'] as const;
export type FieldType = (typeof FIELD_TYPES_OF_CONDITIONS)[number];

/** What may be asked of a field. */
export interface FieldRule {
  /** choice: one of some words or ids. list: several of them. text: words, compared without regard to case. */
  type: FieldType;
  /** Which values may be asked for: all of them, or what each looks like. Compared as text. */
  values?: RegExp | readonly string[];
  /** The SQL type of one value, where it is not the usual one (text; numeric for numbers). */
  as?: 'uuid' | 'int' | 'smallint' | 'bigint';
}
/** And where its answer is found. */
export interface Field<Row> extends FieldRule {
  /** The expression on a row, as SQL; never made of what a person typed. */
  sql: string;
  of: (row: Row) => FieldValue;
  /** Of lists that no column holds: whether it has one of these values, or (null) any, as SQL. */
  ask?: (values: (string | number)[] | null, give: (value: unknown) => string, now: Date) => string;
  /** Where the value stands inside a jsonb column: what a document with it contains, so that the column's index finds it. */
  within?: { sql: string; document: (value: string | number | boolean) => unknown };
}
export type FieldRules = Record<string, FieldRule>;
export type Fields<Row> = Record<string, Field<Row>>;

/** What can be asked of each type of field. */
export const OPS_OF: Record<FieldType, readonly Op[]> = {
  choice: ['in', 'not-in', 'is', 'set', 'unset'],
  list: ['contains', 'lacks', 'set', 'unset'],
  number: ['is', 'more', 'less', 'in', 'not-in', 'set', 'unset'],
  text: ['contains', 'lacks', 'is', 'set', 'unset'],
  instant: ['before', 'after', 'set', 'unset'],
  flag: ['is'],
};

/** `words`, `letters`: looked for in texts by the whole condition, for every row that is asked is read through for each of them. */
export const LONGEST_CONDITION = { depth: 4, leaves: 50, values: 200, text: 500, words: 500, letters: 20_000 } as const;
const LARGEST = 1e15;
const WHOLE = { smallint: 2 ** 15 - 1, int: 2 ** 31 - 1, bigint: LARGEST, uuid: 0 };
const LONGEST_SECONDS = 100 * 366 * 24 * 3600;

/** The paths at fault, e.g. `all.0.value`; the root itself is ``condition``. Empty: it may be asked. */
export function checkCondition(condition: unknown, fields: FieldRules): string[] {
  const faults: string[] = [];
  let leaves = 0;
  const sought = { words: 0, letters: 0 };
  const tooMuch = (leaf: Record<string, unknown>): boolean => {
    if (fields[String(leaf.field)]?.type !== 'text' || leaf.value === undefined) return false;
    for (const word of listOf(leaf.value as Value)) {
      sought.words += 1;
      sought.letters += String(word).length;
    }
    return sought.words > LONGEST_CONDITION.words || sought.letters > LONGEST_CONDITION.letters;
  };
  const walk = (node: unknown, path: string, depth: number): void => {
    if (typeof node !== 'object' || node === null || Array.isArray(node)) {
      faults.push(path || 'condition');
      return;
    }
    const keys = Object.keys(node);
    const group = node as { all?: unknown; any?: unknown; not?: unknown };
    const kind = (['all', 'any', 'not'] as const).find((one) => keys.length === 1 && keys[0] === one);
    if (!kind) {
      leaves += 1;
      if (leaves > LONGEST_CONDITION.leaves) faults.push(path || 'condition');
      else {
        const wrong = checkLeaf(node as Record<string, unknown>, fields);
        const parts = wrong.length === 0 && tooMuch(node as Record<string, unknown>) ? ['value'] : wrong;
        faults.push(...parts.map((part) => join(path, part)));
      }
      return;
    }
    const inner = kind === 'not' ? [group.not] : group[kind];
    // Any of nothing is never met: nobody means that. All of nothing is met by everything, at the top alone.
    if (!Array.isArray(inner) || depth > LONGEST_CONDITION.depth || (inner.length === 0 && path + kind !== 'all')) {
      faults.push(join(path, kind));
      return;
    }
    // No more is looked at than a good condition could have, so that a huge one costs nothing.
    for (const [index, one] of inner.entries()) {
      if (faults.length > LONGEST_CONDITION.leaves) return;
      walk(one, kind === 'not' ? join(path, 'not') : join(path, `${kind}.${index}`), depth + 1);
    }
  };
  walk(condition, '', 1);
  return [...new Set(faults)];
}

const join = (path: string, part: string) => (path === '' ? part : part === '' ? path : `${path}.${part}`);

function checkLeaf(leaf: Record<string, unknown>, fields: FieldRules): string[] {
  const { field: name, op, value } = leaf;
  const unknown = Object.keys(leaf).filter((key) => !['field', 'op', 'value'].includes(key));
  if (unknown.length > 0) return unknown.slice(0, 3);
  if (typeof name !== 'string' || !Object.hasOwn(fields, name)) return ['field'];
  const field = fields[name]!;
  if (!(OPS_OF[field.type] as readonly unknown[]).includes(op)) return ['op'];
  return goodValue(field, op as Op, value) ? [] : ['value'];
}

function goodValue(field: FieldRule, op: Op, value: unknown): boolean {
  if (op === 'set' || op === 'unset') return value === undefined;
  const one = (each: unknown) => goodOne(field, each);
  const some = (list: unknown): list is unknown[] =>
    Array.isArray(list) && list.length > 0 && list.length <= LONGEST_CONDITION.values && list.every(one);
  if (op === 'in' || op === 'not-in') return some(value);
  if (field.type === 'list' || (field.type === 'text' && op !== 'is')) return some(value) || one(value);
  if (field.type === 'flag') return typeof value === 'boolean';
  if (field.type === 'instant') return goodInstant(value);
  return one(value);
}

function goodOne(field: FieldRule, value: unknown): boolean {
  if (field.type === 'number') {
    if (typeof value !== 'number' || !(Math.abs(value) <= (field.as ? WHOLE[field.as] : LARGEST))) return false;
    if (field.as && !Number.isInteger(value)) return false;
  } else if (field.type === 'text') {
    if (typeof value !== 'string' || value === '' || value.length > LONGEST_CONDITION.text) return false;
    if (value.includes('\0')) return false;
  } else if (field.as && field.as !== 'uuid') {
    if (!Number.isInteger(value) || Math.abs(value as number) > WHOLE[field.as]) return false;
  } else if (typeof value !== 'string' || value.length > LONGEST_CONDITION.text || value.includes('\0')) return false;
  const { values } = field;
  if (!values) return true;
  return values instanceof RegExp ? values.test(String(value)) : values.includes(String(value));
}

const INSTANT = /^[12]\d{3}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:?\d{2}))?$/;

function goodInstant(value: unknown): boolean {
  if (typeof value === 'string') return INSTANT.test(value) && !Number.isNaN(Date.parse(value));
  if (typeof value !== 'object' || value === null) return false;
  const [[key, seconds] = [], ...more] = Object.entries(value);
  return (
    more.length === 0 &&
    (key === 'ago' || key === 'ahead') &&
    Number.isInteger(seconds) &&
    (seconds as number) >= 0 &&
    (seconds as number) <= LONGEST_SECONDS
  );
}

/** The instant that is meant, asked at `now`. */
export function instantOf(value: Value | undefined, now: Date): Date {
  if (typeof value === 'object' && !Array.isArray(value))
    return new Date(now.getTime() + ('ago' in value ? -value.ago : value.ahead) * 1000);
  return new Date(String(value));
}

/** One value or several, as several. */
export const listOf = (value: Value | undefined): (string | number)[] =>
  Array.isArray(value) ? value : [value as string | number];

/** Every question in it, in order. */
export function leavesOf(condition: Condition): Leaf[] {
  if ('all' in condition) return condition.all.flatMap(leavesOf);
  if ('any' in condition) return condition.any.flatMap(leavesOf);
  return 'not' in condition ? leavesOf(condition.not) : [condition];
}
