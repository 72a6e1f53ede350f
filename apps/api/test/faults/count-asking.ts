// The independent checker of asking: for each solved episode one decision, and of it one invitation and one message or a reason; counted
// in rows, in facts and in what the stand-ins took.
import type { CountedDesk } from './count-losses.js';

export interface Asking {
  solves: number;
  asked: number;
  notAsked: Record<string, number>;
  messages: Record<string, number>;
  wrong: string[];
}

interface EpisodeRow extends Record<string, unknown> {
  name: string;
  ticket_id: string;
  decisions: number;
  asked: boolean | null;
  reason: string | null;
  told: number;
  said: { asked: boolean; reason: string | null } | null;
  invitations: number;
  invitation: string | null;
  state: string | null;
  message: string | null;
  cards: number;
}

/** Every episode that was ever solved and not taken back, with all that hangs on it. */
const EPISODES = `
  WITH solved AS (
    SELECT DISTINCT f.workspace_id, f.ticket_id, (f.payload->>'episode')::int AS episode FROM fact f WHERE f.type = 'ticket.solved'
  ), said AS (
    SELECT f.ticket_id, (f.payload->>'episode')::int AS episode, count(*) FILTER (WHERE f.type = 'survey.decided')::int AS told,
      (array_agg(jsonb_build_object('asked', f.type = 'survey.decided' AND (f.payload->>'asked')::boolean, 'reason', f.payload->>'reason')
        ORDER BY f.seq DESC))[1] AS said
    FROM fact f WHERE f.type IN ('survey.decided', 'survey.cancelled') GROUP BY 1, 2
  )
  SELECT 'episode ' || s.episode || ' of ' || s.ticket_id AS name, s.ticket_id,
    (SELECT count(*)::int FROM survey_decision d WHERE d.ticket_id = s.ticket_id AND d.episode = s.episode) AS decisions,
    d.asked, d.reason, coalesce(said.told, 0) AS told, said.said,
    (SELECT count(*)::int FROM invitation i WHERE i.ticket_id = s.ticket_id AND i.episode = s.episode) AS invitations,
    i.id AS invitation, i.state, m.state AS message,
    (SELECT count(*)::int FROM message c WHERE c.card->>'invitationId' = i.id::text) AS cards
  FROM solved s
  LEFT JOIN survey_decision d ON d.ticket_id = s.ticket_id AND d.episode = s.episode
  LEFT JOIN said ON said.ticket_id = s.ticket_id AND said.episode = s.episode
  LEFT JOIN invitation i ON i.ticket_id = s.ticket_id AND i.episode = s.episode
  LEFT JOIN message m ON m.id = i.message_id`;

const ENDED = ['sent', 'failed', 'unknown'];
const MESSAGE_ENDED = [...ENDED, 'delivered', 'read'];

export async function countAsking(desk: CountedDesk): Promise<Asking> {
  const rows = await desk.ask<EpisodeRow>(EPISODES);
  const found: Asking = { solves: rows.length, asked: 0, notAsked: {}, messages: {}, wrong: [] };
  for (const row of rows) {
    const fault = faultOf(row);
    if (fault) found.wrong.push(`${row.name}: ${fault}`);
    if (row.asked) {
      found.asked += 1;
      found.messages[row.message!] = (found.messages[row.message!] ?? 0) + 1;
    } else found.notAsked[row.reason!] = (found.notAsked[row.reason!] ?? 0) + 1;
  }
  await countArrivals(desk, found);
  return found;
}

function faultOf(row: EpisodeRow): string | null {
  if (row.decisions !== 1) return `${row.decisions} decisions`;
  if (row.told < 1) return 'no fact of its decision';
  if (row.said?.asked !== row.asked) return `the facts say asked ${row.said?.asked}, the row ${row.asked}`;
  if (row.invitations > 1) return `${row.invitations} invitations`;
  if (row.asked) {
    if (row.invitations !== 1) return 'asked without an invitation';
    if (!ENDED.includes(row.state ?? '')) return `asked, and the invitation is ${row.state}`;
    if (row.cards !== 1) return `asked by ${row.cards} messages`;
    if (!MESSAGE_ENDED.includes(row.message ?? '')) return `asked, and the message is ${row.message}`;
    return null;
  }
  if (!row.reason) return 'not asked without a reason';
  if (row.invitations === 1 && row.state !== 'cancelled') return `not asked, and the invitation is ${row.state}`;
  return row.cards === 0 ? null : `not asked (${row.reason}), and ${row.cards} messages all the same`;
}

interface SentRow extends Record<string, unknown> {
  channel: string;
  address: string;
  sent: number;
  unsure: number;
}

/** What reached each customer: every survey that is called sent, and beyond those no more than are unknown or called failed. */
async function countArrivals(desk: CountedDesk, found: Asking): Promise<void> {
  const rows = await desk.ask<SentRow>(
    `SELECT t.channel, d.address, count(*) FILTER (WHERE m.state IN ('sent', 'delivered', 'read'))::int AS sent,
       count(*) FILTER (WHERE m.state IN ('failed', 'unknown'))::int AS unsure
     FROM message m JOIN invitation i ON i.message_id = m.id JOIN ticket t ON t.id = i.ticket_id JOIN identity d ON d.id = t.identity_id
     WHERE t.channel IN ('email', 'telegram') GROUP BY 1, 2`,
  );
  for (const { channel, address, sent, unsure } of rows) {
    const arrived = channel === 'email' ? mailsTo(desk, address) : cardsTo(desk, address);
    if (arrived < sent || arrived > sent + unsure)
      found.wrong.push(`${channel} ${address}: ${arrived} surveys arrived, ${sent} are called sent, ${unsure} unsure`);
  }
}

/** By Message-ID, which every mail program folds. */
function mailsTo(desk: CountedDesk, address: string): number {
  const mails = desk.relay.mails.filter((mail) => mail.recipients.includes(address) && /\/s\/[\w.~-]+/.test(mail.text));
  return new Set(mails.map((mail) => mail.messageId)).size;
}

const cardsTo = (desk: CountedDesk, address: string): number =>
  desk.telegram.sent.filter((message) => String(message.chatId) === address && message.keyboard.flat().length > 0)
    .length;
