// How a stranger's file may be shown: pictures as pictures, everything else as a download, nothing as a page of ours. Pure.

/** Shown in place: formats that carry no script. */
const PICTURES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif', 'image/bmp']);
/** Downloaded under their own type; players may stream sound and film. */
const OWN_TYPE = /^(?:audio|video)\/[a-z0-9.+-]+$|^application\/pdf$|^text\/(?:plain|csv)$/;

/** The headers of a file, whatever its sender called it. */
export function fileHeaders(file: {
  name: string;
  contentType: string;
  size: number;
  sha256: string;
}): Record<string, string> {
  const type = file.contentType.split(';')[0]!.trim().toLowerCase();
  const picture = PICTURES.has(type);
  const shown = picture || OWN_TYPE.test(type) ? type : 'application/octet-stream';
  return {
    'content-type': shown.startsWith('text/') ? `${shown}; charset=utf-8` : shown,
    'content-length': String(file.size),
    'content-disposition': disposition(picture ? 'inline' : 'attachment', file.name),
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox",
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'private, max-age=31536000, immutable',
    etag: `"${file.sha256}"`,
  };
}

/** RFC 6266: an ASCII name for old clients, the true one beside it. */
function disposition(kind: 'inline' | 'attachment', name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const utf8 = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${utf8}`;
}
