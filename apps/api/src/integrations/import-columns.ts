// What a table's columns may mean, and which of them are meant, by how people and their programs call them. Pure.
import type { FieldDefinition } from '../people/fields/field-definition.js';

export const IMPORTS = ['orders', 'contacts'] as const;
export type ImportOf = (typeof IMPORTS)[number];

/** What a column can be mapped to; besides, for contacts, `field.<key>`. */
export const TARGETS = {
  orders: [
    'externalId',
    'number',
    'status',
    'amount',
    'currency',
    'placedAt',
    'url',
    'items',
    'summary',
    'customerId',
    'email',
    'phone',
    'name',
  ],
  contacts: ['customerId', 'email', 'phone', 'name', 'language', 'timeZone', 'company'],
} as const;

export const NEEDED: Record<ImportOf, readonly string[]> = {
  orders: ['externalId', 'amount', 'placedAt'],
  contacts: [],
};
/** At least one of these says whose it is. */
export const WHOSE = ['customerId', 'email', 'phone'] as const;

/** By the place of the column; null: it is left out. */
export type Mapping = (string | null)[];

/** Names as shops, CRMs and people write them, lower case, without spaces and signs; the first that fits is taken. */
const NAMES: Record<string, string> = {
  externalId:
    'externalid orderid id идентификатор idзаказа заказid номерзаказа поръчкаid ordernumber заказ order поръчка',
  number: 'number ordernumber orderno номер номерзаказа номернапоръчка №',
  status: 'status state orderstatus financialstatus статус состояние състояние',
  amount: 'amount total totalprice sum price ordertotal сумма итого стоимость цена сума общо',
  currency: 'currency currencycode валюта',
  placedAt: 'placedat createdat created orderdate date datetime purchasedate дата датазаказа создан датанапоръчка',
  url: 'url link orderurl ссылка връзка',
  items: 'items itemcount quantity qty количество товаров позиций брой артикули',
  summary: 'summary products description lineitems товары состав продукти описание',
  customerId:
    'customerid clientid userid contactid customernumber клиентid idклиента номерклиента idпокупателя клиентскиномер',
  email: 'email emailaddress mail customeremail почта электроннаяпочта имейл епоща адресэлпочты',
  phone: 'phone phonenumber tel telephone mobile телефон мобильный мобилен',
  name: 'name fullname customername customer client имя фио клиент покупатель име клиент',
  language: 'language locale lang язык език',
  timeZone: 'timezone tz часовойпояс часовазона',
  company: 'company organization organisation companyname компания организация фирма',
};

const plain = (words: string) => words.toLowerCase().replace(/[^\p{L}\p{N}№]+/gu, '');

/** Each meaning at most once; what nobody can guess is left out. */
export function guessMapping(of: ImportOf, columns: string[], fields: FieldDefinition[]): Mapping {
  const taken = new Set<string>();
  const mapping: Mapping = columns.map(() => null);
  const names = columns.map(plain);
  const take = (target: string, fits: (name: string) => boolean) => {
    if (taken.has(target)) return;
    const at = names.findIndex((name, index) => mapping[index] === null && name !== '' && fits(name));
    if (at < 0) return;
    mapping[at] = target;
    taken.add(target);
  };
  for (const target of TARGETS[of])
    for (const name of NAMES[target]!.split(' ')) take(target, (column) => column === name);
  if (of === 'contacts')
    for (const field of fields) {
      const words = [plain(field.key), plain(field.label)];
      take(`field.${field.key}`, (column) => words.includes(column) || column === `field${words[0]}`);
    }
  return mapping;
}

/** The names of what is wrong with a mapping: a meaning that does not exist, twice the same, one that is needed. */
export function mappingFaults(of: ImportOf, mapping: Mapping, columns: string[], fields: FieldDefinition[]): string[] {
  const known = new Set<string>([
    ...TARGETS[of],
    ...(of === 'contacts' ? fields.map((one) => `field.${one.key}`) : []),
  ]);
  const used = mapping.filter((one): one is string => one !== null);
  const faults = mapping.flatMap((one, index) => (one !== null && !known.has(one) ? [`mapping.${index}`] : []));
  if (mapping.length !== columns.length) faults.push('mapping');
  for (const [index, one] of mapping.entries())
    if (one !== null && mapping.indexOf(one) < index) faults.push(`mapping.${index}`);
  faults.push(...NEEDED[of].filter((one) => !used.includes(one)).map((one) => `needed.${one}`));
  if (!WHOSE.some((one) => used.includes(one))) faults.push('needed.whose');
  return faults;
}
