// Rules of a mail's sender (path A): what SPF, DKIM, DMARC and ARC together say of the address in From. Pure.
import type { MailAuthentication } from '@otklik/channels';

/** What was found out; results as RFC 8601 names them. */
export interface SenderFacts {
  /** Of From; null when there is none, or several. */
  domain: string | null;
  spf: string;
  dkim: string;
  dmarc: string;
  arc: string;
  /** A DKIM signature, or SPF, passed for the domain of From itself. */
  aligned: boolean;
  /** The server that handed the mail over is known, so that SPF could speak. */
  complete: boolean;
  /** A forwarder whose word is taken sealed (ARC) that the mail was right when it came to it. */
  vouched: boolean;
}

const UNSURE = /^temperr/;

/**
 * `pass`: the domain of From stands behind it. `fail`: its owner says that mails like this are not its own. `none`: nobody can
 * say; also where a name could not be looked up, for a failing DNS must not make forgers of honest people.
 */
export function senderVerdict(facts: SenderFacts): MailAuthentication {
  const { domain, spf, dkim, dmarc, arc } = facts;
  return { spf, dkim, dmarc, arc, domain, verdict: domain === null ? 'none' : verdictOf(facts) };
}

function verdictOf({ spf, dkim, dmarc, aligned, complete, vouched }: SenderFacts): MailAuthentication['verdict'] {
  if (dmarc === 'pass') return 'pass';
  if (dmarc === 'fail') return !complete || vouched || UNSURE.test(spf) || UNSURE.test(dkim) ? 'none' : 'fail';
  return aligned && !UNSURE.test(dmarc) ? 'pass' : 'none';
}

/** The same of the person whom the desk shows as the author: a mailing list's proof is not a proof of who wrote to it. */
export function provenFor(found: MailAuthentication, author: string | null): MailAuthentication {
  const domain = author?.split('@').at(-1)?.toLowerCase() ?? '';
  const same = found.domain !== null && (domain === found.domain || domain.endsWith(`.${found.domain}`));
  return found.verdict === 'pass' && !same ? { ...found, verdict: 'none' } : found;
}

/**
 * What our own mail server wrote down (RFC 8601). Only its topmost headers count: whoever sent the mail could write such lines
 * too, but only below the first Received that follows.
 */
export function trustedResults(head: string, server: string): Record<string, string> | null {
  const lines = head
    .replace(/\r\n?/g, '\n')
    .split('\n\n', 1)[0]!
    .replace(/\n[ \t]+/g, ' ')
    .split('\n');
  const found: Record<string, string> = {};
  let any = false;
  for (const line of lines) {
    const value = /^authentication-results:\s*(.*)$/i.exec(line)?.[1];
    if (value === undefined) {
      if (any && /^received:/i.test(line)) break;
      continue;
    }
    const [who = '', ...results] = value.replace(/\([^()]*\)/g, ' ').split(';');
    if (who.trim().split(/\s+/)[0]?.toLowerCase() !== server.toLowerCase()) continue;
    any = true;
    for (const result of results) {
      const [, method, outcome] = /^\s*(spf|dkim|dmarc|arc)\s*=\s*([a-z]+)/i.exec(result) ?? [];
      if (!method || !outcome) continue;
      const name = method.toLowerCase();
      // One signature that passed is enough, wherever it stands.
      if (found[name] === undefined || outcome.toLowerCase() === 'pass') found[name] = outcome.toLowerCase();
    }
  }
  return any ? found : null;
}

/** What our mail service found out before it called us. Without DMARC it does not say for whose domain the others passed. */
export function factsOfService(found: { spf?: string; dkim?: string; dmarc?: string }, sender: string): SenderFacts {
  const { spf = 'none', dkim = 'none', dmarc = 'none' } = found;
  const domain = sender.split('@').at(-1)?.toLowerCase() || null;
  return { domain, spf, dkim, dmarc, arc: 'none', aligned: false, complete: true, vouched: false };
}
