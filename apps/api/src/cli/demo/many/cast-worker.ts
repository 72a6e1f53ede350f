// The thread that casts tickets while the database takes the last ones in: a batch each time it is asked.
import { parentPort, workerData } from 'node:worker_threads';
import type { Hours } from '../../../desk/business-time.js';
import { chanceFrom } from '../chance.js';
import { Caster, type Home, press, Sheet } from './cast.js';
import { OrderCaster } from './cast-orders.js';
import type { Place } from './fresh-tables.js';
import type { Mould } from './mould.js';

export interface CastOrder {
  moulds: Mould[];
  /** Of each mould, where each of its rows goes. */
  homes: Home[][];
  places: Place[];
  tickets: number;
  /** Of them so many are being worked on. */
  active: number;
  hours: Hours | null;
  run: string;
  seed: number;
  firstNumber: number;
  workspaceId: string;
  /** Which of the tables takes the orders of the shop. */
  ordersTable: number;
  now: number;
}
/** Lines for each place; empty: nothing for it. `tickets` are in it. */
export interface CastBatch {
  lines: Uint8Array<ArrayBuffer>[];
  tickets: number;
}

const WEEK = 7 * 24 * 3600 * 1000;
const WEEKS = 51;
const BATCH = 2000;
/** Of a desk's tickets so many were solved in the last two weeks. */
const SOLVED = 0.035;
const HOUR = 3600 * 1000;
/** Sold in the first three weeks alone: a word that is frequent there, and nowhere after. */
const SOLD_OUT = 'Samovar';
const SOLD = 3 * WEEK;

const order = workerData as CastOrder;
const chance = chanceFrom(order.seed);
const orders = new OrderCaster(chanceFrom(order.seed + 1), order.workspaceId, order.run, order.now);
const shop = { orders, table: order.ordersTable };
const caster = new Caster(chance, order.hours, order.run, order.firstNumber, shop);
const moulds = order.moulds.map(press);
const sheets = order.places.map(() => new Sheet());
const sheetsOf: (Place & { sheet: Sheet })[][] = [];
for (const [at, place] of order.places.entries()) {
  sheetsOf[place.of] ??= [];
  sheetsOf[place.of]!.push({ ...place, sheet: sheets[at]! });
}
const sheetOf = (table: number, made: number) =>
  sheetsOf[table]!.find(({ from, until }) => made >= from && made < until)!.sheet;
const moulded = { active: placesOf('active'), solved: placesOf('solved'), closed: placesOf('closed') };

function placesOf(phase: Mould['phase']): number[] {
  return order.moulds.flatMap((mould, place) => (mould.phase === phase ? [place] : []));
}
// A short month may have nothing that is closed yet: what was solved lies in the past as well.
if (moulded.closed.length === 0) moulded.closed = moulded.solved;
const soldUntil = Math.min(...moulded.closed.map((place) => moulds[place]!.openedAt)) - WEEKS * WEEK + SOLD;

/** From the oldest week to today, so that numbers rise with time; what is not finished is of the last days. */
function* batches(): Generator<CastBatch> {
  const active = moulded.active.length > 0 ? order.active : 0;
  const solved = moulded.solved.length > 0 ? Math.round((order.tickets - active) * SOLVED) : 0;
  const past = order.tickets - active - solved;
  let tickets = 0;
  for (let done = 0; done < order.tickets; done += 1) {
    const [from, shift] =
      done < past
        ? [moulded.closed, -(WEEKS - Math.floor((done / past) * (WEEKS + 1))) * WEEK - chance.next() * 4 * HOUR]
        : done < past + solved
          ? [moulded.solved, -chance.next() * 30 * HOUR]
          : [moulded.active, -chance.next() * 60 * HOUR];
    const place = chance.pick(from);
    const mould = moulds[place]!;
    const product = mould.openedAt + shift < soldUntil ? SOLD_OUT : '';
    caster.cast(mould, order.homes[place]!, Math.round(shift), sheetOf, product);
    tickets += 1;
    if (tickets < BATCH && done < order.tickets - 1) continue;
    yield { lines: sheets.map((sheet) => sheet.take()), tickets };
    tickets = 0;
  }
}

const rest = batches();
parentPort!.on('message', () => {
  const next = rest.next();
  if (next.done) {
    parentPort!.postMessage(null);
    parentPort!.close();
    return;
  }
  parentPort!.postMessage(
    next.value,
    next.value.lines.map((bytes) => bytes.buffer),
  );
});
