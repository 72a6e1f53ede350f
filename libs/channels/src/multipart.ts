// Part of sending files (path B): a form as bytes. By hand, because a FormData of one fetch is only text to another.
import { randomUUID } from 'node:crypto';

export interface FormFile {
  field: string;
  name: string;
  contentType: string;
  content: Uint8Array;
}

/** multipart/form-data (RFC 7578), names in UTF-8. */
export function multipart(
  fields: Record<string, string>,
  files: FormFile | FormFile[],
): { contentType: string; body: Uint8Array<ArrayBuffer> } {
  const boundary = `otklik-${randomUUID()}`;
  const chunks: Buffer[] = [];
  for (const [name, value] of Object.entries(fields)) {
    chunks.push(
      Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"\r\n\r\n${value}\r\n`),
    );
  }
  for (const file of [files].flat()) {
    const head = `Content-Disposition: form-data; name="${quoted(file.field)}"; filename="${quoted(file.name)}"\r\nContent-Type: ${file.contentType.replace(/[^\x20-\x7e]+/g, '')}`;
    chunks.push(Buffer.from(`--${boundary}\r\n${head}\r\n\r\n`), Buffer.from(file.content), Buffer.from('\r\n'));
  }
  chunks.push(Buffer.from(`--${boundary}--\r\n`));
  return { contentType: `multipart/form-data; boundary=${boundary}`, body: new Uint8Array(Buffer.concat(chunks)) };
}

/** As browsers do: what would end the quotes or the line is escaped. */
const quoted = (text: string): string => text.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
