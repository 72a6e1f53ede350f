// Path A for mail, between reading and taking: does it really come from whom it says? Off the sender's way, and never in anybody's.
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { MailAuthentication } from '@otklik/channels';
import ipaddr from 'ipaddr.js';
import { authenticate } from 'mailauth';
import { Log } from '../platform/log.js';
import { bytesInPieces } from './bytes-in-pieces.js';
import { MailNames } from './mail-names.js';
import { type SenderFacts, senderVerdict, trustedResults } from './sender-verdict.js';

const HEAD_BYTES = 64 * 1024;
/** A forwarder's seal says only what the forwarder says: these are believed. */
const BELIEVED = new Set([
  'google.com',
  'microsoft.com',
  'outlook.com',
  'fastmail.com',
  'icloud.com',
  'yandex.ru',
  'mail.ru',
]);

export interface MailInHand {
  /** As it came. */
  body: Buffer;
  /** The server that handed it over, its name by its own word, and MAIL FROM; null where nobody saw. */
  remoteAddress: string | null;
  helo: string | null;
  mailFrom: string | null;
  /** The name of our own server in front, whose Authentication-Results are believed. */
  trusted: string | null;
}

@Injectable()
export class CheckSender {
  /** For all names of one mail together. */
  patienceMs = 8_000;

  constructor(
    private readonly names: MailNames,
    private readonly log: Log,
  ) {}

  /** Never throws and never waits long: what cannot be found out is a `temperror`. */
  async run(mail: MailInHand): Promise<MailAuthentication> {
    const head = mail.body.subarray(0, HEAD_BYTES).toString('latin1');
    const told = mail.trusted ? trustedResults(head, mail.trusted) : null;
    if (told) return senderVerdict(factsOfServer(told, head));
    const ended = new AbortController();
    try {
      const late = sleep(this.patienceMs, null, { signal: ended.signal, ref: false });
      late.catch(() => undefined);
      const facts = await Promise.race([this.find(mail, head), late]);
      return senderVerdict(facts ?? UNKNOWN);
    } catch (fault) {
      this.log.warn('the sender of a mail could not be checked', { reason: String(fault).slice(0, 200) });
      return senderVerdict(UNKNOWN);
    } finally {
      ended.abort();
    }
  }

  private async find({ body, remoteAddress, helo, mailFrom }: MailInHand, head: string): Promise<SenderFacts> {
    const ip = publicAddress(remoteAddress);
    const signed = /^(dkim-signature|arc-seal):/im.test(head);
    // Handed over by our own machine, without a signature: there is nothing that could be checked.
    if (!ip && !signed) return { ...UNKNOWN, spf: 'none', dkim: 'none', dmarc: 'none', arc: 'none' };
    const found = await authenticate(body.length > 1024 * 1024 ? bytesInPieces(body) : body, {
      ...(ip ? { ip, helo: helo ?? ip } : {}),
      sender: mailFrom ?? '',
      mta: 'otklik',
      disableBimi: true,
      resolver: this.names.resolve,
    });
    const [from] = found.dkim.headerFrom;
    const domain = found.dkim.headerFrom.length === 1 ? (from?.split('@').at(-1)?.toLowerCase() ?? null) : null;
    const signatures = found.dkim.results.map((one) => one.status);
    const dmarc = found.dmarc ? found.dmarc : null;
    const spf = ip && found.spf ? found.spf : null;
    const spfDomain = spf?.status.result === 'pass' ? spf.domain.toLowerCase() : null;
    const owner = dmarc?.domain ?? domain;
    const spfAligned = spfDomain !== null && owner !== null && (spfDomain === owner || spfDomain.endsWith(`.${owner}`));
    const sealed = found.arc ? found.arc : null;
    return {
      domain: owner,
      spf: spf?.status.result ?? 'none',
      dkim: best(signatures.map((one) => one.result)),
      dmarc: dmarc?.status.result ?? 'none',
      arc: sealed?.status.result ?? 'none',
      aligned: spfAligned || signatures.some((one) => one.result === 'pass' && Boolean(one.aligned)),
      complete: ip !== null,
      vouched: sealed?.status.result === 'pass' && isBelieved(head),
    };
  }
}

const UNKNOWN: SenderFacts = {
  domain: null,
  spf: 'temperror',
  dkim: 'temperror',
  dmarc: 'temperror',
  arc: 'none',
  aligned: false,
  complete: false,
  vouched: false,
};

/** One signature that passed is enough. */
const best = (results: string[]): string =>
  ['pass', 'temperror', 'temperr', 'fail', 'permerror', 'policy', 'neutral'].find((each) => results.includes(each)) ??
  results[0] ??
  'none';

/** The last seal is by a forwarder we believe, and says that DMARC or an aligned signature was right when it came. */
function isBelieved(head: string): boolean {
  const flat = head
    .replace(/\r\n?/g, '\n')
    .split('\n\n', 1)[0]!
    .replace(/\n[ \t]+/g, ' ');
  const last = (name: string) =>
    [...flat.matchAll(new RegExp(`^${name}:(.*)$`, 'gim'))]
      .map((match) => match[1]!)
      .sort((a, b) => instance(b) - instance(a))[0] ?? '';
  const by = /\bd\s*=\s*([\w.-]+)/.exec(last('arc-seal'))?.[1]?.toLowerCase() ?? '';
  return BELIEVED.has(by) && /\bdmarc\s*=\s*pass\b/i.test(last('arc-authentication-results'));
}

const instance = (value: string): number => Number(/\bi\s*=\s*(\d+)/.exec(value)?.[1] ?? 0);

function factsOfServer(told: Record<string, string>, head: string): SenderFacts {
  const from = /^from:(.*(?:\r?\n[ \t].*)*)/im.exec(head)?.[1] ?? '';
  const domain = /@([\w.-]+)\s*>?\s*$/.exec(from.trim())?.[1]?.toLowerCase() ?? null;
  const { spf = 'none', dkim = 'none', dmarc = 'none', arc = 'none' } = told;
  // Without DMARC it does not say for whose domain the others passed: then nothing is proven.
  return { domain, spf, dkim, dmarc, arc, aligned: false, complete: true, vouched: false };
}

const INSIDE = new Set(['private', 'loopback', 'linkLocal', 'uniqueLocal', 'unspecified', 'carrierGradeNat']);

/** null for an address of our own network: a relay of ours handed it over, and SPF is about whoever gave it to the relay. */
function publicAddress(address: string | null): string | null {
  if (!address || !ipaddr.isValid(address)) return null;
  const ip = ipaddr.process(address);
  return INSIDE.has(ip.range()) ? null : ip.toString();
}
