// Takes what identifies a person out of an answer before it stands in a list: addresses, numbers of phones, cards, accounts and documents, keys in links.

/** What was taken out; each stands in the text as ⟨kind⟩, which screens say in words. */
export type Redacted = 'email' | 'phone' | 'card' | 'iban' | 'document' | 'link';
export const REDACTED: readonly Redacted[] = ['email', 'phone', 'card', 'iban', 'document', 'link'];
/** The mark of something taken out. */
export const REDACTION = /⟨(email|phone|card|iban|document|link)⟩/g;

const LINK = /\b(?:https?:\/\/|www\.)[^\s<>"'⟨⟩]+/giu;
const EMAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
const IBAN = /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b/gi;
/** Digits with what people put between them. */
const DIGITS = /(?<![\p{L}\p{N}#№])[+(]?\d(?:[ \u00a0().\-–/]{0,2}\d){5,22}(?!\p{N})/gu;
/** "passport 4510 123456", "ЕГН 8001014509": what stands after such a word is a document's number. */
const DOCUMENT =
  /((?:passport|pasport|id card|identity card|ssn|паспорт\p{L}*|снилс|инн|егн|лнч|лична карта|лк|документ\p{L}*)(?:\s*(?:no|nr|number|номер|серия|серии|№|#|:|is))*[\s:№#.]*)([\p{L}]{0,3}[ -]?\d[\d -]{4,14}\d)/giu;
const DATE = /^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}$/;

/** The text without them, and how many there were. What is doubtful is taken out: a list can do without a number, a person not. */
export function redact(text: string): { text: string; taken: number } {
  let taken = 0;
  const mark = (kind: Redacted) => {
    taken += 1;
    return `⟨${kind}⟩`;
  };
  const clean = text
    .replace(/[⟨⟩]/g, ' ')
    .replace(LINK, (link) => (hasKey(link) ? mark('link') : link))
    .replace(EMAIL, () => mark('email'))
    .replace(IBAN, (iban) => (isIban(iban) ? mark('iban') : iban))
    .replace(DOCUMENT, (_, before: string) => before + mark('document'))
    .replace(DIGITS, (digits) => ofDigits(digits, mark));
  return { text: clean, taken };
}

/** Addresses within a page are kept; what follows `?` or `#`, a long random part, or a name before `@` may open somebody's door. */
function hasKey(link: string): boolean {
  return /[?#@]/.test(link) || link.split('/').some((part) => /^(?=.*\d)(?=.*\p{L})[\p{L}\p{N}._~-]{16,}$/u.test(part));
}

function ofDigits(said: string, mark: (kind: Redacted) => string): string {
  const digits = said.replace(/\D/g, '');
  const trimmed = said.trim();
  if (DATE.test(trimmed)) return said;
  if (digits.length >= 13 && digits.length <= 19 && passesLuhn(digits)) return mark('card');
  const written = /^[+(]|^00/.test(trimmed) || /^0|^[78]/.test(digits);
  if (digits.length >= 9 && digits.length <= 15 && written) return mark('phone');
  // Ten digits together are a person's number in Bulgaria and Russia, nine or ten a passport's.
  if (digits.length >= 9 && digits.length <= 12) return mark('document');
  if (digits.length > 12) return mark('document');
  return said;
}

/** H. P. Luhn, US patent 2,950,048 (1960): what every card number passes. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  [...digits].reverse().forEach((digit, i) => {
    const value = Number(digit) * (i % 2 === 0 ? 1 : 2);
    sum += value > 9 ? value - 9 : value;
  });
  return sum % 10 === 0;
}

/** ISO 13616: moved round and read as a number, 1 remains of a division by 97. */
export function isIban(said: string): boolean {
  const iban = said.replaceAll(' ', '').toUpperCase();
  if (iban.length < 15 || iban.length > 34) return false;
  let rest = 0;
  for (const char of iban.slice(4) + iban.slice(0, 4))
    for (const digit of String(Number.parseInt(char, 36))) rest = (rest * 10 + Number(digit)) % 97;
  return rest === 1;
}
