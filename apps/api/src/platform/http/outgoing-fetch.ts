// How the desk reaches other people's servers: never a private address, never without end.
import { lookup } from 'node:dns';
import { lookup as lookupAll } from 'node:dns/promises';
import { isIP } from 'node:net';
import { Inject, Injectable } from '@nestjs/common';
import ipaddr from 'ipaddr.js';
import { Agent, fetch as undiciFetch } from 'undici';
import type { Env } from '../../env.js';
import { ENV } from '../env.token.js';

export class AddressRefused extends Error {}

@Injectable()
export class OutgoingFetch {
  private readonly agent: Agent;
  private readonly relayHost: string | null;
  private readonly allowed: [ipaddr.IPv4 | ipaddr.IPv6, number][];

  constructor(@Inject(ENV) env: Pick<Env, 'allowAddresses' | 'smtpUrl'>) {
    this.relayHost = env.smtpUrl ? new URL(env.smtpUrl).hostname.replace(/^\[|\]$/g, '') : null;
    this.allowed = env.allowAddresses.map((range) =>
      range.includes('/') ? ipaddr.parseCIDR(range) : [ipaddr.parse(range), isIP(range) === 4 ? 32 : 128],
    );
    this.agent = new Agent({
      connect: {
        timeout: 10_000,
        // Checked at connection time on the address really used, so that DNS cannot change its mind in between.
        lookup: (host, options, done) => {
          lookup(host, { ...options, all: true }, (error, addresses) => {
            if (error) return done(error, [] as never, 4);
            const refused = addresses.find(({ address }) => !this.isReachable(address));
            if (refused) return done(new AddressRefused(`${host} leads to a private address`), [] as never, 4);
            if ((options as { all?: boolean }).all) return done(null, addresses as never, 4);
            done(null, addresses[0]!.address as never, addresses[0]!.family);
          });
        },
      },
      headersTimeout: 30_000,
      bodyTimeout: 60_000,
    });
  }

  /** `fetch` behind the guard. @throws AddressRefused (as `cause`) for private, local and reserved addresses. */
  readonly fetch: typeof fetch = (async (input: Parameters<typeof fetch>[0], init?: RequestInit) => {
    const url = new URL(typeof input === 'string' || input instanceof URL ? input : input.url);
    if (!['http:', 'https:'].includes(url.protocol)) throw new AddressRefused(`${url.protocol} is not fetched`);
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) && !this.isReachable(host)) throw new AddressRefused(`${host} is a private address`);
    // A redirect is a new address: it is followed by hand nowhere, so a hop into the private net cannot happen.
    return undiciFetch(url, { redirect: 'error', ...(init as object), dispatcher: this.agent });
  }) as unknown as typeof fetch;

  /**
   * The address to connect to for a host that is not fetched (a mail server named in the settings), checked the same way.
   * The operator's own relay (SMTP_URL) may stand anywhere. @throws AddressRefused
   */
  readonly reachable = async (host: string): Promise<string> => {
    if (host === this.relayHost) return host;
    const found = isIP(host) ? [{ address: host }] : await lookupAll(host, { all: true });
    const refused = found.find(({ address }) => !this.isReachable(address));
    if (refused || found.length === 0) throw new AddressRefused(`${host} leads to a private address`);
    return found[0]!.address;
  };

  private isReachable(address: string): boolean {
    let ip = ipaddr.parse(address);
    if (ip.kind() === 'ipv6' && (ip as ipaddr.IPv6).isIPv4MappedAddress()) ip = (ip as ipaddr.IPv6).toIPv4Address();
    if (ip.range() === 'unicast') return true;
    return this.allowed.some(([range, bits]) => range.kind() === ip.kind() && ip.match(range as never, bits));
  }
}
