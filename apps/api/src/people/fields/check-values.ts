// What may stand in a field: values are made plain (`"12"` of a number is 12) or refused with the field's own name. Pure.
import { DomainError } from '../../platform/errors.js';
import { type FieldDefinition, type FieldValueStored, type FieldValues, LIMITS } from './field-definition.js';

/**
 * The values after a change. Null, an empty text or an empty list takes a value away; what is not named stays.
 * @throws DomainError field-…, naming the field by its label
 */
export function changeValues(
  definitions: FieldDefinition[],
  before: FieldValues,
  given: Record<string, unknown>,
): { values: FieldValues; changed: FieldDefinition[] } {
  const values = { ...before };
  const changed: FieldDefinition[] = [];
  for (const [key, said] of Object.entries(given)) {
    const definition = definitions.find((one) => one.key === key && !one.archived);
    if (!definition) throw new DomainError('field-unknown', { field: key.slice(0, 60), fields: [`fields.${key}`] });
    const value = plainValue(definition, said);
    if (JSON.stringify(values[key] ?? null) === JSON.stringify(value)) continue;
    if (value === null) delete values[key];
    else values[key] = value;
    changed.push(definition);
  }
  return { values, changed };
}

/** What stops a ticket from being solved: its required fields that are empty, in their order. */
export const missingValues = (definitions: FieldDefinition[], values: FieldValues): FieldDefinition[] =>
  definitions.filter((one) => one.required && !one.archived && values[one.key] === undefined);

/** @throws DomainError field-… */
export function plainValue(definition: FieldDefinition, said: unknown): FieldValueStored | null {
  if (said === null || said === undefined || said === '' || (Array.isArray(said) && said.length === 0)) return null;
  if (typeof said === 'string' && said.trim() === '') return null;
  const { label } = definition;
  const refuse = (code: Code, params: Record<string, string | number> = {}) =>
    new DomainError(code, { label, fields: [`fields.${definition.key}`], ...params });
  switch (definition.type) {
    case 'number':
      return numberOf(definition, said, refuse);
    case 'date':
      if (typeof said !== 'string' || !isDay(said.trim())) throw refuse('field-not-date');
      return said.trim();
    case 'flag': {
      const flag = flagOf(said);
      if (flag === null) throw refuse('field-not-flag');
      return flag;
    }
    case 'choice':
      return choiceOf(definition, said, refuse);
    case 'multi-choice': {
      const ids = (Array.isArray(said) ? said : String(said).split(/[;,]/)).map((one) =>
        choiceOf(definition, typeof one === 'string' ? one.trim() : one, refuse),
      );
      return definition.choices.map((one) => one.id).filter((id) => ids.includes(id));
    }
    default:
      return textOf(definition, said, refuse);
  }
}

type Code =
  | 'field-not-number'
  | 'field-not-date'
  | 'field-not-choice'
  | 'field-not-flag'
  | 'field-not-text'
  | 'field-not-url'
  | 'field-too-long'
  | 'field-too-small'
  | 'field-too-large'
  | 'field-pattern';
type Refuse = (code: Code, params?: Record<string, string | number>) => DomainError;

function numberOf({ min, max }: FieldDefinition, said: unknown, refuse: Refuse): number {
  const number = typeof said === 'string' ? Number(said.trim().replace(',', '.').replace(/\s/g, '')) : said;
  if (typeof number !== 'number' || !Number.isFinite(number) || Math.abs(number) > 1e15)
    throw refuse('field-not-number');
  if (min !== null && number < min) throw refuse('field-too-small', { min });
  if (max !== null && number > max) throw refuse('field-too-large', { max });
  return number;
}

/** By its id, or by its label as people write it. */
function choiceOf({ choices }: FieldDefinition, said: unknown, refuse: Refuse): string {
  const words = String(said).trim().toLowerCase();
  const found =
    choices.find((one) => one.id === said) ?? choices.find((one) => one.label.trim().toLowerCase() === words);
  if (!found || typeof said === 'object') throw refuse('field-not-choice', { value: String(said).slice(0, 60) });
  return found.id;
}

function textOf(definition: FieldDefinition, said: unknown, refuse: Refuse): string {
  if (typeof said !== 'string' && typeof said !== 'number') throw refuse('field-not-text');
  const text = String(said).trim();
  if (text.includes('\0')) throw refuse('field-not-text');
  const max = Math.min(definition.max ?? LIMITS.text, LIMITS.text);
  if (text.length > max) throw refuse('field-too-long', { max });
  if (definition.type === 'url' && !/^https?:\/\/[^\s/]+/i.test(text)) throw refuse('field-not-url');
  if (definition.pattern && !looksLike(text, definition.pattern))
    throw refuse('field-pattern', { pattern: definition.pattern });
  return text;
}

/** 9 a digit, A a letter, * either; anything else is itself. In one pass: no pattern can keep the desk busy. */
export function looksLike(text: string, pattern: string): boolean {
  const letters = [...text];
  const marks = [...pattern];
  return (
    letters.length === marks.length &&
    marks.every((mark, index) => {
      const letter = letters[index]!;
      if (mark === '9') return /\p{Nd}/u.test(letter);
      if (mark === 'A') return /\p{L}/u.test(letter);
      return mark === '*' ? /[\p{L}\p{Nd}]/u.test(letter) : mark === letter;
    })
  );
}

function isDay(said: string): boolean {
  // PostgreSQL knows no year 0: one such value would fail every question about its field.
  if (!/^\d{4}-\d{2}-\d{2}$/.test(said) || said.startsWith('0000')) return false;
  const day = new Date(`${said}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === said;
}

const YES = new Set(['true', 'yes', '1', 'да', 'y']);
const NO = new Set(['false', 'no', '0', 'нет', 'не', 'n']);
function flagOf(said: unknown): boolean | null {
  if (typeof said === 'boolean') return said;
  const words = String(said).trim().toLowerCase();
  return YES.has(words) ? true : NO.has(words) ? false : null;
}
