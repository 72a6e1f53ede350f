// A person at the front door: address and password, counted and slow, become a session.
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { Limits } from '../platform/http/limits.js';
import { findAccounts, type SignInRow } from './agents.store.js';
import { OpenSession } from './open-session.js';
import { checkPassword } from './passwords.js';

const QUARTER_HOUR = 15 * 60;
/** One person at one place; the same address from anywhere; one place trying any address. */
const TRIES = { person: 10, address: 50, place: 100 };

@Injectable()
export class SignIn {
  constructor(
    private readonly database: Database,
    private readonly limits: Limits,
    private readonly openSession: OpenSession,
  ) {}

  /**
   * @throws DomainError sign-in-failed (unknown, wrong or disabled: the same words, the same time), too-many-requests,
   * choose-workspace with `workspaces` (slugs) and `names` when the password opens several.
   */
  async run(attempt: { email: string; password: string; workspace: string | null; ip: string }): Promise<{
    token: string;
    csrf: string;
    workspaceId: string;
    agentId: string;
  }> {
    const address = attempt.email.trim().toLowerCase();
    const person = `${address} ${attempt.ip}`;
    await this.limits.take('sign-in-place', attempt.ip, TRIES.place, QUARTER_HOUR);
    await this.limits.take('sign-in-person', person, TRIES.person, QUARTER_HOUR);
    await this.limits.take('sign-in-address', address, TRIES.address, QUARTER_HOUR);

    const account = await this.choose(await findAccounts(this.database, address, attempt.workspace), attempt.password);
    await this.limits.forget('sign-in-person', person);
    const { workspaceId, agentId } = account;
    return { ...(await this.openSession.run(this.database, workspaceId, agentId)), workspaceId, agentId };
  }

  private async choose(accounts: SignInRow[], password: string): Promise<SignInRow> {
    const opened: SignInRow[] = [];
    if (accounts.length === 0) await checkPassword(null, password);
    for (const account of accounts) if (await checkPassword(account.passwordHash, password)) opened.push(account);
    if (opened.length === 0) throw new DomainError('sign-in-failed');
    if (opened.length > 1) {
      throw new DomainError('choose-workspace', {
        workspaces: opened.map((account) => account.slug),
        names: opened.map((account) => account.workspaceName),
      });
    }
    return opened[0]!;
  }
}
