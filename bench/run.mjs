// `npm run bench -- NAME… [--tickets N] [--data DIR] [--n N] [--seed N] [--pages A,B] [--profile FILE]`: what it costs, measured; each benchmark prints one JSON line a figure.
import { parseArgs } from 'node:util';

const BENCHES = {
  ui: { says: 'the agents’ screens and the site chat in a real browser', run: () => import('./ui.mjs') },
  queue: {
    says: 'views, counts, tickets and search of a large desk, with their plans',
    run: () => import('./queue.mjs'),
  },
  reports: {
    says: 'every page of reports of a large desk, with filters drawn at random, with their plans',
    run: () => import('./reports.mjs'),
  },
  coverage: {
    says: 'how often the intervals of satisfaction hold the truth, on simulated customers',
    run: () => import('./coverage.mjs'),
  },
  intake: { says: 'customers’ messages by the API channel, until agents see them', run: () => import('./intake.mjs') },
  mail: { says: 'mails by SMTP, until they are stored, until they are tickets', run: () => import('./mail.mjs') },
  live: { says: 'how soon an agent’s screen shows what a customer writes', run: () => import('./live.mjs') },
  survey: { says: 'tickets solved, until the survey is handed to its channel', run: () => import('./survey.mjs') },
  sockets: { says: 'ten thousand open browsers, and all agents hear of a change', run: () => import('./sockets.mjs') },
  memory: { says: 'what the whole desk holds, idle and at full intake', run: () => import('./memory.mjs') },
  start: { says: 'from start to ready, and from a fresh clone', run: () => import('./start.mjs') },
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean' },
    profile: { type: 'string' },
    tickets: { type: 'string' },
    data: { type: 'string' },
    n: { type: 'string' },
    seed: { type: 'string' },
    pages: { type: 'string' },
  },
});
const wanted = positionals.includes('all') ? Object.keys(BENCHES) : positionals;
const unknown = wanted.filter((name) => !BENCHES[name]);
if (wanted.length === 0 || unknown.length > 0) {
  const known = Object.entries(BENCHES).map(([name, { says }]) => `  ${name.padEnd(8)} ${says}`);
  console.error(`Say which: npm run bench -- all, or some of\n${known.join('\n')}`);
  process.exit(1);
}
let failed = 0;
for (const name of wanted) failed += await (await BENCHES[name].run()).bench(values);
process.exit(failed === 0 ? 0 : 1);
