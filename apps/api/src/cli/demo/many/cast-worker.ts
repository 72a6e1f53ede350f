// The thread that casts tickets while the database takes the last ones in: a batch each time it is asked.
import { parentPort, workerData } from 'node:worker_threads';
import type { Hours } from '../../../desk/business-time.js';
import { chanceFrom } from '../chance.js';
import { Caster, press, Sheet } from './cast.js';
import type { Mould } from './mould.js';

export interface CastOrder {
  moulds: Mould[];
  /** Of each mould, which table each of its rows is for. */
  tableOf: number[][];
  tables: number;
  tickets: number;
  /** Of them so many are being worked on. */
  active: number;
  hours: Hours | null;
  run: string;
  seed: number;
  firstNumber: number;
  now: number;
}
/** Lines for each table; empty: nothing for it. `tickets` are in it. */
export interface CastBatch {
  tables: Uint8Array<ArrayBuffer>[];
  tickets: number;
}

const WEEK = 7 * 24 * 3600 * 1000;
const WEEKS = 51;
const BATCH = 1000;
/** Of a desk's tickets so many were solved in the last two weeks. */
const SOLVED = 0.035;
const HOUR = 3600 * 1000;

const order = workerData as CastOrder;
const chance = chanceFrom(order.seed);
const caster = new Caster(chance, order.hours, order.run, order.firstNumber);
const moulds = order.moulds.map(press);
const sheets = Array.from({ length: order.tables }, () => new Sheet());
const places = { active: placesOf('active'), solved: placesOf('solved'), closed: placesOf('closed') };

function placesOf(phase: Mould['phase']): number[] {
  return order.moulds.flatMap((mould, place) => (mould.phase === phase ? [place] : []));
}
// A short month may have nothing that is closed yet: what was solved lies in the past as well.
if (places.closed.length === 0) places.closed = places.solved;

/** From the oldest week to today, so that numbers rise with time; what is not finished is of the last days. */
function* batches(): Generator<CastBatch> {
  const active = places.active.length > 0 ? order.active : 0;
  const solved = places.solved.length > 0 ? Math.round((order.tickets - active) * SOLVED) : 0;
  const past = order.tickets - active - solved;
  let tickets = 0;
  for (let done = 0; done < order.tickets; done += 1) {
    const [from, shift] =
      done < past
        ? [places.closed, -(WEEKS - Math.floor((done / past) * (WEEKS + 1))) * WEEK - chance.next() * 4 * HOUR]
        : done < past + solved
          ? [places.solved, -chance.next() * 30 * HOUR]
          : [places.active, -chance.next() * 60 * HOUR];
    const place = chance.pick(from);
    caster.cast(moulds[place]!, order.tableOf[place]!, Math.round(shift), sheets);
    tickets += 1;
    if (tickets < BATCH && done < order.tickets - 1) continue;
    yield { tables: sheets.map((sheet) => sheet.take()), tickets };
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
    next.value.tables.map((bytes) => bytes.buffer),
  );
});
