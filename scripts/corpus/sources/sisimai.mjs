// Scores delivery reports of some sixty mail systems, their complaints and vacation notices, with each kind of line end.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { counting, filesIn, readJson } from '../expectations.mjs';

export const source = 'sisimai';

/** Reasons after which the address itself is no use any more: these are its hard bounces, and what we call dead. */
/** Words after which we call an address dead, whatever else is guessed of a filter behind it. */
const UNKNOWN =
  /user unknown|unknown (?:user|recipient)|no such user|doesn't have a .{1,40} account|mailbox does not exist|invalid address/i;
const hardOf = (bounce) => bounce.hard_bounce;

export async function score(folder, { inspectMail }) {
  const expected = readJson(folder, 'expected.json').files;
  const rows = [];
  for (const half of ['bsd', 'dos', 'mac']) {
    const rowsOfHalf = scoreHalf(
      join(folder, half),
      expected,
      inspectMail,
      half === 'bsd' ? '' : `, ${half} line ends`,
    );
    rows.push(...rowsOfHalf);
  }
  const not = counting('no bounce where there is none', 1);
  for (const name of filesIn(join(folder, 'not'))) {
    const seen = inspectMail(readFileSync(join(folder, 'not', name)), name);
    not.check(name, seen.auto !== 'bounce', `taken for a bounce: ${seen.reason}`);
  }
  return [...rows, not.row];
}

function scoreHalf(folder, expected, inspectMail, suffix) {
  const row = (what, bar) => counting(`${what}${suffix}`, bar);
  const [known, status, hard, recipient, others] = [
    row('bounce recognised', 0.98),
    row('status class', 0.98),
    row('hard or soft', 0.95),
    row('recipient', 0.98),
    row('complaints and vacations', 1),
  ];
  for (const [name, { bounces, dsn_final_recipients: recipients = [] }] of Object.entries(expected)) {
    const path = join(folder, name);
    if (!existsSync(path)) continue;
    const bytes = readFileSync(path);
    const words = bytes.toString('latin1');
    const seen = inspectMail(bytes, name);
    const reasons = bounces.map((each) => each.reason);
    const verdict = `${seen.auto ?? 'nothing'}, ${seen.reason ?? 'accepted'}`;
    if (reasons.includes('feedback')) others.check(name, seen.auto === 'complaint', verdict);
    else if (reasons.includes('vacation')) others.check(name, seen.auto === 'auto-reply', verdict);
    else if (reasons.includes('delivered')) others.check(name, seen.auto === null && seen.verdict === 'drop', verdict);
    else if (seen.bounce === null && seen.reason === 'delay-notice' && bounces.every((each) => !hardOf(each)))
      known.rule(name, 'a delay notice is no bounce');
    else if (known.check(name, seen.auto === 'bounce', verdict)) {
      const told = seen.bounce.status;
      const near = ({ status: s }) => s === null || s[0] === told?.[0];
      status.check(name, bounces.some(near), `${told} for ${bounces.map((each) => each.status)}`);
      const reason = `${seen.bounce.dead ? 'dead' : 'alive'} (${told}) for ${reasons}`;
      if (seen.bounce.dead && reasons.every((each) => each === 'suspend'))
        hard.rule(name, 'a disabled address is a dead one');
      else if (seen.bounce.dead && reasons.every((each) => each === 'filtered') && UNKNOWN.test(words))
        hard.rule(name, 'the server says in words that there is no such person');
      else
        hard.check(
          name,
          bounces.some((each) => hardOf(each) === seen.bounce.dead),
          reason,
        );
      const bare = recipients.map((each) => each.replace(/^<|>$/g, '')).filter((each) => /[^@]@/.test(each));
      const same = (each) => each.toLowerCase() === seen.bounce.recipient?.toLowerCase();
      if (bare.length > 0) recipient.check(name, bare.some(same), `${seen.bounce.recipient} for ${bare.join(', ')}`);
    }
  }
  return [known.row, status.row, hard.row, recipient.row, others.row].filter(({ n }) => n > 0);
}
