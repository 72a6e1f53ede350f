// Both stand-ins as a process of their own, for runs that kill the desk: `--telegram PORT --mail PORT --log FILE.jsonl [--token T]`.
import { parseArgs } from 'node:util';
import { MailStandin } from './mail-standin.js';
import { TelegramStandin } from './telegram-standin.js';

const { values } = parseArgs({
  options: {
    telegram: { type: 'string', default: '0' },
    mail: { type: 'string', default: '0' },
    log: { type: 'string' },
    token: { type: 'string' },
  },
});
const telegram = new TelegramStandin(values.token, values.log ? { logFile: `${values.log}.telegram` } : {});
const mail = new MailStandin(values.log ? { logFile: `${values.log}.mail` } : {});
await telegram.start(Number(values.telegram));
await mail.start(Number(values.mail));
console.log(JSON.stringify({ telegram: telegram.root, token: telegram.token, mail: mail.url }));

/** Customers are moved over standard input: one JSON line `{ "do": "customerWrites", "with": [customer, text] }` a call. */
process.stdin.setEncoding('utf8');
let rest = '';
process.stdin.on('data', (chunk: string) => {
  const lines = (rest + chunk).split('\n');
  rest = lines.pop() ?? '';
  for (const line of lines.filter(Boolean)) {
    const order = JSON.parse(line) as { to?: 'mail' | 'telegram'; do: string; with: unknown[] };
    const target = (order.to === 'mail' ? mail : telegram) as unknown as Record<
      string,
      (...args: unknown[]) => unknown
    >;
    console.log(JSON.stringify({ answer: target[order.do]!(...order.with) ?? null }));
  }
});
const stop = () => void Promise.all([telegram.stop(), mail.stop()]).then(() => process.exit(0));
process.stdin.on('end', stop);
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
