// kill -9 at the n-th exchange with PostgreSQL or a channel, again and again, over paths A, B and C; then an independent count.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chanceFrom } from '../../src/cli/demo/chance.js';
import { type Asking, countAsking } from './count-asking.js';
import { countLosses, type Losses } from './count-losses.js';
import { live, type Told } from './customers.js';
import { hangListener } from './hanging-listener.js';
import { KilledDesk } from './killed-desk.js';
import { type Scan, scanEverything } from './mail-scanner.js';
import { settle } from './settle.js';
import { solveAgainAndAgain } from './solves.js';

const POINTS = Number(process.env.FAULT_POINTS ?? 3);
const SEED = Number(process.env.FAULT_SEED ?? Math.floor(Math.random() * 1_000_000));
/** How often tickets are solved after that, and after how many of those the desk dies again. */
const SOLVES = Number(process.env.FAULT_SOLVES ?? 20);
const SOLVES_A_KILL = Number(process.env.FAULT_SOLVES_A_KILL ?? 20);
/** Customers that live at once while the desk dies. */
const CROWD = 3;
const say = (line: string) => process.stderr.write(`${line}\n`);

let desk: KilledDesk;
let losses: Losses;
let asking: Asking;
let scan: Scan;
let hung: Awaited<ReturnType<typeof hangListener>>;
const told: Told[] = [];

beforeAll(async () => {
  say(`faults: seed ${SEED}, ${POINTS} points`);
  desk = await KilledDesk.open({ redisUrl: process.env.FAULT_REDIS_URL ?? null });
  const random = chanceFrom(SEED).next;
  const perRound = await calibrate();
  let next = CROWD;
  while (desk.kills.length < POINTS) {
    const crowd = Array.from({ length: CROWD }, (_, index) => live(desk, next + index));
    next += CROWD;
    const done = Promise.all(crowd);
    // Two kills a round on average: the second one often falls into the recovery from the first.
    let over = false;
    const finished = done.then((lives) => told.push(...lives)).finally(() => (over = true));
    while (!over && desk.kills.length < POINTS) {
      desk.arm(1 + Math.floor(random() * perRound * 0.7), random() < 0.5);
      while (!over && !desk.dead) await sleep(5);
      if (desk.dead) await desk.restart();
    }
    desk.exchanges.disarm();
    if (desk.dead) await desk.restart();
    await finished;
    say(`faults: ${desk.kills.length} of ${POINTS} kills, ${told.length} customers served`);
  }
  hung = await hangListener(desk, 1_000_000);
  told.push(...hung.told);
  await settle(desk);
  losses = await countLosses(desk, told);
  say(`faults: verdict ${JSON.stringify({ seed: SEED, kills: desk.kills.length, customers: told.length, ...losses })}`);
  await solveAndDie(random);
}, 3_600_000);
afterAll(() => desk?.close(), 60_000);

describe(`after ${POINTS} kills (seed ${SEED})`, () => {
  it('nothing is lost', () => expect(losses.lost).toEqual([]));
  it('nothing is doubled', () => expect(losses.doubled).toEqual([]));
  it('a shop whose server hangs keeps nobody else waiting', () => expect(hung.wrong).toEqual([]));
  it('every episode has one decision, and what was asked has ended', () => expect(losses.decisions).toEqual([]));
  it('what is unknown is explained by a kill between send and mark', () =>
    expect(losses.unknown.messages).toBeLessThanOrEqual(losses.unknown.explained));
  it('every one of the solves after that was asked about once, or not for a reason', () => {
    expect(asking.wrong).toEqual([]);
    expect(asking.solves).toBeGreaterThanOrEqual(SOLVES);
    // Most are solved only to be reopened at once; who is solved for good is asked.
    expect(asking.asked).toBeGreaterThan(SOLVES / 20);
    expect(asking.messages.unknown ?? 0).toBeLessThanOrEqual(desk.kills.reduce((sum, kill) => sum + kill.sending, 0));
  });
  it('a scanner that follows every link of every survey records nothing', () => {
    expect(scan.changed).toEqual([]);
    expect(scan.links).toBeGreaterThan(asking.asked);
    expect(Object.keys(scan.answers).filter((status) => !['200', '404', '410'].includes(status))).toEqual([]);
  });
  it('every figure of the report equals its recomputation', async () => {
    const verified = await desk.command('reports', 'verify');
    expect(verified).toMatchObject({ code: 0 });
  }, 60_000);
});

/** A round without a kill: how many exchanges it takes. */
async function calibrate(): Promise<number> {
  desk.exchanges.arm(Number.MAX_SAFE_INTEGER, true, () => undefined);
  told.push(...(await Promise.all(Array.from({ length: CROWD }, (_, index) => live(desk, index)))));
  say(`faults: a round without a kill takes ${desk.exchanges.count} exchanges`);
  return desk.exchanges.count;
}

/** Tickets are solved, reopened and merged by many at once, while the desk is killed and restarted; then everything is counted and scanned. */
async function solveAndDie(random: () => number): Promise<void> {
  const [survey] = await desk.api<{ id: string }[]>('GET', '/api/v1/surveys');
  const rules = { delaySeconds: { email: 1, chat: 0, telegram: 1 }, perPersonDays: 0, samplingPercent: 90 };
  await desk.api('PATCH', `/api/v1/surveys/${survey!.id}`, rules);
  // Each customer is asked again and again within minutes: with the usual five an hour the rest would rightly wait their turn.
  await desk.api('PATCH', '/api/v1/workspace', { settings: { automaticMailsPerHour: 1000 } });
  const [kills, sending] = [desk.kills.length, desk.kills.reduce((sum, kill) => sum + kill.sending, 0)];
  let [over, restarts] = [false, 0];
  const done = solveAgainAndAgain(desk, SOLVES, random).finally(() => (over = true));
  // A solve with all that follows from it takes about a hundred exchanges.
  while (!over) {
    desk.arm(1 + Math.floor(random() * 2 * SOLVES_A_KILL * 100), random() < 0.5);
    while (!over && !desk.dead) await sleep(5);
    if (desk.dead) await desk.restart();
    else break;
    if (!over && random() < 0.2) {
      await desk.restartKindly();
      restarts += 1;
    }
  }
  desk.exchanges.disarm();
  if (desk.dead) await desk.restart();
  const { solves, tickets, merged, reopened } = await done;
  await settle(desk, 600_000);
  asking = await countAsking(desk);
  scan = await scanEverything(desk);
  const lived = {
    seed: SEED,
    solves,
    tickets: tickets.length,
    merged,
    reopened,
    kills: desk.kills.length - kills,
    restarts,
  };
  const sendingNow = desk.kills.reduce((sum, kill) => sum + kill.sending, 0) - sending;
  say(
    `faults: verdict on asking ${JSON.stringify({ ...lived, sending: sendingNow, ...asking, wrong: asking.wrong.slice(0, 20) })}`,
  );
  say(`faults: verdict on scanning ${JSON.stringify(scan)}`);
}
