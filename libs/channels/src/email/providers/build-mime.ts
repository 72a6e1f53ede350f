// Part of reading a mail service's call (path A): pieces of a mail become a mail again, so that it is understood like any other. Pure.

export interface MailPieces {
  /** In their order; those of the old structure are left out, for the new one has its own. */
  headers: [name: string, value: string][];
  text: string | null;
  html: string | null;
  files: {
    name: string;
    contentType: string;
    /** With or without brackets. */
    contentId: string | null;
    inline?: boolean;
    content: Uint8Array;
  }[];
}

const STRUCTURE = /^(content-.*|mime-version)$/i;

export function buildMime({ headers, text, html, files }: MailPieces): Buffer {
  const kept = headers.filter(([name]) => /^[!-9;-~]{1,200}$/.test(name) && !STRUCTURE.test(name));
  const mark = boundary(text, html);
  const chunks: (string | Uint8Array)[] = [
    ...kept.map(([name, value]) => `${name}: ${oneLine(value)}\r\n`),
    'MIME-Version: 1.0\r\n',
    `Content-Type: multipart/mixed; boundary="${mark}"\r\n\r\n`,
    `--${mark}\r\nContent-Type: multipart/alternative; boundary="${mark}-a"\r\n\r\n`,
  ];
  const body = (type: string, words: string) =>
    chunks.push(
      `--${mark}-a\r\nContent-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n`,
      base64(Buffer.from(words)),
    );
  if (text !== null || html === null) body('text/plain', text ?? '');
  if (html !== null) body('text/html', html);
  chunks.push(`--${mark}-a--\r\n`);
  for (const file of files) {
    const type = /^[\w.+-]+\/[\w.+-]+$/.test(file.contentType.split(';')[0]!.trim())
      ? file.contentType.split(';')[0]!.trim()
      : 'application/octet-stream';
    const id = file.contentId?.replace(/[<>\s]/g, '') || null;
    const place = (file.inline ?? id !== null) ? 'inline' : 'attachment';
    chunks.push(
      // A mail inside is kept whole, as a file: its parts are not parts of this one.
      `--${mark}\r\nContent-Type: ${type === 'message/rfc822' ? 'application/octet-stream' : type}\r\nContent-Transfer-Encoding: base64\r\n`,
      ...(id ? [`Content-ID: <${id}>\r\n`] : []),
      `Content-Disposition: ${place}; filename*=UTF-8''${encodeURIComponent(file.name.toWellFormed()).replace(/['()*]/g, hex)}\r\n\r\n`,
      base64(file.content),
    );
  }
  chunks.push(`--${mark}--\r\n`);
  return Buffer.concat(chunks.map((each) => (typeof each === 'string' ? Buffer.from(each) : each)));
}

/** A line that neither part can hold, for both are written in base64. */
const boundary = (text: string | null, html: string | null): string =>
  `=_otklik_${(text ?? '').length.toString(36)}_${(html ?? '').length.toString(36)}`;

const oneLine = (value: string): string =>
  value
    .replace(/\r?\n[ \t]*|\r/g, ' ')
    .replaceAll('\0', '')
    .trim();
const hex = (letter: string): string => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`;
const base64 = (bytes: Uint8Array): string =>
  `${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64').replace(/.{76}/g, '$&\r\n')}\r\n`;

/** Headers as a service lists them: `[[name, value]…]`, `{name: value | value[]}`, `[{Name, Value}…]`, or the text itself. */
export function headerList(given: unknown): [string, string][] {
  if (typeof given === 'string') return headersOfText(given);
  if (Array.isArray(given))
    return given.flatMap((one): [string, string][] => {
      if (Array.isArray(one)) return [[String(one[0] ?? ''), words(one[1])]];
      const fields = one as { Name?: unknown; Value?: unknown; name?: unknown; value?: unknown } | null;
      return [[String(fields?.Name ?? fields?.name ?? ''), words(fields?.Value ?? fields?.value)]];
    });
  if (typeof given !== 'object' || given === null) return [];
  return Object.entries(given).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((one): [string, string] => [name, words(one)]),
  );
}

const words = (value: unknown): string =>
  Array.isArray(value) ? words(value[0]) : value === null || value === undefined ? '' : String(value);

function headersOfText(text: string): [string, string][] {
  return text
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
    .flatMap((line): [string, string][] => {
      const colon = line.indexOf(':');
      return colon > 0 ? [[line.slice(0, colon).trim(), line.slice(colon + 1).trim()]] : [];
    });
}

/** Adds what the service knows and the list of headers lacks. */
export function withHeaders(
  headers: [string, string][],
  known: Record<string, string | null | undefined>,
): [string, string][] {
  const names = new Set(headers.map(([name]) => name.toLowerCase()));
  const missing = Object.entries(known).filter(
    (one): one is [string, string] => Boolean(one[1]) && !names.has(one[0].toLowerCase()),
  );
  return [...headers, ...missing];
}
