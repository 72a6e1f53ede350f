// Path B, last step: an agent's rich text becomes a tree of allowed things only, whatever the desk let through. DOM-free.

/** As much of a DOM node as is read here. */
export interface NodeLike {
  nodeType: number;
  nodeName: string;
  nodeValue: string | null;
  childNodes: ArrayLike<NodeLike>;
  getAttribute?(name: string): string | null;
}

export type RichNode = string | { tag: RichTag; href?: string; src?: string; alt?: string; children: RichNode[] };
export type RichTag =
  | 'p'
  | 'br'
  | 'strong'
  | 'em'
  | 'u'
  | 's'
  | 'code'
  | 'pre'
  | 'blockquote'
  | 'ul'
  | 'ol'
  | 'li'
  | 'a'
  | 'img';

const TAGS: Record<string, RichTag> = {
  P: 'p',
  DIV: 'p',
  H1: 'p',
  H2: 'p',
  H3: 'p',
  H4: 'p',
  H5: 'p',
  H6: 'p',
  BR: 'br',
  B: 'strong',
  STRONG: 'strong',
  I: 'em',
  EM: 'em',
  U: 'u',
  S: 's',
  DEL: 's',
  STRIKE: 's',
  CODE: 'code',
  PRE: 'pre',
  BLOCKQUOTE: 'blockquote',
  UL: 'ul',
  OL: 'ol',
  LI: 'li',
  A: 'a',
  IMG: 'img',
};
/** Dropped with everything inside; any other unknown element keeps its words and loses itself. */
const DROPPED = new Set([
  'SCRIPT',
  'STYLE',
  'TEMPLATE',
  'IFRAME',
  'OBJECT',
  'EMBED',
  'SVG',
  'MATH',
  'NOSCRIPT',
  'TITLE',
  'HEAD',
  'META',
  'LINK',
  'FORM',
  'INPUT',
  'BUTTON',
  'SELECT',
  'TEXTAREA',
  'VIDEO',
  'AUDIO',
  'CANVAS',
  'BASE',
]);
const DEEPEST = 40;

/**
 * The allowed content of `node`. Attributes other than a safe href, src and alt do not survive.
 * `files` tells where a picture named `cid:…` lies; undefined: nowhere.
 */
export function richTree(
  node: NodeLike,
  files: (id: string) => string | undefined = () => undefined,
  depth = 0,
): RichNode[] {
  const out: RichNode[] = [];
  for (const child of Array.from(node.childNodes)) {
    if (child.nodeType === 3) {
      if (child.nodeValue) out.push(child.nodeValue);
      continue;
    }
    const name = child.nodeName.toUpperCase();
    if (child.nodeType !== 1 || DROPPED.has(name)) continue;
    const tag = TAGS[name];
    const children = depth < DEEPEST && tag !== 'br' && tag !== 'img' ? richTree(child, files, depth + 1) : [];
    if (tag === 'a') {
      const href = safeHref(child.getAttribute?.('href'));
      out.push(...(href ? [{ tag, href, children }] : children));
    } else if (tag === 'img') {
      const named = child.getAttribute?.('src') ?? '';
      const src = safeSource(/^cid:/i.test(named) ? files(named.slice(4)) : named);
      const alt = child.getAttribute?.('alt') ?? '';
      if (src) out.push({ tag, src, alt, children: [] });
      else if (alt) out.push(alt);
    } else if (tag) out.push({ tag, children });
    else out.push(...children);
  }
  return out;
}

/** Web, mail and telephone addresses only; null for anything that could run or surprise. */
export function safeHref(href: string | null | undefined): string | null {
  const plain = [...(href ?? '')].filter((letter) => letter > ' ' && letter !== '\u007f').join('');
  return /^(https?:\/\/|mailto:|tel:)/i.test(plain) ? plain : null;
}

/** Pictures come from the desk itself: a path of its own, never another host's. */
export function safeSource(src: string | null | undefined): string | null {
  return /^\/(files|api)\/[^\s\\]+$/.test(src ?? '') && !(src ?? '').includes('..') ? src! : null;
}

/** Plain words with their web addresses made into links; closing punctuation stays outside. */
export function linkTree(text: string): RichNode[] {
  const out: RichNode[] = [];
  let from = 0;
  for (const found of text.matchAll(/\bhttps?:\/\/[^\s<>"'«»“”]+/gi)) {
    let url = found[0].replace(/[.,;:!?…]+$/, '');
    while (/[)\]}]$/.test(url) && !balanced(url)) url = url.slice(0, -1).replace(/[.,;:!?…]+$/, '');
    if (found.index > from) out.push(text.slice(from, found.index));
    out.push({ tag: 'a', href: url, children: [url] });
    from = found.index + url.length;
  }
  if (from < text.length) out.push(text.slice(from));
  return out;
}

const balanced = (url: string): boolean =>
  ['()', '[]', '{}'].every(([open, close]) => url.split(open!).length >= url.split(close!).length);
