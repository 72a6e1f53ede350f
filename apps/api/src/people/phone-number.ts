// Before two people are taken for one: every way to write a phone number becomes the one way it is compared in (E.164).
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js';

/** Where a number without its country code is most likely from, by the language of whoever gave it. */
const COUNTRY: Record<string, CountryCode> = { ru: 'RU', bg: 'BG', uk: 'UA', be: 'BY', kk: 'KZ' };

/** E.164 (`+359888123456`), or null for what is no possible number. Channels leave the plus out; people leave the country out. */
export function phoneOf(said: string | null | undefined, locale: string | null = null): string | null {
  const trimmed = said?.trim().slice(0, 40) ?? '';
  if (!/\d/.test(trimmed)) return null;
  const international = trimmed.startsWith('+') ? trimmed : `+${trimmed.replace(/^00/, '')}`;
  const number = parsePhoneNumberFromString(international);
  if (number?.isValid()) return number.number;
  const country = COUNTRY[locale?.slice(0, 2).toLowerCase() ?? ''];
  const local = country && parsePhoneNumberFromString(trimmed, country);
  return local?.isValid() ? local.number : null;
}
