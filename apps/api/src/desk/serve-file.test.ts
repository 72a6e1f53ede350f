// How files of strangers are served, by table: what may be seen in place, and what never under its own name.
import { expect, test } from '@jest/globals';
import { fileHeaders } from './serve-file.js';

const headers = (contentType: string, name = 'a.bin') =>
  fileHeaders({ name, contentType, size: 3, sha256: 'f'.repeat(64) });

test.each<[string, string, string]>([
  ['image/png', 'image/png', 'inline'],
  ['IMAGE/JPEG', 'image/jpeg', 'inline'],
  ['image/png; charset=x', 'image/png', 'inline'],
  ['image/svg+xml', 'application/octet-stream', 'attachment'],
  ['text/html', 'application/octet-stream', 'attachment'],
  ['text/html; charset=utf-8', 'application/octet-stream', 'attachment'],
  ['application/xhtml+xml', 'application/octet-stream', 'attachment'],
  ['text/xml', 'application/octet-stream', 'attachment'],
  ['application/javascript', 'application/octet-stream', 'attachment'],
  ['text/javascript', 'application/octet-stream', 'attachment'],
  ['multipart/x-mixed-replace', 'application/octet-stream', 'attachment'],
  ['application/pdf', 'application/pdf', 'attachment'],
  ['audio/ogg', 'audio/ogg', 'attachment'],
  ['video/mp4', 'video/mp4', 'attachment'],
  ['text/plain', 'text/plain; charset=utf-8', 'attachment'],
  ['', 'application/octet-stream', 'attachment'],
  ['nonsense', 'application/octet-stream', 'attachment'],
])('%s is served as %s, %s', (given, type, disposition) => {
  const served = headers(given);
  expect(served['content-type']).toBe(type);
  expect(served['content-disposition']).toMatch(new RegExp(`^${disposition}; `));
  expect(served['x-content-type-options']).toBe('nosniff');
  expect(served['content-security-policy']).toContain('sandbox');
});

test('a name cannot break out of its header', () => {
  expect(headers('image/png', 'счёт "1" (копия)*.png')['content-disposition']).toBe(
    `inline; filename="____ _1_ (_____)*.png"; filename*=UTF-8''%D1%81%D1%87%D1%91%D1%82%20%221%22%20%28%D0%BA%D0%BE%D0%BF%D0%B8%D1%8F%29%2A.png`,
  );
  expect(headers('x/y', 'a\r\nset-cookie: b')['content-disposition']).not.toMatch(/[\r\n]/);
});
