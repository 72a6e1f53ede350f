// `otklik seed`: a believable month of tickets in three languages, lived through the real use cases; or a year of very many, cast from such a month.

import { randomInt } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { SingleBar } from 'cli-progress';
import { CalendarInForce } from '../desk/calendar-in-force.js';
import { Connections } from '../desk/read-connections.js';
import { CreateAgent } from '../people/create-agent.js';
import { CreateTeam } from '../people/create-team.js';
import { KeepOrderCells } from '../people/orders/keep-order-cells.js';
import { ReadAgents } from '../people/read-agents.js';
import { ReadTeams } from '../people/read-teams.js';
import { Database } from '../platform/database/database.js';
import { BuildRollups } from '../reports/build-rollups.js';
import { RebuildReports } from '../reports/rebuild-reports.js';
import { KeepReturns } from '../survey/loyalty/keep-returns.js';
import { CloseTicket } from '../tickets/close-ticket.js';
import { newPassword } from './agent.command.js';
import { analyzeCounts } from './analyze-reports.js';
import { chanceFrom } from './demo/chance.js';
import { DemoStage } from './demo/demo-stage.js';
import { type DemoTeam, type LivedName, LiveMonth } from './demo/live-month.js';
import { makeManyTickets, type Phases } from './demo/many/many-tickets.js';
import { planMonth } from './demo/plan-month.js';
import { TerminalError } from './explain-failure.js';
import { chooseWorkspace, withDesk } from './with-desk.js';

const TEAM = [
  { name: 'Anna Weber', team: 'Orders', role: 'lead' as const },
  { name: 'Мария Котова', team: 'Orders', role: 'agent' as const },
  { name: 'Борис Димитров', team: 'Advice', role: 'agent' as const },
  { name: 'Tom Becker', team: 'Advice', role: 'agent' as const },
];

export interface SeedOptions {
  demo?: boolean;
  tickets?: string;
  active?: string;
  seed?: string;
  workspace?: string;
}

const MOST_LIVED = 20_000;
/** Of so many tickets is the month that a year of very many is cast from: a tenth of them, and no more than this. */
const MOULDS = 300;
/** Of a year's tickets so many are being worked on, unless said otherwise. */
const ACTIVE = 0.02;
const TALKATIVE = 0.62;

/** @throws TerminalError for what cannot be meant */
export async function seed(options: SeedOptions): Promise<void> {
  const number =
    options.seed === undefined ? randomInt(1_000_000) : wholeNumber('--seed', options.seed, 0, 4_294_967_295);
  if (options.demo) {
    const count = wholeNumber('--tickets', options.tickets ?? '300', 1, MOST_LIVED);
    return withDesk((app) => seedMonth(app, options.workspace, count, number).then(() => undefined));
  }
  if (options.tickets === undefined)
    throw new TerminalError('Say what with: --demo (a month to look at) or --tickets 1000000 (a year to measure).');
  const count = wholeNumber('--tickets', options.tickets, 100, 20_000_000);
  const active = wholeNumber('--active', options.active ?? String(Math.round(count * ACTIVE)), 0, count);
  return withDesk((app, env) => seedYear(app, env.databaseUrl!, options.workspace, { count, active, number }));
}

interface Seeded {
  stage: DemoStage;
  team: DemoTeam;
  lived: LivedName[];
}

async function seedMonth(
  app: INestApplicationContext,
  slug: string | undefined,
  count: number,
  number: number,
  talkative = 0,
): Promise<Seeded> {
  const stage = new DemoStage(app);
  const team = await gather(stage, await chooseWorkspace(app, slug));
  const plans = planMonth(chanceFrom(number), count, Date.now(), talkative);
  const steps = plans.reduce((sum, plan) => sum + plan.steps.length, 0);
  console.log(`${count} tickets of the last thirty days, ${steps} steps. The same month again: --seed ${number}`);
  const bar = progress('of {total} steps, {eta_formatted} to go');
  bar.start(steps, 0);
  let lived: LivedName[];
  try {
    lived = await new LiveMonth(stage, team, chanceFrom(number + 1)).live(plans, (done) => bar.update(done));
  } finally {
    bar.stop();
  }
  stage.setTime(Date.now());
  const made = await stage.use(RebuildReports).run(team.workspace.id);
  console.log(
    `Done: ${plans.length} tickets, ${made.facts} facts in the reports. The demo's customers live at example.com and were not written to.`,
  );
  return { stage, team, lived };
}

