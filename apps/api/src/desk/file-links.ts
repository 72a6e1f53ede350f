// Where a file can be fetched: by agents with their session, by customers with a signature.
import type { FileItem } from '@otklik/contract';
import type { StoredFile } from '../platform/files.js';
import type { Secrets } from '../platform/secrets.js';

/** For people who are signed in. Relative to the desk. */
export function fileUrl(workspaceId: string, file: Pick<StoredFile, 'id' | 'name'>): string {
  return `/files/${workspaceId}/${file.id}/${encodeURIComponent(file.name)}`;
}

/** For a customer: whoever holds the link may fetch this one file. Relative to the desk. */
export function signFileUrl(secrets: Secrets, workspaceId: string, file: Pick<StoredFile, 'id' | 'name'>): string {
  return `${fileUrl(workspaceId, file)}?sig=${secrets.sign('file', `${workspaceId}/${file.id}`)}`;
}

export function isSignedFile(secrets: Secrets, workspaceId: string, fileId: string, signature: string): boolean {
  return secrets.verify('file', `${workspaceId}/${fileId}`, signature);
}

/** A stored file as it crosses the wire. `url` from fileUrl or signFileUrl. */
export function fileItem(file: StoredFile, url: string, contentId: string | null = null): FileItem {
  return { id: file.id, name: file.name, contentType: file.contentType, size: file.size, contentId, url };
}
