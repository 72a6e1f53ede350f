// Where a page of a list ended, as an opaque word.
import { DomainError } from '../platform/errors.js';

export const writeCursor = (parts: string[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url');

/** Null: the first page. @throws DomainError bad-request */
export function readCursor(cursor: string | null | undefined, length: number): string[] | null {
  if (!cursor) return null;
  try {
    const parts = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown;
    if (
      Array.isArray(parts) &&
      parts.length === length &&
      parts.every((one) => typeof one === 'string' && !one.includes('\0'))
    )
      return parts as string[];
  } catch {
    // Said below.
  }
  throw new DomainError('bad-request');
}
