// What a mail scanner does before anybody reads: it follows every link of every survey, with GET and with HEAD, and means nothing by it.
import type { CountedDesk } from './count-losses.js';
import type { KilledDesk } from './killed-desk.js';

export interface Scan {
  links: number;
  requests: number;
  /** By status. */
  answers: Record<string, number>;
  changed: string[];
}

/** Whatever a scanner could have left behind. */
const TRACES = `
  SELECT (SELECT count(*) FROM answer)::int AS answers,
    (SELECT count(*) FROM fact WHERE type IN ('survey.answered', 'rating.shown'))::int AS facts,
    (SELECT count(*) FROM contact WHERE survey_opt_out_at IS NOT NULL)::int AS "optOuts",
    (SELECT md5(string_agg(to_jsonb(i)::text, '' ORDER BY i.id)) FROM invitation i) AS invitations`;

export async function scanEverything(desk: CountedDesk & Pick<KilledDesk, 'url'>): Promise<Scan> {
  const cards = await desk.ask<{ url: string }>(`SELECT card->>'url' AS url FROM message WHERE card IS NOT NULL`);
  const links = new Set(cards.flatMap(({ url }) => (url ? [url, `${url}?score=1`, `${url}/opt-out`] : [])));
  for (const mail of desk.relay.mails)
    for (const [link] of `${mail.text}\n${mail.html}\n${mail.headers['list-unsubscribe'] ?? ''}`.matchAll(
      /https?:\/\/[^\s<>"')]+/g,
    ))
      if (link.includes('/s/')) links.add(link.replaceAll('&amp;', '&'));
  const scan: Scan = { links: links.size, requests: 0, answers: {}, changed: [] };
  const before = (await desk.ask(TRACES))[0]!;
  const queue = [...links].flatMap((link) => ['GET', 'HEAD'].map((method) => ({ link, method })));
  const follow = async () => {
    for (let one = queue.pop(); one; one = queue.pop()) {
      const { status } = await fetch(one.link, { method: one.method, redirect: 'follow' });
      scan.requests += 1;
      scan.answers[status] = (scan.answers[status] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: 8 }, follow));
  const after = (await desk.ask(TRACES))[0]!;
  for (const [what, n] of Object.entries(before))
    if (after[what] !== n) scan.changed.push(`${what}: ${n}, then ${after[what]}`);
  return scan;
}
