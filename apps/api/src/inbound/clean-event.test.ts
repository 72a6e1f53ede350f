// Rules of cleaning: what a database or a screen cannot hold goes, with a note; everything else stays as it was.
import { describe, expect, it } from '@jest/globals';
import type { InboundEvent } from '@otklik/channels';
import { cleanEvent, MAX_HTML, MAX_TEXT } from './clean-event.js';

const event = (over: Partial<InboundEvent>): InboundEvent => ({
  kind: 'message',
  externalId: 'x1',
  conversation: 'c1',
  sender: { id: 's1', name: 'Анна', username: null, phone: null },
  text: 'Здравствуйте',
  html: null,
  quoted: null,
  attachments: [],
  at: null,
  replyTo: null,
  status: null,
  reason: null,
  button: null,
  language: null,
  mail: null,
  ...over,
});

describe('cleanEvent', () => {
  it.each([
    ['leaves good words alone', 'Привет 👋\n\tкак дела', 'Привет 👋\n\tкак дела', []],
    ['takes NUL out and says so', 'a\0b\0', 'ab', ['nul-removed']],
    ['takes other control characters out quietly', 'a\u0007b\u001bc', 'abc', []],
    [
      'makes the link of a quoted survey useless, and no other',
      `> http://desk.test/s/${'a'.repeat(43)}.${'b'.repeat(22)}?score=5 https://shop.test/s/how-to-return-a-kettle`,
      '> http://desk.test/s/…?score=5 https://shop.test/s/how-to-return-a-kettle',
      [],
    ],
    ['mends half a surrogate pair', 'a\ud83db', 'a\ufffdb', []],
    ['cuts what is too long', '>'.repeat(MAX_TEXT + 5), '>'.repeat(MAX_TEXT), ['text-cut']],
  ])('%s', (_, text, expected, notes) => {
    const cleaned = cleanEvent(event({ text }));
    expect(cleaned.event.text).toBe(expected);
    expect(cleaned.notes).toEqual(notes);
  });

  it('cleans every word of the event, however deep, and never the bytes of a file', () => {
    const content = new Uint8Array([0, 1, 2]);
    const { event: clean, notes } = cleanEvent(
      event({
        sender: { id: 's\0', name: 'A\0\r\nB', username: null, phone: null },
        html: 'x'.repeat(MAX_HTML + 1),
        attachments: [
          {
            name: 'a\0.txt',
            contentType: 't',
            size: 3,
            inline: false,
            contentId: null,
            kind: 'file',
            ref: null,
            content,
          },
        ],
      }),
    );
    expect(clean.sender).toEqual({ id: 's', name: 'A B', username: null, phone: null });
    expect(clean.attachments[0]!.name).toBe('a.txt');
    expect(clean.attachments[0]!.content).toBe(content);
    expect(clean.html).toBeNull();
    expect(notes.sort()).toEqual(['html-too-long', 'nul-removed']);
  });
});