/** A month is lived, what was solved long ago is locked, and the rest of the year is cast from it. */
async function seedYear(
  app: INestApplicationContext,
  url: string,
  slug: string | undefined,
  { count, active, number }: { count: number; active: number; number: number },
): Promise<void> {
  const began = Date.now();
  const { stage, team, lived } = await seedMonth(app, slug, Math.min(MOULDS, Math.ceil(count / 10)), number, TALKATIVE);
  const close = stage.use(CloseTicket);
  for (let due = await close.due(new Date()); due.length > 0; due = await close.due(new Date()))
    for (const ticket of due) await close.run(ticket);
  await stage.use(RebuildReports).run(team.workspace.id);
  const hours = await stage.use(CalendarInForce).run(stage.use(Database), team.workspace.id, null);
  console.log(
    `${count - lived.length} more tickets of the last year, cast from these. The desk's tables are locked meanwhile.`,
  );
  const bar = progress('of {total} tickets {what}');
  bar.start(count - lived.length, 0, { what: '' });
  const casting = Date.now();
  let phases: Phases;
  try {
    phases = await makeManyTickets({
      url,
      workspaceId: team.workspace.id,
      hours,
      lived,
      tickets: count - lived.length,
      active: Math.min(active, count - lived.length),
      seed: number,
      now: Date.now(),
      told: (done, what) => bar.update(done, { what }),
      reports: async () => {
        await stage.use(Database).transaction((tx) => stage.use(KeepOrderCells).anew(tx, team.workspace.id));
        await stage
          .use(BuildRollups)
          .anew(team.workspace.id, (day) => bar.update(count - lived.length, { what: `adding up ${day}` }));
      },
    });
  } finally {
    bar.stop();
  }
  const returning = Date.now();
  await stage.use(Database).transaction((tx) => stage.use(KeepReturns).anew(tx, team.workspace.id));
  await analyzeCounts(stage.use(Database));
  phases.push(['who came back, counted', (Date.now() - returning) / 1000]);
  for (const [what, seconds] of [['a month lived', (casting - began) / 1000] as const, ...phases])
    console.log(`  ${seconds.toFixed(1).padStart(7)} s  ${what}`);
  console.log(`Done in ${Math.round((Date.now() - began) / 1000)} s: ${count} tickets, and the reports of them.`);
}

function progress(words: string): SingleBar {
  return new SingleBar({ format: `  {bar} {percentage}%  {value} ${words}`, noTTYOutput: true, notTTYSchedule: 5000 });
}

/** The workspace's mailbox and chat, and the demo's agents, made where they are missing. */
async function gather(stage: DemoStage, workspace: DemoTeam['workspace']): Promise<DemoTeam> {
  const connections = await stage.use(Connections).all(workspace.id);
  const mailbox = connections.find(({ kind }) => kind === 'email');
  const chat = connections.find(({ kind }) => kind === 'chat');
  if (!mailbox?.address || !chat)
    throw new TerminalError(
      'The demo needs a mailbox and a site chat in this workspace. Add them under Settings → Channels.',
    );
  const present = await stage.use(ReadAgents).run(workspace.id);
  const agents: DemoTeam['agents'] = [];
  for (const [index, { name, role }] of TEAM.entries()) {
    const email = `demo-${index + 1}@example.com`;
    const known = present.find((agent) => agent.email === email);
    const agent =
      known ??
      (await stage.use(CreateAgent).run({ workspaceId: workspace.id, email, name, role, password: newPassword() }));
    agents.push({ id: agent.id, name, teamId: '' });
  }
  const teams = await stage.use(ReadTeams).run(workspace.id);
  for (const name of new Set(TEAM.map(({ team }) => team))) {
    const members = agents.filter((_, index) => TEAM[index]!.team === name);
    const order = { name, memberIds: members.map(({ id }) => id) };
    const team = teams.find((one) => one.name === name) ?? (await stage.use(CreateTeam).run(workspace.id, order));
    for (const member of members) member.teamId = team.id;
  }
  return {
    workspace,
    connections: { email: { id: mailbox.id, address: mailbox.address }, chat: { id: chat.id } },
    agents,
  };
}

function wholeNumber(name: string, text: string, min: number, max: number): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= min && number <= max) return number;
  throw new TerminalError(`${name} must be a whole number from ${min} to ${max}, not "${text}".`);
}
