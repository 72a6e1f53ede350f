// Part of rendering for Telegram (path B): simple HTML becomes plain text and Telegram's entities, which survive any split.
import { Parser } from 'htmlparser2';

/** Bot API MessageEntity; offsets in UTF-16 units. */
export interface Entity {
  type: 'bold' | 'italic' | 'underline' | 'strikethrough' | 'code' | 'pre' | 'blockquote' | 'text_link';
  offset: number;
  length: number;
  url?: string;
}
export interface RichText {
  text: string;
  entities: Entity[];
}

const MARKS: Record<string, Entity['type']> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
  h1: 'bold',
  h2: 'bold',
  h3: 'bold',
  h4: 'bold',
};
const BLOCKS = new Set(['p', 'div', 'blockquote', 'pre', 'ul', 'ol', 'table', 'tr', 'h1', 'h2', 'h3', 'h4', 'hr']);
const SPACED = new Set(['p', 'blockquote', 'ul', 'ol', 'table', 'h1', 'h2', 'h3', 'h4']);
/** Telegram counts no more than 100 entities a message. */
const MOST_ENTITIES = 100;

/** Reads an agent's (sanitised) HTML. Pictures are left out: they travel as files. */
export function richTextOf(html: string): RichText {
  const writer = new Writer();
  const parser = new Parser(
    {
      onopentag: (name, attributes) => writer.open(name, attributes),
      ontext: (text) => writer.say(text),
      onclosetag: (name) => writer.close(name),
    },
    { decodeEntities: true },
  );
  parser.end(html);
  return writer.finish();
}

class Writer {
  private text = '';
  private readonly entities: Entity[] = [];
  private readonly opened: { name: string; offset: number; url: string | null }[] = [];
  private readonly lists: { ordered: boolean; count: number }[] = [];
  private breaks = 0;
  private preformatted = 0;
  private silent = 0;

  open(name: string, attributes: Record<string, string>): void {
    if (name === 'br') this.text += '\n';
    if (name === 'script' || name === 'style') this.silent++;
    if (BLOCKS.has(name)) this.breakLine(SPACED.has(name) && this.lists.length === 0 ? 2 : 1);
    if (name === 'ul' || name === 'ol') this.lists.push({ ordered: name === 'ol', count: 0 });
    if (name === 'li') this.bullet();
    if (name === 'pre') this.preformatted++;
    const url = name === 'a' ? (attributes.href ?? null) : null;
    if (MARKS[name] || url) this.opened.push({ name, offset: -1, url });
  }

  say(raw: string): void {
    if (this.silent > 0) return;
    let text = this.preformatted > 0 ? raw : raw.replace(/[ \t\r\n]+/g, ' ');
    if (this.breaks > 0 || this.text === '' || this.text.endsWith('\n') || this.text.endsWith(' ')) {
      if (this.preformatted === 0) text = text.trimStart();
    }
    if (text === '') return;
    this.flushBreaks();
    for (const mark of this.opened) if (mark.offset < 0) mark.offset = this.text.length;
    this.text += text;
  }

  close(name: string): void {
    if (name === 'script' || name === 'style') this.silent = Math.max(0, this.silent - 1);
    if (name === 'pre') this.preformatted = Math.max(0, this.preformatted - 1);
    if (name === 'ul' || name === 'ol') this.lists.pop();
    const at = this.opened.findLastIndex((mark) => mark.name === name);
    if (at >= 0) this.endMark(this.opened.splice(at, 1)[0]!);
    if (BLOCKS.has(name)) this.breakLine(SPACED.has(name) && this.lists.length === 0 ? 2 : 1);
    if (name === 'td' || name === 'th') this.text += ' ';
  }

  finish(): RichText {
    const text = this.text.trimEnd();
    const entities = this.entities
      .map((entity) => ({ ...entity, length: Math.min(entity.length, text.length - entity.offset) }))
      .filter((entity) => entity.length > 0)
      .sort((a, b) => a.offset - b.offset || b.length - a.length);
    return { text, entities: entities.slice(0, MOST_ENTITIES) };
  }

  private endMark(mark: { name: string; offset: number; url: string | null }): void {
    if (mark.offset < 0) return;
    const words = this.text.slice(mark.offset).trimEnd();
    if (words.length === 0) return;
    const type = mark.url === null ? MARKS[mark.name]! : 'text_link';
    if (type === 'text_link' && !/^(https?|tg|mailto|tel):/i.test(mark.url!)) return;
    // A link that shows its own address needs no entity: Telegram finds it.
    if (type === 'text_link' && mark.url === words) return;
    const entity: Entity = { type, offset: mark.offset, length: words.length };
    this.entities.push(mark.url === null ? entity : { ...entity, url: mark.url });
  }

  private bullet(): void {
    this.breakLine(1);
    this.flushBreaks();
    const list = this.lists.at(-1);
    if (list) list.count++;
    this.text += list?.ordered ? `${list.count}. ` : '• ';
  }

  private breakLine(lines: number): void {
    this.breaks = Math.max(this.breaks, lines);
  }

  private flushBreaks(): void {
    if (this.breaks > 0 && this.text !== '') {
      this.text = this.text.replace(/ +$/, '');
      let already = 0;
      while (already < this.breaks && this.text.at(-1 - already) === '\n') already++;
      this.text += '\n'.repeat(this.breaks - already);
    }
    this.breaks = 0;
  }
}

/** The part [start, end) of a rich text, its entities clipped to it. */
export function sliceRichText(rich: RichText, start: number, end: number): RichText {
  const entities = rich.entities
    .map((entity) => {
      const from = Math.max(entity.offset, start);
      const to = Math.min(entity.offset + entity.length, end);
      return { ...entity, offset: from - start, length: to - from };
    })
    .filter((entity) => entity.length > 0);
  return { text: rich.text.slice(start, end), entities };
}
