// What can befall a desk within a minute: its own death, its neighbours', the ways between them, and what others do to it.
import { setTimeout as sleep } from 'node:timers/promises';
import { sendMail } from '../standins/mail-standin.js';
import type { Told } from './customers.js';
import { hangListener } from './hanging-listener.js';
import type { KilledDesk } from './killed-desk.js';
import type { OwnPostgres, OwnRedis } from './own-servers.js';
import { POISON_MAILS } from './poison-mails.js';

export interface Struck {
  desk: KilledDesk;
  postgres: OwnPostgres;
  redis: OwnRedis | null;
  random: () => number;
  /** What a strike itself sees go wrong. */
  wrong: string[];
  /** Whom a strike itself has served, and a number that no other customer has. */
  told: Told[];
  spare: number;
}

/** Over when everything is up again. Whether customers are still being served is not its matter. */
type Strike = (struck: Struck) => Promise<void>;

const between = (random: () => number, low: number, high: number) => low + Math.floor(random() * (high - low));

const killDesk: Strike = async ({ desk, random }) => {
  desk.arm(between(random, 1, 300), random() < 0.5);
  for (const enough = Date.now() + 10_000; !desk.dead && Date.now() < enough; ) await sleep(5);
  desk.exchanges.disarm();
  if (!desk.dead) await desk.kill();
  await desk.restart();
};

const cut =
  (neighbour: string): Strike =>
  ({ desk, random }) =>
    desk.cut(neighbour, between(random, 200, 8000));

/** Whatever befalls PostgreSQL, the desk lives and knows what it was sending: nothing of it may end unknown. */
const ALWAYS: Record<string, Strike> = {
  'desk killed': killDesk,
  'PostgreSQL killed': ({ postgres }) => postgres.kill('postmaster'),
  'a backend of PostgreSQL killed': ({ postgres }) => postgres.kill('backend'),
  'desk and PostgreSQL killed': async (struck) => {
    await struck.desk.kill();
    await struck.postgres.kill('postmaster');
    await struck.desk.restart();
  },
  'PostgreSQL out of reach': cut('PostgreSQL'),
  'mail relay out of reach': cut('mail relay'),
  'Telegram out of reach': cut('Telegram'),
};

const WITH_A_DISK: Record<string, Strike> = {
  'disk of PostgreSQL full': ({ postgres, random }) => postgres.fill(between(random, 2000, 8000)),
};

const RETRY_AFTER_S = 2;

/** Who was told when to come back, and came before. */
function impatient(calls: { at: string; method: string; params: Record<string, unknown>; status: number }[]): string[] {
  const refused = new Map<string, number>();
  const wrong: string[] = [];
  for (const { at, method, params, status } of calls) {
    if (method !== 'sendMessage') continue;
    const [chat, now] = [String(params.chat_id), new Date(at).getTime()];
    if (now < (refused.get(chat) ?? 0) + RETRY_AFTER_S * 1000) wrong.push(`chat ${chat} was tried again too early`);
    if (status === 429) refused.set(chat, now);
  }
  return wrong;
}

const MISCHIEF: Record<string, Strike> = {
  'Telegram says 429 to everything': async ({ desk, random, wrong }) => {
    const seen = desk.telegram.log.lines.length;
    desk.telegram.refuse(429, { times: 1_000_000, retryAfter: RETRY_AFTER_S, method: 'sendMessage' });
    // Not long: each next try of one message waits longer, and minutes are dear.
    await sleep(between(random, 3000, 6000));
    desk.telegram.calm();
    await sleep(RETRY_AFTER_S * 1000);
    wrong.push(...impatient(desk.telegram.log.lines.slice(seen)));
  },
  'mail relay refuses for now': async ({ desk }) => desk.relay.refuse(451, { times: 2 }),
  'Telegram cuts after it took': async ({ desk }) => {
    desk.kills.push({ at: Date.now(), neighbour: 'Telegram', before: false, sending: 1 });
    desk.telegram.dropAfterAccepting();
  },
  'mail relay cuts after it took': async ({ desk }) => desk.relay.dropAfterAccepting(),
  'webhooks again and out of order': async ({ desk, random }) => {
    const { updates } = desk.telegram;
    for (let times = 0; times < 50 && updates.made.length > 0; times += 1)
      updates.repeat(updates.made[Math.floor(random() * updates.made.length)]!);
  },
  'poisoned webhooks': async ({ desk }) => {
    for (const content of [
      { message: null },
      { message: { message_id: 1, chat: { id: 'x' } } },
      { callback_query: { id: 7 } },
      { edited_message: [] },
      { message: { message_id: 2, date: 1e15, chat: {}, from: {}, text: '\u0000\ud800' } },
      { nothing_known: true },
    ])
      desk.telegram.updates.add(content);
  },
  'poisoned mails': async ({ desk, wrong }) => {
    for (const [index, raw] of POISON_MAILS.entries()) {
      const envelope = { from: 'poison@example.net', to: ['support@desk.test'] };
      const answer = await sendMail(desk.smtpPort, { envelope, raw }).catch((error: Error) => error);
      // A refusal is an answer too; silence, or "later", would make its sender come back for days.
      const code = answer instanceof Error ? (answer as { responseCode?: number }).responseCode : 250;
      if (code !== 250 && !(code && code >= 500)) wrong.push(`poisoned mail ${index + 1} is answered ${code}`);
    }
  },
  'a listener hangs': async ({ desk, wrong, told, spare }) => {
    const hung = await hangListener(desk, spare);
    wrong.push(...hung.wrong);
    told.push(...hung.told);
  },
  'a thousand connect at once': async ({ desk }) => {
    const doors = Array.from({ length: 1000 }, () =>
      fetch(`${desk.url}/socket.io/?EIO=4&transport=polling`, { signal: AbortSignal.timeout(20_000) })
        .then((answer) => answer.arrayBuffer())
        .catch(() => null),
    );
    await Promise.all(doors);
  },
};

const WITH_REDIS: Record<string, Strike> = {
  'Redis killed': async ({ redis }) => redis!.kill(),
  'Redis wiped': async ({ redis }) => redis!.wipe(),
  'Redis out of reach': cut('Redis'),
};

/** Everything that can befall a desk with these neighbours. */
export const strikesOf = (postgres: OwnPostgres, redis: OwnRedis | null): [string, Strike][] =>
  Object.entries({ ...ALWAYS, ...(redis ? WITH_REDIS : {}), ...(postgres.ownDisk ? WITH_A_DISK : {}), ...MISCHIEF });
