// What a workspace wants to know besides what everybody does: fields of its own on tickets, people and companies. Pure.

export const FIELD_OWNERS = ['ticket', 'contact', 'company'] as const;
export type FieldOwner = (typeof FIELD_OWNERS)[number];
export const FIELD_TYPES = ['text', 'number', 'date', 'choice', 'multi-choice', 'flag', 'url'] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

/** `id` is what is stored and asked for; the label may be reworded at any time. */
export interface FieldChoice {
  id: string;
  label: string;
}

export interface FieldDefinition {
  id: string;
  of: FieldOwner;
  /** The name in the API and in conditions (`field.<key>`): small latin letters, digits, `_`; never changes. */
  key: string;
  label: string;
  type: FieldType;
  /** Of tickets: nobody solves one without it. */
  required: boolean;
  choices: FieldChoice[];
  /** Of numbers: the least and the largest. `max` of texts: how many characters. */
  min: number | null;
  max: number | null;
  /** Of texts: what they look like: 9 a digit, A a letter, * either, anything else itself. */
  pattern: string | null;
  place: number;
  archived: boolean;
}

/** text, url: a string. date: YYYY-MM-DD. choice: its id. multi-choice: ids, in the order of the choices. */
export type FieldValueStored = string | number | boolean | string[];
export type FieldValues = Record<string, FieldValueStored>;

export const LIMITS = { definitions: 100, choices: 200, text: 2000, pattern: 100 } as const;

const CYRILLIC: Record<string, string> = Object.fromEntries(
  'а-a б-b в-v г-g д-d е-e ё-e ж-zh з-z и-i й-y к-k л-l м-m н-n о-o п-p р-r с-s т-t у-u ф-f х-h ц-ts ч-ch ш-sh щ-sht ъ-a ы-y ь- э-e ю-yu я-ya'
    .split(' ')
    .map((pair) => pair.split('-') as [string, string]),
);

/** A key made of words a person typed, e.g. `Тип клиента` → `tip_klienta`; with a number when it is taken. */
export function keyFrom(label: string, taken: ReadonlySet<string>): string {
  const plain = [...label.toLowerCase().normalize('NFC')]
    .map((letter) => CYRILLIC[letter] ?? letter)
    .join('')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 40);
  const base = plain === '' ? 'field' : /^[a-z]/.test(plain) ? plain : `f_${plain}`.slice(0, 40);
  if (!taken.has(base)) return base;
  for (let number = 2; ; number++) {
    const next = `${base.slice(0, 36)}_${number}`;
    if (!taken.has(next)) return next;
  }
}

/** Choices as they are kept: each with an id of its own, made of its label where it has none yet. */
export function settleChoices(given: { id?: string | null; label: string }[]): FieldChoice[] {
  const taken = new Set(given.flatMap((one) => (one.id ? [one.id] : [])));
  return given.map(({ id, label }) => {
    const own = id || keyFrom(label, taken);
    taken.add(own);
    return { id: own, label: label.trim() };
  });
}
