// One file out of a multipart request, streamed to where it is kept; used by agents' uploads and the widget's.
import type { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../platform/errors.js';
import { MAX_FILE_BYTES, type StoredFile } from '../platform/files.js';

/** What @fastify/multipart adds to a request, as far as it is used here. */
interface MultipartRequest {
  isMultipart?(): boolean;
  file?(options: object): Promise<{ filename: string; mimetype: string; file: Readable } | undefined>;
}

/** The multipart wrapping around a file: headers and boundaries. */
const WRAPPING_BYTES = 64 * 1024;
const LIMIT = { limit: `${MAX_FILE_BYTES / 1024 / 1024} MB` };

type Keep = (file: { name: string; contentType: string; content: Readable; maxBytes: number }) => Promise<StoredFile>;

/** @throws DomainError unsupported-media (not multipart), bad-request (no file in it), file-too-large; nothing is kept then. */
export async function takeUpload(request: FastifyRequest, keep: Keep): Promise<StoredFile> {
  const multipart = request as unknown as MultipartRequest;
  if (!multipart.isMultipart?.()) throw new DomainError('unsupported-media');
  if (Number(request.headers['content-length'] ?? 0) > MAX_FILE_BYTES + WRAPPING_BYTES) {
    throw new DomainError('file-too-large', LIMIT);
  }
  // One byte above the limit, so that the store sees that it was passed and keeps nothing. Other fields have no
  // meaning here, and a large one would be read to its end.
  const part = await multipart.file!({
    limits: { fileSize: MAX_FILE_BYTES + 1, files: 1, fields: 0, parts: 10 },
  }).catch(() => undefined);
  if (!part) throw new DomainError('bad-request');
  const { filename, mimetype, file } = part;
  return keep({ name: filename || 'file', contentType: mimetype, content: file, maxBytes: MAX_FILE_BYTES });
}
