// The independent checker: counts in the stand-ins' logs and in the database, and lists everything lost, doubled or unexplained.
import type { Told } from './customers.js';
import type { KilledDesk } from './killed-desk.js';

export interface Losses {
  lost: string[];
  doubled: string[];
  disordered: string[];
  facts: string[];
  decisions: string[];
  unknown: { messages: number; explained: number };
}

interface MessageRow extends Record<string, unknown> {
  id: string;
  ticket_id: string;
  kind: string;
  state: string;
  text: string;
  card: unknown;
}

/** What it counts in: the database past every proxy, and what the stand-ins took. */
export type CountedDesk = Pick<KilledDesk, 'ask' | 'relay' | 'telegram' | 'kills'> & {
  listener?: KilledDesk['listener'];
};

/** `others`: how many conversations there are that somebody else counts. */
export async function countLosses(desk: CountedDesk, told: Told[], others = 0): Promise<Losses> {
  const losses: Losses = {
    lost: [],
    doubled: [],
    disordered: [],
    facts: [],
    decisions: [],
    unknown: { messages: 0, explained: 0 },
  };
  const messages = await desk.ask<MessageRow>(
    'SELECT id, ticket_id, kind, state, text, card FROM message ORDER BY ticket_id, seq',
  );
  const tickets = await desk.ask<{ id: string; episode: number; state: string }>(
    // A poisoned mail that was understood after all is nobody's conversation.
    `SELECT t.id, t.episode, t.state FROM ticket t JOIN identity i ON i.id = t.identity_id WHERE i.address <> 'poison@example.net'`,
  );
  for (const customer of told) countCustomer(desk, customer, messages, losses);
  const withTickets = new Set(told.map((customer) => customer.ticketId));
  const conversations = withTickets.size + others;
  if (tickets.length !== conversations)
    losses.doubled.push(`${tickets.length} tickets for ${conversations} conversations`);
  await countFacts(desk, losses);
  await countDecisions(desk, losses);
  countUnknown(desk, messages, losses);
  return losses;
}

function countCustomer(desk: CountedDesk, customer: Told, messages: MessageRow[], losses: Losses): void {
  const questions = messages.filter(
    (message) => message.kind === 'customer' && message.text.includes(customer.question),
  );
  const answers = messages.filter((message) => message.kind === 'agent' && message.text.includes(customer.answer));
  const cards = messages.filter((message) => message.ticket_id === customer.ticketId && message.card);
  const further = customer.further.map((text) => messages.filter((message) => message.text.includes(text)));
  const said = messages.filter((message) => message.ticket_id === customer.ticketId && message.kind === 'customer');
  const wanted = [customer.question, ...customer.further];
  // Mails are read side by side: nothing in the world of mail keeps their order either.
  const ordered = customer.channel !== 'email';
  if (
    ordered &&
    said.length === wanted.length &&
    !said.every((message, index) => message.text.includes(wanted[index]!))
  )
    losses.disordered.push(
      `${customer.channel} words of ${customer.ticketId}: ${said.map(({ text }) => text).join(', ')}`,
    );
  for (const [what, rows] of [
    ['question', questions],
    ...further.map((rows, index) => [`word ${index + 2}`, rows] as const),
    ['answer', answers],
    ['survey', cards],
  ] as const) {
    if (rows.length === 0) losses.lost.push(`${customer.channel} ${what} of ${customer.ticketId}`);
    if (rows.length > 1)
      losses.doubled.push(`${customer.channel} ${what} of ${customer.ticketId}: ${rows.length} messages`);
  }
  for (const message of [...answers, ...cards]) {
    const arrivals = arrived(desk, customer, message);
    const settled = ['sent', 'delivered', 'read', 'failed', 'unknown'].includes(message.state);
    if (!settled) losses.lost.push(`${customer.channel} message ${message.id} still ${message.state}`);
    if (message.state === 'sent' && arrivals === 0)
      losses.lost.push(`${customer.channel} message ${message.id} is called sent and did not arrive`);
    if (arrivals > 1) losses.doubled.push(`${customer.channel} message ${message.id} arrived ${arrivals} times`);
  }
}

