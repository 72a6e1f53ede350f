// Part of checking a mail's sender (path A): names looked up in DNS, with little patience; when DNS is away, nobody waits for it.
import { Resolver } from 'node:dns/promises';
import { Injectable } from '@nestjs/common';

const PATIENCE_MS = 2_000;
/** So many in a row without an answer, and nothing is asked for a while. */
const SILENCES = 3;
const REST_MS = 30_000;

@Injectable()
export class MailNames {
  private readonly resolver = new Resolver({ timeout: PATIENCE_MS, tries: 1 });
  private silences = 0;
  private restUntil = 0;

  /** Like `dns.resolve`. Tests put a zone of their own here. @throws with a code of DNS. */
  resolve = async (name: string, type: string): Promise<string[] | string[][]> => {
    if (performance.now() < this.restUntil) throw Object.assign(new Error('DNS does not answer'), { code: 'ETIMEOUT' });
    try {
      const answer = (await this.resolver.resolve(name, type as 'TXT')) as string[][];
      this.silences = 0;
      return answer;
    } catch (fault) {
      const { code } = fault as { code?: string };
      const answered = code === 'ENOTFOUND' || code === 'ENODATA' || code === 'ESERVFAIL' || code === 'EREFUSED';
      this.silences = answered ? 0 : this.silences + 1;
      if (this.silences >= SILENCES) {
        this.silences = 0;
        this.restUntil = performance.now() + REST_MS;
      }
      throw fault;
    }
  };
}
