// Rules of naming a file that is not there yet, and of taking the line away once it has come.
import { describe, expect, it } from '@jest/globals';
import { missingLine, replaceLine, withLines } from './missing-words.js';

const line = missingLine({ name: 'a & b.pdf', fate: 'later' }, 'ru');

describe('missing files', () => {
  it('names the file in the desk’s language', () => expect(line).toContain('a & b.pdf'));

  it('stands below the words, and comes away without a trace', () => {
    const named = withLines('Вот', '<p>Вот</p>', [line]);
    expect(named.text).toBe(`Вот\n\n${line}`);
    expect(named.html).toContain('a &amp; b.pdf');
    expect(replaceLine(named.text, named.html, line, null)).toEqual({ text: 'Вот', html: '<p>Вот</p>' });
  });

  it('gives way to the last word', () => {
    const gone = missingLine({ name: 'a & b.pdf', fate: 'gone' }, 'ru');
    const named = withLines('', null, [line]);
    expect(replaceLine(named.text, named.html, line, gone)).toEqual({ text: gone, html: null });
  });

  it('changes nothing when there is nothing to say', () => {
    expect(withLines('Вот', null, [])).toEqual({ text: 'Вот', html: null });
  });
});
