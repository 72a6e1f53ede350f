// By what an order or a row of a list names its customer: their number in another system, a mail address, a phone. Pure.
import { knownAddress } from '../add-identity.js';

export interface NamedCustomer {
  externalId?: string | null;
  email?: string | null;
  phone?: string | null;
  name?: string | null;
  locale?: string | null;
}

export interface CustomerKey {
  kind: 'external' | 'email' | 'phone';
  address: string;
  email: string | null;
  phone: string | null;
}

export const wordOf = (key: Pick<CustomerKey, 'kind' | 'address'>) => `${key.kind} ${key.address}`;

/** In the order in which they are believed; `wrong`: what was said and is no such thing. */
export function customerKeys(
  named: NamedCustomer,
  locale: string | null,
): { keys: CustomerKey[]; wrong: ('customerId' | 'email' | 'phone')[] } {
  const keys: CustomerKey[] = [];
  const wrong: ('customerId' | 'email' | 'phone')[] = [];
  for (const [kind, said, field] of [
    ['external', named.externalId, 'customerId'],
    ['email', named.email, 'email'],
    ['phone', named.phone, 'phone'],
  ] as const) {
    if (!said?.trim()) continue;
    const known = knownAddress(kind, said, named.locale ?? locale);
    if (known && known.address.length <= 320) keys.push({ kind, ...known });
    else wrong.push(field);
  }
  return { keys, wrong };
}
