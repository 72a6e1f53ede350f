// Pictures by their bytes, by table.
import { expect, test } from '@jest/globals';
import { pictureType } from './picture-type.js';

test.each([
  ['image/png', Buffer.from('89504e470d0a1a0a00', 'hex')],
  ['image/jpeg', Buffer.from('ffd8ffe000104a46', 'hex')],
  ['image/webp', Buffer.from('RIFF\x00\x00\x00\x00WEBPVP8 ', 'latin1')],
  [null, Buffer.from('RIFF\x00\x00\x00\x00WAVEfmt ', 'latin1')],
  [null, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  [null, Buffer.from('GIF89a')],
  [null, Buffer.from('<html><script>alert(1)</script>')],
  [null, Buffer.alloc(0)],
])('%s', (type, content) => expect(pictureType(content)).toBe(type));
