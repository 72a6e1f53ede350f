// Whether a time zone exists, asked wherever one is set; and where somebody most likely is, while nobody has said.
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { IANAZone } from 'luxon';
import { DomainError } from '../platform/errors.js';

/** @throws DomainError time-zone-unknown */
export function checkTimeZone(timeZone: string): void {
  if (!IANAZone.isValidZone(timeZone)) throw new DomainError('time-zone-unknown', { timeZone });
}

/** Countries that speak for themselves: a language that is at home in one country with one clock. */
const HOME: Record<string, string> = { bg: 'BG', uk: 'UA', be: 'BY', pl: 'PL', cs: 'CZ', el: 'GR', ro: 'RO', tr: 'TR' };

/** By the country of a phone number, else of the language; null where a country has several clocks: a guess is no dice. */
export function guessTimeZone(locale: string | null, identities: { phone: string | null }[]): string | null {
  const phones = identities.flatMap((one) => (one.phone ? [parsePhoneNumberFromString(one.phone)?.country] : []));
  const country = phones.find(Boolean) ?? regionOf(locale) ?? HOME[locale?.slice(0, 2).toLowerCase() ?? ''];
  const zones = country ? zonesOf(country) : [];
  return zones.length === 1 ? zones[0]! : null;
}

const regionOf = (locale: string | null) => /^[a-z]{2,3}[-_]([A-Z]{2})\b/.exec(locale ?? '')?.[1] ?? null;

function zonesOf(country: string): string[] {
  const known = new Intl.Locale(`und-${country}`) as Intl.Locale & { timeZones?: string[]; getTimeZones?(): string[] };
  return known.timeZones ?? known.getTimeZones?.() ?? [];
}
