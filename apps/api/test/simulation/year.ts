// A desk's year, some tickets at a time: who comes when, who is merged with whom, and what all of it left behind.
import type { Fact } from '../../src/platform/events/define-event.js';
import type { World } from './desks.js';
import { Life } from './life.js';
import { mergeLives, splitLife } from './merging.js';

const HOUR = 3_600_000;

/** Yields the facts of some tickets after another, each ticket's in the order of its life. */
export function* liveYear(world: World, tickets: number, atOnce = 500): Generator<Fact[][]> {
  let lives: Life[] = [];
  for (let number = 1; number <= tickets; number++) {
    const life = new Life(world, number, arrival(world));
    const { d } = world;
    if (number < tickets && d.chance(0.04)) {
      number += 1;
      lives.push(life, together(life, new Life(world, number, near(world, life.at))));
    } else {
      if (d.chance(0.04)) splitLife(life.live(later(world, life.at)));
      lives.push(life.live(world.until));
    }
    if (lives.length < atOnce && number < tickets) continue;
    yield lives.map((one) => withIds(one));
    lives = [];
  }
}

/** Two that turn out to be about one thing; some of them are taken apart again. */
function together(from: Life, into: Life): Life {
  const { world } = from;
  const at = later(world, from.at > into.at ? from.at : into.at);
  from.live(at);
  into.live(at);
  const merged = mergeLives(from, into, at);
  if (merged && world.d.chance(0.4)) {
    const then = later(world, at);
    into.live(then);
    from.live(then);
    merged.undo(then);
  }
  from.live(world.until);
  return into.live(world.until);
}

/** Mostly by day; some just where the clocks are changed, some at the first instant of a local day. */
function arrival(world: World): Date {
  const { d, from, until, plan } = world;
  if (d.chance(0.05)) return new Date(Date.parse(d.one(plan.changes)) + Math.round((d.next() - 0.5) * 6 * HOUR));
  const at = from.getTime() + d.next() * (until.getTime() - from.getTime());
  if (d.chance(0.02)) return new Date(Math.min(until.getTime(), Math.ceil(at / HOUR) * HOUR));
  const hour = new Date(at).getUTCHours();
  const quiet = hour < 5 || hour > 17;
  return quiet && d.chance(0.7) ? arrival(world) : new Date(Math.floor(at));
}

const near = (world: World, at: Date) => capped(world, at.getTime() + Math.round(world.d.next() * 12 * HOUR));
const later = (world: World, at: Date) =>
  capped(world, at.getTime() + 1 + Math.round(Math.exp(world.d.next() * 13) * 1000));
const capped = (world: World, at: number) => new Date(Math.min(at, world.until.getTime()));

function withIds(life: Life): Fact[] {
  return life.facts().map((fact) => ({ ...fact, id: life.world.d.id(new Date(fact.at)) }));
}
