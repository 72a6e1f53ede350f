// Part of finding the author's own words (path A): a mail's HTML becomes lines that know which nodes they stand for.
import { type ChildNode, type Element, isTag, isText } from 'domhandler';
import type { Line } from './reply-lines.js';

export interface HtmlLine extends Line {
  /** The text nodes, pictures and rules of this line. */
  nodes: ChildNode[];
}

const BLOCKS = new Set(
  'address article aside blockquote body center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
);
const SILENT = new Set(['head', 'title', 'style', 'script', 'template', 'noscript', 'object', 'iframe', 'xml']);
/** Classes and ids that mail programs give to the mail they answer. */
const QUOTE =
  /(?:^|\s)(?:yahoo_quoted|protonmail_quote|zmail_extra|tutanota_quote|ms-outlook-mobile-reference-message|mail_quote|WordSection1Quote|cite_quote|hmmessage_quote|__aliyun_previous_node|qt-original|moz-email-headers-table|messageReplySection|spark_quote)(?:\s|$)/i;
const SIGNATURE =
  /(?:^|\s)(?:gmail_signature|gmail_signature_prefix|moz-signature|signature|applemailsignature|ms-outlook-mobile-signature|protonmail_signature_block|zmail_signature|yandex-signature|mailru-signature|js-compose-signature|mail-signature|messageSignatureSection)(?:\s|$)/i;
const MOST_LINES = 30_000;

interface Context {
  depth: number;
  certain: boolean;
  signature: boolean;
  pre: boolean;
}
type Step = { node: ChildNode; context: Context } | { close: Element };

/** Walks the tree without recursion: a mail may nest a hundred thousand elements. */
export function linesOfHtml(roots: ChildNode[]): HtmlLine[] {
  const writer = new LineWriter();
  const start: Context = { depth: 0, certain: true, signature: false, pre: false };
  const steps: Step[] = roots.map((node) => ({ node, context: start })).reverse();
  for (let step = steps.pop(); step && writer.lines.length < MOST_LINES; step = steps.pop()) {
    if ('close' in step) {
      writer.endBlock(step.close.name);
      continue;
    }
    const { node, context } = step;
    if (isText(node)) writer.text(node, node.data, context);
    else if (isTag(node)) openElement(node, context, writer, steps);
  }
  writer.endLine();
  return writer.lines;
}

function openElement(element: Element, context: Context, writer: LineWriter, steps: Step[]): void {
  const { name } = element;
  if (SILENT.has(name) || isHidden(element)) return;
  if (name === 'br') writer.breakAfter(element);
  else if (name === 'img') writer.picture(element, context);
  else if (name === 'hr') writer.rule(element, context);
  else openContainer(element, context, writer, steps);
}

function openContainer(element: Element, context: Context, writer: LineWriter, steps: Step[]): void {
  const { name } = element;
  const inner = contextIn(element, context);
  const block = BLOCKS.has(name);
  if (block) writer.beginBlock(name, inner);
  if (inner.depth !== context.depth || inner.signature !== context.signature) writer.endLine();
  if (block || inner !== context) steps.push({ close: element });
  for (let i = element.children.length - 1; i >= 0; i--) steps.push({ node: element.children[i]!, context: inner });
}

function contextIn(element: Element, context: Context): Context {
  const { name } = element;
  // Spark names its sections as others do fields of a form.
  const named = name === 'div' ? (element.attribs.name ?? '') : '';
  const marks = `${element.attribs.class ?? ''} ${element.attribs.id ?? ''} ${named}`;
  const quoted = (name === 'blockquote' && !isIndent(element)) || QUOTE.test(marks);
  const signature = SIGNATURE.test(marks) || element.attribs['data-smartmail'] === 'gmail_signature';
  const pre = name === 'pre';
  if (!quoted && !signature && !pre) return context;
  return {
    depth: context.depth + (quoted ? 1 : 0),
    certain: quoted ? isProgramQuote(element, marks) || (context.depth > 0 && context.certain) : context.certain,
    signature: signature || context.signature,
    pre: pre || context.pre,
  };
}

/** A quote that a mail program made, and not the author's hand. */
const isProgramQuote = (element: Element, marks: string): boolean =>
  element.name !== 'blockquote' ||
  element.attribs.type === 'cite' ||
  element.attribs.cite !== undefined ||
  /quote|cite|replied|olk/i.test(marks) ||
  /border-left/i.test(element.attribs.style ?? '');

/** The indent button of some editors writes a block quote without a bar. */
const isIndent = (element: Element): boolean =>
  /border:\s*none|border-width:\s*0/i.test(element.attribs.style ?? '') && !element.attribs.type;

