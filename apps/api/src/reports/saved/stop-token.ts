// The token in a mailed report: it says whose copies of which report end, and can do nothing else. Pure but for the secret.
import { createHash } from 'node:crypto';
import type { Secrets } from '../../platform/secrets.js';
import type { ReportKey } from './saved-reports.store.js';

const PURPOSE = 'report-off';
const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const TOKEN = new RegExp(`^(${UUID})\\.(${UUID})\\.([0-9a-f]{32})\\.([\\w-]{10,60})$`);

export interface Receiver extends ReportKey {
  /** Of the address: the link itself tells nobody whose it is. */
  mark: string;
}

export const markOf = (address: string): string =>
  createHash('sha256').update(address.trim().toLowerCase()).digest('hex').slice(0, 32);

export function stopToken(secrets: Secrets, { workspaceId, reportId }: ReportKey, address: string): string {
  const mark = markOf(address);
  return `${workspaceId}.${reportId}.${mark}.${secrets.sign(PURPOSE, `${workspaceId} ${reportId} ${mark}`)}`;
}

/** Null: it is none of ours. */
export function readStopToken(secrets: Secrets, token: string): Receiver | null {
  const [, workspaceId = '', reportId = '', mark = '', signature = ''] = TOKEN.exec(token) ?? [];
  const ours = secrets.verify(PURPOSE, `${workspaceId} ${reportId} ${mark}`, signature);
  return ours ? { workspaceId, reportId, mark } : null;
}
