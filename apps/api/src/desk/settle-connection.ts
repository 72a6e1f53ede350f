// The common middle of making and editing a connection: settings checked, the vendor asked, the row made ready to be written.
import { Inject, Injectable } from '@nestjs/common';
import type { Env } from '../env.js';
import { ENV } from '../platform/env.token.js';
import { DomainError } from '../platform/errors.js';
import { Secrets } from '../platform/secrets.js';
import { say } from '../platform/words/words.js';
import { checkConfig } from './check-config.js';
import { canBeCalled } from './connection-links.js';
import type { ConnectionView } from './connections.requests.js';
import type { ConnectionRow } from './connections.store.js';
import { openSecrets } from './read-connections.js';
import { showConnection } from './show-connection.js';
import { tellWithin } from './state-reason.js';
import { channelOrRefuse, TestConnection } from './test-connection.js';

export interface Settled {
  row: ConnectionRow;
  view: ConnectionView;
}

@Injectable()
export class SettleConnection {
  constructor(
    private readonly secrets: Secrets,
    private readonly testConnection: TestConnection,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /**
   * Lays the settings given over the row's own. `ask`: whether the vendor is asked; settings it refuses are not saved, and
   * where it cannot be reached the connection is saved as broken, and says so. `stand` writes a new row before the vendor is
   * asked: some call our webhook while they are being told of it, and believe us only when it answers.
   * @throws DomainError kind-unknown, setting-wrong, connection-refused, and what `stand` throws
   */
  async run(
    row: ConnectionRow,
    given: Record<string, unknown>,
    locale: string,
    ask: boolean,
    stand: (row: ConnectionRow) => Promise<void> = async () => undefined,
  ): Promise<Settled> {
    const channel = channelOrRefuse(row.kind);
    const present = { config: row.config, secrets: openSecrets(this.secrets, row.secrets) };
    const { config, secrets } = checkConfig(channel.configSchema, given, present, locale);
    const notices: string[] = [];
    if (config.mode === 'webhook' && !canBeCalled(this.env.publicUrl, config.apiRoot)) {
      config.mode = 'polling';
      notices.push(say(locale, 'desk.polling-instead'));
    }
    const next: ConnectionRow = {
      ...row,
      config,
      secrets: this.seal(secrets),
      address: addressOf(config) ?? row.address,
    };
    await stand(next);
    if (ask) notices.push(...(await this.ask(next, secrets, locale)));
    // Another bot counts its updates from another number.
    if (next.address !== row.address) next.pollCursor = null;
    return {
      row: next,
      view: showConnection(next, channel, Object.keys(secrets), this.env.publicUrl, locale, notices.join(' ') || null),
    };
  }

  private async ask(next: ConnectionRow, secrets: Record<string, string>, locale: string): Promise<string[]> {
    const answer = await this.testConnection.run({ ...next, config: { ...next.config, ...secrets } });
    if (answer.verdict === 'refused') {
      throw new DomainError('connection-refused', { reason: tellWithin(locale, answer.reason) });
    }
    if (answer.verdict === 'ok') {
      next.state = 'ok';
      next.stateReason = null;
      next.address = answer.address ?? next.address;
      return [];
    }
    next.state = 'broken';
    next.stateReason = answer.reason;
    return [say(locale, 'desk.saved-unreached', { reason: tellWithin(locale, answer.reason) })];
  }

  private seal(secrets: Record<string, string>): string | null {
    return Object.keys(secrets).length === 0 ? null : this.secrets.seal(JSON.stringify(secrets));
  }
}

/** A mailbox says its address itself; a bot's is told by its vendor. */
function addressOf(config: Record<string, unknown>): string | null {
  return typeof config.address === 'string' ? config.address.toLowerCase() : null;
}