const isHidden = (element: Element): boolean => /display:\s*none|mso-hide:\s*all/i.test(element.attribs.style ?? '');

/** A pixel that only tells its sender that the mail was opened. */
const isPixel = ({ attribs }: Element): boolean =>
  /^[01](?:px)?$/.test(attribs.width ?? '') || /^[01](?:px)?$/.test(attribs.height ?? '');

class LineWriter {
  readonly lines: HtmlLine[] = [];
  private words: string[] = [];
  private nodes: ChildNode[] = [];
  private context: Context = { depth: 0, certain: true, signature: false, pre: false };
  private solid = false;
  private spaced = true;
  private prefix = '';

  text(node: ChildNode, data: string, context: Context): void {
    if (context.pre) this.preformatted(node, data, context);
    else this.flowing(node, data, context);
  }

  private flowing(node: ChildNode, data: string, context: Context): void {
    const collapsed = data.replace(/[ \t\r\n\f]+/g, ' ').replaceAll('\u200b', '');
    const words = this.spaced ? collapsed.replace(/^ /, '') : collapsed;
    this.nodes.push(node);
    if (words === '') return;
    this.add(words, context);
  }

  picture(element: Element, context: Context): void {
    this.nodes.push(element);
    if (this.words.length === 0) this.context = context;
    this.solid ||= !isPixel(element);
    const alt = element.attribs.alt ?? '';
    // Some programs send emoji as pictures; a real picture has no words.
    if (alt !== '' && alt.length <= 8 && /\p{Extended_Pictographic}/u.test(alt)) this.add(alt, context);
  }

  rule(element: Element, context: Context): void {
    this.endLine();
    this.context = context;
    this.nodes.push(element);
    this.words.push('___');
    this.endLine();
  }

  breakAfter(element: ChildNode): void {
    this.nodes.push(element);
    this.endLine(true);
  }

  beginBlock(name: string, context: Context): void {
    if ((name === 'td' || name === 'th') && this.words.length > 0) {
      this.words.push(' ');
      this.spaced = true;
      return;
    }
    if (name !== 'td' && name !== 'th') this.endLine();
    if (name === 'p' || /^h\d$/.test(name)) this.blank(context.depth);
    if (name === 'li') this.prefix = '- ';
  }

  endBlock(name: string): void {
    if (name === 'td' || name === 'th') return;
    this.endLine();
    if (name === 'p' || /^h\d$/.test(name)) this.blank();
  }

  endLine(explicit = false): void {
    const text = this.words.join('').trimEnd();
    if (text !== '' || explicit || this.solid) this.push(text);
    else if (this.nodes.length > 0 && this.lines.length > 0) this.lines.at(-1)!.nodes.push(...this.nodes);
    else if (this.nodes.length > 0) this.push('');
    [this.words, this.nodes, this.spaced, this.solid] = [[], [], true, false];
  }

  private add(words: string, context: Context): void {
    if (this.words.length === 0) this.context = context;
    if (this.prefix !== '') {
      this.words.push(this.prefix);
      this.prefix = '';
    }
    this.words.push(words);
    this.spaced = words.endsWith(' ');
  }

  private preformatted(node: ChildNode, data: string, context: Context): void {
    const [first = '', ...rest] = data.replace(/\r\n?/g, '\n').split('\n');
    this.nodes.push(node);
    this.add(first, context);
    for (let i = 0; i < rest.length; i++) {
      this.endLine(true);
      this.nodes.push(node);
      const full = this.lines.length >= MOST_LINES;
      this.add(full ? rest.slice(i).join('\n') : rest[i]!, context);
      if (full) break;
    }
  }

  private blank(depth = this.lines.at(-1)?.depth ?? 0): void {
    const last = this.lines.at(-1);
    if (last && last.text !== '')
      this.lines.push({
        text: '',
        depth: Math.min(depth, last.depth),
        certain: last.certain,
        signature: last.signature,
        nodes: [],
      });
  }

  private push(text: string): void {
    // A line that the author's program marked with ">" inside HTML is a quote like any other.
    const marked = /^>(?![._-]?[)(<])/.test(text) && !/^>\s?[:：]?$/.test(text);
    const { depth, certain, signature } =
      this.words.length > 0 || this.solid
        ? this.context
        : { depth: this.lines.at(-1)?.depth ?? 0, certain: true, signature: false };
    this.lines.push({
      text,
      depth: depth + (marked ? 1 : 0),
      certain: marked || certain,
      signature,
      solid: this.solid,
      nodes: this.nodes,
    });
  }
}
