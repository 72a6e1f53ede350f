// What an album looks like as one message, when its parts come, change and go.
import { describe, expect, it } from '@jest/globals';
import { type AlbumPart, editPart, firstPart, joinPart, removePart } from './album.js';

const part = (n: number, text = '', html: string | null = null): AlbumPart => ({
  externalId: `m${n}`,
  text,
  html,
  files: [{ id: `f${n}`, contentId: null }],
});
const first = part(1, 'Look at both');
const start = { text: first.text, html: first.html, files: first.files, album: firstPart('a', first) };
const both = joinPart(start, part(2));

describe('an album', () => {
  it('has the files of all its parts, and the words of those that have some', () => {
    expect(both).toMatchObject({ text: 'Look at both', html: null, files: [{ id: 'f1' }, { id: 'f2' }] });
    expect(joinPart(both, part(3, 'and this')).text).toBe('Look at both\nand this');
  });
  it('keeps formatting where one part has it', () => {
    expect(joinPart(start, part(2, 'bold', '<b>bold</b>')).html).toBe('Look at both<br><b>bold</b>');
  });
  it('shows the new words of one part, and leaves the others', () => {
    const three = joinPart(both, part(3, 'and this'));
    expect(editPart(three, 'm1', { text: 'Look', html: null }).text).toBe('Look\nand this');
    expect(editPart(both, 'm2', { text: 'a late caption', html: null }).text).toBe('Look at both\na late caption');
  });
  it('loses what is deleted, and is gone with its last part', () => {
    const left = removePart(both, 'm1')!;
    expect(left).toMatchObject({ text: '', files: [{ id: 'f2' }] });
    expect(removePart(left, 'm2')).toBeNull();
    expect(removePart(both, 'm2')).toMatchObject({ text: 'Look at both', files: [{ id: 'f1' }] });
  });
  it('takes words as they are, dollar signs too', () => {
    expect(editPart(start, 'm1', { text: "costs $& and $'", html: null }).text).toBe("costs $& and $'");
  });
});
