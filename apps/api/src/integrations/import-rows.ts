// One row of somebody's table as an order or a person, or what is wrong with it. Pure.

import { plainValue } from '../people/fields/check-values.js';
import type { FieldDefinition } from '../people/fields/field-definition.js';
import { customerKeys } from '../people/orders/customer-keys.js';
import type { GivenOrder } from '../people/orders/take-orders.js';
import type { GivenContact } from '../people/take-contacts.js';
import { DomainError } from '../platform/errors.js';
import type { ImportOf, Mapping } from './import-columns.js';
import { amountOf, instantOf, languageOf } from './row-values.js';

export interface RowContext {
  of: ImportOf;
  mapping: Mapping;
  fields: FieldDefinition[];
  locale: string;
  timeZone: string;
  /** Where a table of orders does not say one. */
  currency: string;
}
/** What a column should have said, and why it does not. */
export interface RowFault {
  target: string;
  why: 'missing' | 'wrong' | 'too-long' | 'not-a-choice';
  value: string;
}
export type ReadRow = { order: GivenOrder } | { contact: GivenContact } | { faults: RowFault[] };

const LONGEST: Record<string, number> = {
  externalId: 200,
  number: 100,
  status: 60,
  amount: 60,
  currency: 20,
  placedAt: 60,
  url: 2000,
  items: 30,
  summary: 1000,
  customerId: 320,
  email: 320,
  phone: 60,
  name: 200,
  language: 60,
  timeZone: 64,
  company: 200,
};
/** Of the workspace's own fields. */
const LONGEST_OTHER = 4000;

export function readRow(cells: string[], context: RowContext): ReadRow {
  const said: Record<string, string> = {};
  for (const [index, target] of context.mapping.entries())
    if (target) said[target] = (cells[index] ?? '').replaceAll('\0', '').trim();
  const faults: RowFault[] = [];
  const wrong = (target: string, why: RowFault['why'] = 'wrong') =>
    faults.push({ target, why: said[target] ? why : 'missing', value: (said[target] ?? '').slice(0, 80) });
  for (const [target, cell] of Object.entries(said))
    if (cell.length > (LONGEST[target] ?? LONGEST_OTHER)) wrong(target, 'too-long');
  // Nothing looks for a meaning in a cell without end: that would keep everybody waiting.
  if (faults.length > 0) return { faults };
  const customer = {
    externalId: said.customerId || null,
    email: said.email || null,
    phone: said.phone || null,
    name: said.name || null,
  };
  const keys = customerKeys(customer, context.locale);
  for (const target of keys.wrong) wrong(target);
  if (keys.keys.length === 0 && keys.wrong.length === 0) wrong('email');
  const read =
    context.of === 'orders'
      ? { order: { ...orderOf(said, context, wrong), customer } }
      : { contact: { ...contactOf(said, context, wrong), customer } };
  return faults.length > 0 ? { faults } : read;
}

type Wrong = (target: string, why?: RowFault['why']) => void;

function orderOf(said: Record<string, string>, context: RowContext, wrong: Wrong): Omit<GivenOrder, 'customer'> {
  const amount = amountOf(said.amount ?? '');
  const placedAt = instantOf(said.placedAt ?? '', context.timeZone);
  const currency = (said.currency || context.currency).toUpperCase();
  const items = said.items ? Number(said.items.replace(',', '.')) : null;
  if (!said.externalId) wrong('externalId');
  if (amount === null) wrong('amount');
  if (!placedAt) wrong('placedAt');
  if (!/^[A-Z]{3}$/.test(currency)) wrong('currency');
  if (said.url && !/^https?:\/\/[^\s/]+/i.test(said.url)) wrong('url');
  if (items !== null && !(items >= 0 && items <= 1_000_000)) wrong('items');
  return {
    externalId: said.externalId ?? '',
    number: said.number || null,
    status: said.status || '—',
    amount: amount ?? 0,
    currency,
    placedAt: placedAt ?? new Date(0),
    url: said.url || null,
    items: items === null ? null : Math.round(items),
    summary: said.summary || null,
  };
}

function contactOf(said: Record<string, string>, context: RowContext, wrong: Wrong): Omit<GivenContact, 'customer'> {
  const locale = said.language ? languageOf(said.language) : null;
  if (said.language && !locale) wrong('language');
  if (said.timeZone && !isZone(said.timeZone)) wrong('timeZone');
  const values: GivenContact['fields'] = {};
  for (const field of context.fields) {
    const cell = said[`field.${field.key}`];
    if (!cell) continue;
    try {
      const value = plainValue(field, field.type === 'date' ? dayOf(cell, context.timeZone) : cell);
      if (value !== null) values[field.key] = value;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      wrong(`field.${field.key}`, error.code === 'field-not-choice' ? 'not-a-choice' : 'wrong');
    }
  }
  return { locale, timeZone: said.timeZone || null, company: said.company || null, fields: values };
}

const dayOf = (cell: string, zone: string) =>
  /^\d{4}-\d{2}-\d{2}$/.test(cell) ? cell : (instantOf(cell, 'UTC')?.toISOString().slice(0, 10) ?? `${cell} ${zone}`);

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
