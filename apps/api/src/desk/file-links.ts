// Where a file can be fetched: by agents with their session, by customers with a signature.
import type { FileItem } from '@otklik/contract';
import { DomainError } from '../platform/errors.js';
import type { StoredFile } from '../platform/files.js';
import type { Secrets } from '../platform/secrets.js';

/** For people who are signed in. Relative to the desk. */
export function fileUrl(workspaceId: string, file: Pick<StoredFile, 'id' | 'name'>): string {
  return `/files/${workspaceId}/${file.id}/${encodeURIComponent(file.name)}`;
}

const DAY_MS = 86_400_000;
/** A customer's link lives at least so many days. */
const LIVES_DAYS = 90;
/** Its end is the end of one of these spans, so that the same file has the same address for a month. */
const SPAN_DAYS = 30;

/** For a customer: whoever holds the link may fetch this one file, for 90 to 120 days. Relative to the desk. */
export function signFileUrl(
  secrets: Secrets,
  workspaceId: string,
  file: Pick<StoredFile, 'id' | 'name'>,
  now: Date,
): string {
  const until = Math.ceil((now.getTime() / DAY_MS + LIVES_DAYS) / SPAN_DAYS) * SPAN_DAYS;
  return `${fileUrl(workspaceId, file)}?until=${until}&sig=${secrets.sign('file', `${workspaceId}/${file.id}/${until}`)}`;
}

/**
 * `until`: the last day, counted from 1970; links of the first releases name none, and live as long from the day on which
 * their file came. @throws DomainError link-expired
 */
export function isSignedFile(
  secrets: Secrets,
  workspaceId: string,
  fileId: string,
  link: { sig: string; until: string | null },
  now: Date,
): boolean {
  const { sig, until } = link;
  if (!secrets.verify('file', `${workspaceId}/${fileId}${until === null ? '' : `/${until}`}`, sig)) return false;
  const last = until === null ? instantOf(fileId) / DAY_MS + LIVES_DAYS + SPAN_DAYS : Number(until);
  if (now.getTime() > last * DAY_MS) throw new DomainError('link-expired');
  return true;
}

/** When an id was made: the first 48 bits of a UUIDv7. */
const instantOf = (id: string): number => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);

/** A stored file as it crosses the wire. `url` from fileUrl or signFileUrl. */
export function fileItem(file: StoredFile, url: string, contentId: string | null = null): FileItem {
  return { id: file.id, name: file.name, contentType: file.contentType, size: file.size, contentId, url };
}
