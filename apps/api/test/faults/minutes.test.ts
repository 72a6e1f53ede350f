// For so many minutes something befalls the desk or its neighbours while customers write; after each strike an independent count.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chanceFrom } from '../../src/cli/demo/chance.js';
import { redisProgram } from '../shapes/shaped-desk.js';
import { countLosses } from './count-losses.js';
import { live, type Told } from './customers.js';
import { KilledDesk } from './killed-desk.js';
import { OpenScreen } from './open-screen.js';
import { OwnPostgres, OwnRedis } from './own-servers.js';
import { settle } from './settle.js';
import { strikesOf } from './strikes.js';

const MINUTES = Number(process.env.FAULT_MINUTES ?? 1);
const SEED = Number(process.env.FAULT_SEED ?? Math.floor(Math.random() * 1_000_000));
/** Half of the time each; without Redis on this machine only the first. */
const SHAPES = redisProgram ? (['embedded', 'standard'] as const) : (['embedded'] as const);
const CROWD = 3;
/** Numbers of customers from here on are the strikes' own. */
const SPARE = 1_000_000;
const say = (line: string) => process.stderr.write(`${line}\n`);

say(`faults: seed ${SEED}, ${MINUTES} minutes${redisProgram ? '' : '; SKIPPED: Redis is not on this machine'}`);

describe.each(SHAPES)(`%s, struck for minutes (seed ${SEED})`, (shape) => {
  let desk: KilledDesk;
  let postgres: OwnPostgres;
  let redis: OwnRedis | null = null;
  let screen: OpenScreen;
  const told: Told[] = [];
  const verdicts = new Map<string, { strikes: number; served: number; wrong: string[] }>();

  beforeAll(
    async () => {
      postgres = await OwnPostgres.start();
      if (shape === 'standard') redis = await OwnRedis.start();
      desk = await KilledDesk.open({ databaseUrl: postgres.url, redisUrl: redis?.url ?? null });
      if (!postgres.ownDisk) say('faults: SKIPPED: no disk is filled, only root may mount one of its own');
      screen = await OpenScreen.of(desk);
      const random = chanceFrom(SEED).next;
      const strikes = strikesOf(postgres, redis);
      const known = new Set<string>();
      const until = Date.now() + (MINUTES * 60_000) / SHAPES.length;
      for (let round = 0; Date.now() < until; round += 1) {
        // Each once, then by chance.
        const [name, strike] = strikes[round < strikes.length ? round : Math.floor(random() * strikes.length)]!;
        const crowd = Array.from({ length: CROWD }, (_, index) => live(desk, round * CROWD + index));
        const lives = Promise.all(crowd);
        lives.catch(() => undefined);
        await sleep(random() * 1500);
        const seen: string[] = [];
        await strike({ desk, postgres, redis, random, wrong: seen, told, spare: SPARE + round });
        const served = await lives;
        told.push(...served);
        await settle(desk);
        const wrong = [...seen, ...(await wrongs()), ...(await screen.missed(served))].filter((one) => !known.has(one));
        for (const one of wrong) known.add(one);
        const verdict = verdicts.get(name) ?? { strikes: 0, served: 0, wrong: [] };
        verdict.strikes += 1;
        verdict.served += CROWD;
        verdict.wrong.push(...wrong);
        verdicts.set(name, verdict);
        say(`faults: ${shape} ${round + 1}, ${name}: ${wrong.join('; ') || 'nothing wrong'}`);
      }
      say(`faults: verdict on ${shape}, seed ${SEED}`);
      for (const [name, { strikes: times, served, wrong }] of verdicts)
        say(
          `  ${name.padEnd(32)} ${String(times).padStart(4)} times ${String(served).padStart(5)} customers  ${wrong.length === 0 ? 'nothing wrong' : `${wrong.length} WRONG`}`,
        );
    },
    MINUTES * 60_000 + 900_000,
  );
  afterAll(async () => {
    screen?.close();
    await desk?.close();
    await redis?.stop();
    await postgres?.stop();
  }, 60_000);

  it('nothing is lost, doubled, out of order, undecided, or unknown without a cause', () =>
    expect([...verdicts].filter(([, { wrong }]) => wrong.length > 0)).toEqual([]));

  it('every figure of the report equals its recomputation', async () => {
    const verified = await desk.command('reports', 'verify');
    expect(verified).toMatchObject({ code: 0 });
  }, 60_000);

  async function wrongs(): Promise<string[]> {
    const { unknown, ...lists } = await countLosses(desk, told);
    const unexplained = unknown.messages - unknown.explained;
    return [...Object.values(lists).flat(), ...(unexplained > 0 ? [`${unexplained} unknown without a cause`] : [])];
  }
});
