// From a mould to one more ticket: other people, other times, other numbers; everything else as it was lived. Bytes, not text:
// a million tickets are twenty gigabytes, and joining strings would take longer than the database does.
import { bucketOf } from '@otklik/survey';
import { businessSeconds, type Hours } from '../../../desk/business-time.js';
import type { Locale } from '../../../platform/words/words.js';
import type { Chance } from '../chance.js';
import { addressOf, WORDS } from '../demo-voices.js';
import type { OrderCaster } from './cast-orders.js';
import type { Cut, Mould } from './mould.js';
import { makePerson, type Person } from './names.js';

/** In which list of a mould the ids of the customer stand: they come first. */
const CONTACT = 0;
const IDENTITY = 1;
const KNOWN_PEOPLE = 5000;
const COMES_AGAIN = 0.4;
/** Of `contact` and `identity`, the two lines of a person. */
const PERSON_TABLES = 2;

/** Which table a row is for, and how long after the opening its own id was made, ms. */
export interface Home {
  table: number;
  made: number;
}

/** A mould whose pieces are bytes already. */
export interface PressedCut {
  pieces: Buffer[];
  holes: Cut['holes'];
}
export type PressedMould = Omit<Mould, 'person' | 'rows'> & { person: PressedCut[]; rows: PressedCut[] };

export function press(mould: Mould): PressedMould {
  const cut = ({ pieces, holes }: Cut): PressedCut => ({ pieces: pieces.map((piece) => Buffer.from(piece)), holes });
  return { ...mould, person: mould.person.map(cut), rows: mould.rows.map(cut) };
}

/** What one table gets, written one after the other. */
export class Sheet {
  private space = Buffer.allocUnsafe(1 << 16);
  private length = 0;

  bytes(piece: Buffer): void {
    this.room(piece.length);
    this.space.set(piece, this.length);
    this.length += piece.length;
  }

  /** Nothing but ASCII. */
  plain(text: string): void {
    this.room(text.length);
    this.length += this.space.write(text, this.length, 'latin1');
  }

  words(text: string): void {
    this.room(text.length * 3);
    this.length += this.space.write(text, this.length);
  }

  /** What was written; the sheet is empty again. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = new Uint8Array(this.length);
    taken.set(this.space.subarray(0, this.length));
    this.length = 0;
    return taken;
  }

  private room(bytes: number): void {
    if (this.length + bytes <= this.space.length) return;
    const wider = Buffer.allocUnsafe(Math.max(this.space.length * 2, this.length + bytes));
    wider.set(this.space.subarray(0, this.length));
    this.space = wider;
  }
}

interface Known extends Person {
  contactId: string;
  identityId: string;
}

export class Caster {
  private readonly known = new Map<Locale, Known[]>();
  private made = 0;

  /**
   * @param hours of the workspace, by which its business time is reckoned; @param run makes the ids of this run its own
   * @param shop gives new people their orders, into a table of that number
   */
  constructor(
    private readonly chance: Chance,
    private readonly hours: Hours | null,
    private readonly run: string,
    private nextNumber: number,
    private readonly shop: { orders: OrderCaster; table: number } | null = null,
  ) {}

  /**
   * Adds the lines of one more ticket, `shift` ms from the lived one, to what each table gets: [contact, identity, …the mould's rows].
   * @param sheetOf the sheet of a table for an id made at that instant
   * @param product that the orders it speaks of were of, in ASCII; empty: none is named
   */
  cast(
    mould: PressedMould,
    homes: Home[],
    shift: number,
    sheetOf: (table: number, made: number) => Sheet,
    product = '',
  ): void {
    const opened = mould.openedAt + shift;
    const ids = mould.ids.map((offset) => this.id(opened + offset));
    const guest = this.guest(mould, ids);
    const instants = mould.instants.map((offset) => new Date(opened + offset).toISOString());
    const spans = mould.spans.map(({ from, to }) =>
      this.hours === null ? 0 : businessSeconds(this.hours, new Date(instants[from]!), new Date(instants[to]!)),
    );
    const orders = Array.from(
      { length: mould.orders },
      () => `${10_000 + Math.floor(this.chance.next() * 990_000)}${product && ` (${product})`}`,
    );
    const number = String(this.nextNumber++);
    const key = `many-${this.run}-${number}`;
    const hello = WORDS[mould.language].hello.replace('{name}', guest.person.first);
    const lists = {
      id: ids,
      at: instants,
      business: spans.map(String),
      bucket: spans.map((s) => String(bucketOf(s))),
      order: orders,
    };
    const words = { number, key, name: guest.person.name, hello, address: guest.person.address };
    const write = (sheet: Sheet, { pieces, holes }: PressedCut) => {
      sheet.bytes(pieces[0]!);
      for (let i = 0; i < holes.length; i += 1) {
        const hole = holes[i]!;
        if ('of' in hole) sheet.plain(lists[hole.is][hole.of]!);
        else if (hole.is === 'number' || hole.is === 'key') sheet.plain(words[hole.is]);
        else sheet.words(words[hole.is]);
        sheet.bytes(pieces[i + 1]!);
      }
    };
    if (guest.isNew) {
      for (const [table, cut] of mould.person.entries()) write(sheetOf(table, opened), cut);
      this.shop?.orders.cast(ids[IDENTITY]!, opened, sheetOf(this.shop.table, opened));
    }
    for (const [row, cut] of mould.rows.entries())
      write(sheetOf(PERSON_TABLES + homes[row]!.table, opened + homes[row]!.made), cut);
  }

  /** Somebody we know, or somebody new. In chat everybody is new. */
  private guest(mould: PressedMould, ids: string[]): { person: Person; isNew: boolean } {
    const known = this.known.get(mould.language) ?? [];
    this.known.set(mould.language, known);
    const mail = mould.channel === 'email';
    if (mail && known.length > 0 && this.chance.happens(COMES_AGAIN)) {
      const person = this.chance.pick(known);
      ids[CONTACT] = person.contactId;
      ids[IDENTITY] = person.identityId;
      return { person, isNew: false };
    }
    const letters = (name: string) => addressOf(name, mould.language).split('@')[0]!;
    const person = makePerson(this.chance, mould.language, this.nextNumber, letters);
    if (mail) {
      const one = { ...person, contactId: ids[CONTACT]!, identityId: ids[IDENTITY]! };
      if (known.length < KNOWN_PEOPLE) known.push(one);
      else known[Math.floor(this.chance.next() * KNOWN_PEOPLE)] = one;
    }
    return { person, isNew: true };
  }

  /** A UUIDv7 of that instant: the run and a counter make it the only one. */
  private id(at: number): string {
    this.made += 1;
    const when = at.toString(16).padStart(12, '0');
    const count = this.made.toString(16).padStart(11, '0');
    return `${when.slice(0, 8)}-${when.slice(8)}-7${this.run.slice(0, 3)}-8${count.slice(0, 3)}-${this.run.slice(3, 7)}${count.slice(3)}`;
  }
}