/** How often a message reached its customer. Mail counts by Message-ID, which every mail program folds; Telegram folds nothing. */
function arrived(desk: CountedDesk, customer: Told, message: MessageRow): number {
  if (customer.channel === 'chat')
    return message.state === 'sent' || message.state === 'read' || message.state === 'delivered' ? 1 : 0;
  const isCard = Boolean(message.card);
  if (customer.channel === 'telegram') {
    const n = Number(/^question-(\d+)-/.exec(customer.question)![1]);
    return desk.telegram.sent.filter(
      (sent) =>
        sent.chatId === 5_000_000_000 + n &&
        (isCard ? sent.keyboard.flat().length > 0 : (sent.text ?? '').includes(customer.answer)),
    ).length;
  }
  if (customer.channel === 'api')
    return desk.listener!.delivered.filter(({ conversation, text, card }) =>
      isCard ? card !== null && customer.question.includes(conversation) : text.includes(customer.answer),
    ).length;
  const n = Number(/^question-(\d+)-/.exec(customer.question)![1]);
  const mails = desk.relay.mails.filter(
    (mail) =>
      mail.recipients.includes(`customer${n}@example.com`) &&
      (isCard
        ? /\/s\/[\w.~-]+/.test(mail.text)
        : mail.text.includes(customer.answer) && !/\/s\/[\w.~-]+/.test(mail.text)),
  );
  return new Set(mails.map((mail) => mail.messageId)).size;
}

/** Within a ticket facts are numbered without a gap, and every message of a customer and every solving has one. */
async function countFacts(desk: CountedDesk, losses: Losses): Promise<void> {
  const gaps = await desk.ask<{ ticket_id: string }>(
    'SELECT ticket_id FROM fact GROUP BY ticket_id HAVING count(*) <> max(seq) - min(seq) + 1 OR count(DISTINCT seq) <> count(*)',
  );
  const untold = await desk.ask<{ id: string }>(
    `SELECT m.id FROM message m WHERE m.kind = 'customer' AND NOT EXISTS
       (SELECT 1 FROM fact f WHERE f.ticket_id = m.ticket_id AND f.payload->>'messageId' = m.id::text)`,
  );
  losses.facts.push(
    ...gaps.map((row) => `facts of ${row.ticket_id} have gaps`),
    ...untold.map((row) => `no fact of message ${row.id}`),
  );
}

async function countDecisions(desk: CountedDesk, losses: Losses): Promise<void> {
  const rows = await desk.ask<{
    ticket_id: string;
    number: number;
    decisions: string;
    asked: boolean | null;
    reason: string | null;
    invitations: string;
    state: string | null;
  }>(
    `SELECT e.ticket_id, e.number, (SELECT count(*) FROM survey_decision d WHERE d.ticket_id = e.ticket_id AND d.episode = e.number) AS decisions,
       d.asked, d.reason, (SELECT count(*) FROM invitation i WHERE i.ticket_id = e.ticket_id AND i.episode = e.number) AS invitations, i.state
     FROM episode e LEFT JOIN survey_decision d ON d.ticket_id = e.ticket_id AND d.episode = e.number
     LEFT JOIN invitation i ON i.ticket_id = e.ticket_id AND i.episode = e.number`,
  );
  for (const row of rows) {
    const name = `episode ${row.number} of ${row.ticket_id}`;
    if (Number(row.decisions) !== 1) losses.decisions.push(`${name}: ${row.decisions} decisions`);
    else if (row.asked && (Number(row.invitations) !== 1 || !['sent', 'failed', 'unknown'].includes(row.state ?? ''))) {
      losses.decisions.push(`${name}: asked, ${row.invitations} invitations, state ${row.state}`);
    } else if (!row.asked && !row.reason) losses.decisions.push(`${name}: not asked without a reason`);
  }
}

/** A message may be unknown only because a kill fell between its sending and its mark: no more of them than such kills. */
function countUnknown(desk: CountedDesk, messages: MessageRow[], losses: Losses): void {
  losses.unknown.messages = messages.filter((message) => message.state === 'unknown').length;
  losses.unknown.explained = desk.kills.reduce((sum, kill) => sum + kill.sending, 0);
}
