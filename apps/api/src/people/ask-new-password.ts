// A forgotten password: every account with the address gets a link by mail; the answer never says whether there is one.
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { Limits } from '../platform/http/limits.js';
import { Log } from '../platform/log.js';
import { findAccounts } from './agents.store.js';
import { MailPasswordLink } from './mail-password-link.js';

const HOUR = 3600;

@Injectable()
export class AskNewPassword {
  constructor(
    private readonly database: Database,
    private readonly limits: Limits,
    private readonly mailPasswordLink: MailPasswordLink,
    private readonly log: Log,
  ) {}

  /**
   * Answers before looking, so that its time tells nothing either; the mails follow.
   * @throws DomainError too-many-requests
   */
  async run(email: string, ip: string): Promise<void> {
    const address = email.trim().toLowerCase();
    await this.limits.take('new-password-place', ip, 20, HOUR);
    await this.limits.take('new-password-address', address, 5, HOUR);
    void this.mail(address).catch((error) => this.log.error('a password link was not made', error));
  }

  private async mail(address: string): Promise<void> {
    for (const account of await findAccounts(this.database, address, null)) {
      await this.database.transaction((tx) =>
        this.mailPasswordLink.run(tx, 'password-reset', { ...account, email: address }),
      );
    }
  }
}
