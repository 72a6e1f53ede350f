// `otklik seed --demo`: a believable month of tickets in three languages, lived through the real use cases.
import { randomInt } from 'node:crypto';
import { SingleBar } from 'cli-progress';
import { Connections } from '../desk/read-connections.js';
import { CreateAgent } from '../people/create-agent.js';
import { CreateTeam } from '../people/create-team.js';
import { ReadAgents } from '../people/read-agents.js';
import { ReadTeams } from '../people/read-teams.js';
import { RebuildReports } from '../reports/rebuild-reports.js';
import { newPassword } from './agent.command.js';
import { chanceFrom } from './demo/chance.js';
import { DemoStage } from './demo/demo-stage.js';
import { type DemoTeam, LiveMonth } from './demo/live-month.js';
import { planMonth } from './demo/plan-month.js';
import { TerminalError } from './explain-failure.js';
import { chooseWorkspace, withDesk } from './with-desk.js';

const TEAM = [
  { name: 'Anna Weber', team: 'Orders', role: 'lead' as const },
  { name: 'Мария Котова', team: 'Orders', role: 'agent' as const },
  { name: 'Борис Димитров', team: 'Advice', role: 'agent' as const },
  { name: 'Tom Becker', team: 'Advice', role: 'agent' as const },
];

export async function seedDemo(options: { tickets: string; seed?: string; workspace?: string }): Promise<void> {
  const count = wholeNumber('--tickets', options.tickets, 1, 20_000);
  const seed =
    options.seed === undefined ? randomInt(1_000_000) : wholeNumber('--seed', options.seed, 0, 4_294_967_295);
  await withDesk(async (app) => {
    const stage = new DemoStage(app);
    const team = await gather(stage, await chooseWorkspace(app, options.workspace));
    const plans = planMonth(chanceFrom(seed), count, Date.now());
    const steps = plans.reduce((sum, plan) => sum + plan.steps.length, 0);
    console.log(`${count} tickets of the last thirty days, ${steps} steps. The same month again: --seed ${seed}`);
    const bar = new SingleBar({
      format: '  {bar} {percentage}%  {value} of {total} steps, {eta_formatted} to go',
      noTTYOutput: true,
      notTTYSchedule: 5000,
    });
    bar.start(steps, 0);
    try {
      await new LiveMonth(stage, team, chanceFrom(seed + 1)).live(plans, (done) => bar.update(done));
    } finally {
      bar.stop();
    }
    stage.setTime(Date.now());
    const made = await stage.use(RebuildReports).run(team.workspace.id);
    console.log(
      `Done: ${plans.length} tickets, ${made.facts} facts in the reports. The demo's customers live at example.com and were not written to.`,
    );
  });
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
