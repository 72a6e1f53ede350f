// Part of understanding a mail (path A): its HTML as text, the author's words in it, and the HTML with the quote taken out.
import { type ChildNode, isTag, isText, type ParentNode } from 'domhandler';
import { DomHandler, Parser } from 'htmlparser2';
import { escapeHtml } from '../escape-html.js';
import { type HtmlLine, linesOfHtml } from './html-lines.js';
import { type About, hiddenLines } from './reply-lines.js';
import { type Reply, tidy } from './reply-text.js';

export interface HtmlReply extends Reply {
  /** Everything as text, quotes with ">". */
  text: string;
  /** The HTML without what was hidden; still to be sanitised. Null when it is no page that a person could have made. */
  html: string | null;
}

/** HTML longer than this (in characters) is shown as text only: nobody typed it, and cleaning it would hold everything up. */
const LONGEST_HTML = 2_000_000;

/** Separates HTML; a page nobody could have written comes out as its words alone. Never throws. */
export function replyOfHtml(
  html: string,
  { forward = false, reply = true, sender = null }: Partial<About> = {},
): HtmlReply {
  const roots = html.length > LONGEST_HTML ? null : treeOf(html);
  if (!roots) return { text: wordsOnly(html), reply: wordsOnly(html), quoted: null, html: null };
  const lines = linesOfHtml(roots);
  const hidden = hiddenLines(lines, { forward, reply, sender });
  const join = (wanted: (i: number) => boolean) => tidy(lines.filter((_, i) => wanted(i)).map(marked));
  const quoted = join((i) => hidden[i]!);
  return {
    text: join(() => true),
    reply: join((i) => !hidden[i]),
    quoted: quoted === '' ? null : quoted,
    html: quoted === '' ? html : htmlWithout(roots, lines, hidden),
  };
}

/** Deeper than any mail program nests, and where a parser's time stops being linear. */
const DEEPEST = 3000;

/** The tree of a page; null when it is nested beyond reason. */
function treeOf(html: string): ChildNode[] | null {
  let depth = 0;
  let tooDeep = false;
  const handler = new DomHandler();
  const parser: Parser = new Parser(
    {
      onparserinit: (self) => handler.onparserinit(self),
      onopentag: (name, attributes) => {
        tooDeep ||= ++depth > DEEPEST;
        if (tooDeep) parser.pause();
        handler.onopentag(name, attributes);
      },
      onclosetag: () => {
        depth--;
        handler.onclosetag();
      },
      ontext: (text) => handler.ontext(text),
      onend: () => handler.onend(),
    },
    { decodeEntities: true },
  );
  parser.write(html);
  if (tooDeep) return null;
  parser.end();
  return handler.root.children;
}

/** The words of a page too strange to be understood. Linear: no tag is looked for twice. */
function wordsOnly(html: string): string {
  const words: string[] = [];
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open < 0) {
      words.push(html.slice(at));
      break;
    }
    words.push(html.slice(at, open));
    const close = html.indexOf('>', open);
    if (close < 0) break;
    at = close + 1;
  }
  return tidy(
    words
      .join(' ')
      .replace(/[ \t]+/g, ' ')
      .split('\n')
      .map((line) => line.trim()),
  );
}

const marked = (line: HtmlLine): string =>
  line.depth > 0 && !line.text.startsWith('>') ? `${'>'.repeat(Math.min(line.depth, 20))} ${line.text}` : line.text;

/** The HTML without the hidden lines' nodes, and without the elements that they leave with nothing to show. */
function htmlWithout(roots: ChildNode[], lines: HtmlLine[], hidden: boolean[]): string {
  const gone = new Set<ChildNode | ParentNode>();
  const alive = new Set<ChildNode | ParentNode>();
  const spread = (node: ChildNode, into: Set<ChildNode | ParentNode>) => {
    for (let each: ChildNode | ParentNode | null = node; each && !into.has(each); each = each.parent) into.add(each);
  };
  for (const wanted of [false, true]) {
    lines.forEach((line, i) => {
      if (hidden[i] === wanted) for (const node of line.nodes) spread(node, wanted ? gone : alive);
    });
  }
  return serialise(roots, (node) => gone.has(node) && !alive.has(node));
}

const VOID = new Set([
  'area',
  'base',
  'br',
  'col',
  'embed',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'source',
  'track',
  'wbr',
]);

/** Writes a tree out without recursion; comments, scripts and styles are left out. */
function serialise(roots: ChildNode[], skip: (node: ChildNode) => boolean): string {
  const out: string[] = [];
  const steps: (ChildNode | string)[] = [...roots].reverse();
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    if (typeof step === 'string') out.push(step);
    else if (skip(step)) continue;
    else if (isText(step)) out.push(escapeHtml(step.data));
    else if (isTag(step) && step.name !== 'style' && step.name !== 'script') {
      const attributes = Object.entries(step.attribs).map(([name, value]) => ` ${name}="${escapeHtml(value)}"`);
      out.push(`<${step.name}${attributes.join('')}>`);
      if (VOID.has(step.name)) continue;
      steps.push(`</${step.name}>`);
      for (let i = step.children.length - 1; i >= 0; i--) steps.push(step.children[i]!);
    }
  }
  return out.join('');
}
