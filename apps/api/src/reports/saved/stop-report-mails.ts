// One receiver wants no more copies of a mailed report: known by the token in the mail, taken off the list, the rest go on.
import { Injectable } from '@nestjs/common';
import { ReadAgents } from '../../people/read-agents.js';
import { Database } from '../../platform/database/database.js';
import { Secrets } from '../../platform/secrets.js';
import { dropReceiver, findReport, mailingsOf } from './saved-reports.store.js';
import { markOf, readStopToken } from './stop-token.js';

export interface StoppedReport {
  /** Null: it is no more. */
  name: string | null;
  /** Of the mails; null: nobody gets it any more. */
  locale: string | null;
}

@Injectable()
export class StopReportMails {
  constructor(
    private readonly database: Database,
    private readonly secrets: Secrets,
    private readonly agents: ReadAgents,
  ) {}

  /** Which report a token is of; null: it is none of ours. Ends nothing. */
  async read(token: string): Promise<StoppedReport | null> {
    const key = readStopToken(this.secrets, token);
    if (!key) return null;
    const mailing = (await mailingsOf(this.database, key.workspaceId, [key.reportId])).get(key.reportId);
    const report = await findReport(this.database, key);
    return { name: report?.name ?? null, locale: mailing?.locale ?? null };
  }

  /** Ends it for the token's receiver; a second time changes nothing. Answers as `read` did before. */
  async run(token: string): Promise<StoppedReport | null> {
    const told = await this.read(token);
    const key = readStopToken(this.secrets, token);
    const mailing = key && (await mailingsOf(this.database, key.workspaceId, [key.reportId])).get(key.reportId);
    if (!key || !mailing) return told;
    const agent = (await this.agents.run(key.workspaceId)).find(({ email }) => markOf(email) === key.mark);
    const address = mailing.addresses.find((one) => markOf(one) === key.mark);
    await dropReceiver(this.database, key, { agentId: agent?.id ?? null, address: address ?? null });
    return told;
  }
}
