// Desks that lived a year in Sofia and in Moscow: every figure of every report is what a slow recount of the raw facts says,
// and the same again when all rows are thrown away and the facts come in another order, some of them twice.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FACTS_THAT_COUNT } from '../../src/reports/fold-facts.js';
import { ProjectFacts } from '../../src/reports/project-facts.js';
import { RebuildReports } from '../../src/reports/rebuild-reports.js';
import { wipeReports } from '../../src/reports/report-rows.store.js';
import { VerifyReports } from '../../src/reports/verify-reports.js';
import { TestDesk } from '../desk.js';
import { deliver, readTickets, writeFacts } from '../simulation/deliver.js';
import { openWorld, PLANS, type World } from '../simulation/desks.js';
import { diceOf } from '../simulation/dice.js';
import { reportRows, shownReports } from '../simulation/shown-reports.js';
import { contradiction } from '../simulation/witness.js';
import { liveYear } from '../simulation/year.js';

const TICKETS = Number(process.env.SIMULATED_TICKETS ?? 600);
const SEED = Number(process.env.SIMULATED_SEED ?? 20_261_122);
/** Only this desk's year: for a machine that has other things to do. */
const ONLY = process.env.SIMULATED_DESK;
const LARGE = process.env.SIMULATED_TICKETS !== undefined;
const PATIENCE = 3_600_000;
/** Told in stories of their own, as are the cases of bad answers. */
const ELSEWHERE = ['ticket.fields-set', 'requester.changed', 'customer.merged'];
const HEARD = new Set(FACTS_THAT_COUNT.map((event) => event.type));

let desk: TestDesk;
const worlds: World[] = [];
const happened = new Map<string, number>();
const contradictions: string[] = [];
const began = Date.now();
const say = (line: string) => process.stderr.write(`simulate: ${line}\n`);
const tell = (line: string) => LARGE && say(`${line} (${Math.round((Date.now() - began) / 1000)} s)`);

beforeAll(async () => {
  say(`seed ${SEED}, ${TICKETS} tickets`);
  desk = await TestDesk.open();
  for (const [i, plan] of PLANS.entries()) {
    if (ONLY && plan.slug !== ONLY) continue;
    const world = await openWorld(desk.app, plan, SEED + i);
    worlds.push(world);
    for (const lives of liveYear(world, Math.round(TICKETS * plan.share))) {
      for (const fact of lives.flat()) happened.set(fact.type, (happened.get(fact.type) ?? 0) + 1);
      contradictions.push(...lives.map(contradiction).filter((fault) => fault !== null));
      await writeFacts(desk.database, lives.flat());
      await deliver(desk.database, desk.app.get(ProjectFacts), lives.map(heard), world.d);
    }
    tell(`${plan.slug} has lived its year`);
  }
}, PATIENCE);
afterAll(() => desk?.close(), 60_000);

/** At the end of that desk's year, and no later however long the reading takes. */
function standAt(world: World): void {
  desk.clock.now = () => new Date(world.until);
}

const heard = (facts: Parameters<typeof writeFacts>[1]) => facts.filter((fact) => HEARD.has(fact.type));

describe('a simulated year', () => {
  it('met everything that can happen', () => {
    const lived = [...HEARD].filter((type) => !type.startsWith('case.') && !ELSEWHERE.includes(type));
    expect(lived.filter((type) => !happened.get(type))).toEqual([]);
  });

  it('measured every wait and resolution as its messages tell it', () => {
    expect(contradictions.slice(0, 5)).toEqual([]);
  });

  it(
    'has no figure that a recount of the raw facts does not find',
    async () => {
      const verify = desk.app.get(VerifyReports, { strict: false });
      let figures = 0;
      for (const world of worlds) {
        standAt(world);
        const found = await verify.run(world.workspaceId);
        expect(found.disagreements.slice(0, 20)).toEqual([]);
        figures += found.figures;
        tell(`${world.plan.slug}: ${found.figures} figures from ${found.facts} facts agree with their recount`);
      }
      expect(figures).toBeGreaterThan(100_000);
      say(`${figures} figures agree with their recount`);
    },
    PATIENCE,
  );

  it(
    'is the same year when its rows are thrown away and its facts come in another order, some twice',
    async () => {
      const d = diceOf(SEED + 100);
      for (const world of worlds) {
        standAt(world);
        const { workspaceId } = world;
        const [shown, rows] = [
          await shownReports(desk.app, world, !LARGE),
          await reportRows(desk.database, workspaceId),
        ];
        await desk.database.transaction((tx) => wipeReports(tx, workspaceId));
        expect(Object.values(await reportRows(desk.database, workspaceId)).every((said) => said === '0 rows, 0')).toBe(
          true,
        );
        const batches = await replay(world, d);
        expect(await reportRows(desk.database, workspaceId)).toEqual(rows);
        expect(await shownReports(desk.app, world, !LARGE)).toEqual(shown);
        await desk.app.get(RebuildReports, { strict: false }).run(workspaceId);
        expect(await reportRows(desk.database, workspaceId)).toEqual(rows);
        tell(`${world.plan.slug}: ${shown.size} pages are the same after ${batches} batches in another order`);
      }
    },
    PATIENCE,
  );
});

async function replay(world: World, d: ReturnType<typeof diceOf>): Promise<number> {
  const { workspaceId } = world;
  const ids = await desk.database.query<{ id: string }>(
    `/* test */ SELECT DISTINCT ticket_id AS id FROM fact WHERE workspace_id = $1`,
    [workspaceId],
  );
  const shuffled = ids.map(({ id }) => ({ id, at: d.next() })).sort((a, b) => a.at - b.at);
  let batches = 0;
  for (let i = 0; i < shuffled.length; i += 700) {
    const some = shuffled.slice(i, i + 700).map((one) => one.id);
    const tickets = (await readTickets(desk.database, workspaceId, some)).map(heard);
    batches += await deliver(desk.database, desk.app.get(ProjectFacts), tickets, d);
  }
  return batches;
}
