// Part of understanding a mail (path A), and of showing anything foreign: HTML that can do no harm.
import sanitizeHtml, { type Attributes, type IOptions } from 'sanitize-html';
import { cleanText } from '../exact-json.js';

const COLOUR = [/^#[0-9a-f]{3,8}$/i, /^rgba?\([\d\s,.%]{5,40}\)$/i, /^[a-z]{3,25}$/i];
const LENGTH = [/^-?[\d.]{1,8}(?:px|pt|em|rem|ex|%|in|cm)?$/i, /^(?:auto|normal|inherit|thin|medium|thick)$/i];
const LENGTHS = [/^(?:(?:-?[\d.]{1,8}(?:px|pt|em|rem|%|in|cm)?|auto)\s*){1,4}$/i];
const BORDER = [/^[\w\s#.%,()-]{1,80}$/i];
const STYLES = {
  color: COLOUR,
  'background-color': COLOUR,
  'font-size': [/^[\d.]{1,6}(?:px|pt|em|rem|%)$/i, /^(?:x{0,2}-)?(?:small|large)(?:er)?$|^medium$/i],
  'font-weight': [/^(?:bold|bolder|lighter|normal|[1-9]00)$/i],
  'font-style': [/^(?:italic|normal|oblique)$/i],
  'font-family': [/^[\w\s'",.-]{1,200}$/],
  'text-decoration': [/^(?:underline|line-through|none)$/i],
  'text-align': [/^(?:left|right|center|justify|start|end)$/i],
  'vertical-align': [/^(?:top|middle|bottom|baseline|sub|super)$/i],
  'white-space': [/^(?:pre|pre-wrap|normal|nowrap)$/i],
  'line-height': LENGTH,
  width: LENGTH,
  'max-width': LENGTH,
  height: LENGTH,
  margin: LENGTHS,
  'margin-left': LENGTH,
  'margin-top': LENGTH,
  'margin-bottom': LENGTH,
  padding: LENGTHS,
  'padding-left': LENGTH,
  border: BORDER,
  'border-left': BORDER,
  'border-top': BORDER,
  'border-bottom': BORDER,
  'border-collapse': [/^(?:collapse|separate)$/i],
  'list-style-type': [/^[a-z-]{3,25}$/i],
};

const link = (tagName: string, attributes: Attributes) => ({
  tagName,
  attribs: attributes.href
    ? {
        href: attributes.href,
        ...(attributes.title ? { title: attributes.title } : {}),
        rel: 'noopener noreferrer nofollow',
        target: '_blank',
      }
    : ({} as Attributes),
});

/** A picture of the mail's own stands; one from elsewhere would tell its sender who reads when, so its address only waits. */
function picture(tagName: string, attributes: Attributes): { tagName: string; attribs: Attributes } {
  const { src = '', alt = '', width, height, style } = attributes;
  const attribs: Attributes = {
    alt,
    ...(width ? { width } : {}),
    ...(height ? { height } : {}),
    ...(style ? { style } : {}),
  };
  const address = src.trim();
  if (/^(?:cid:|data:image\/(?:png|jpe?g|gif|webp);base64,)/i.test(address)) attribs.src = address;
  else if (/^(?:https?:)?\/\//i.test(address))
    attribs['data-remote-src'] = address.startsWith('//') ? `https:${address}` : address;
  return { tagName, attribs };
}

/** What the mail hides (a preheader, words for a filter) stays hidden: it goes with its contents. */
const hidden = (tagName: string, attribs: Attributes) => {
  const { 'data-hidden': _, ...rest } = attribs;
  const isHidden = /display:\s*none|mso-hide:\s*all/i.test(attribs.style ?? '');
  return { tagName, attribs: isHidden ? { 'data-hidden': '1' } : rest };
};

const SILENT = [
  'script',
  'style',
  'textarea',
  'option',
  'noscript',
  'title',
  'head',
  'object',
  'iframe',
  'template',
  'xml',
];

const MAIL: IOptions = {
  allowedTags:
    'a abbr address article b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark ol p pre q s samp section small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr'.split(
      ' ',
    ),
  allowedAttributes: {
    '*': ['data-hidden', 'style', 'dir', 'lang', 'align', 'title'],
    a: ['href', 'rel', 'target'],
    img: ['src', 'data-remote-src', 'alt', 'width', 'height'],
    font: ['color', 'face', 'size'],
    table: ['width', 'border', 'cellpadding', 'cellspacing', 'bgcolor'],
    td: ['width', 'height', 'colspan', 'rowspan', 'valign', 'bgcolor'],
    th: ['width', 'height', 'colspan', 'rowspan', 'valign', 'bgcolor'],
    tr: ['valign', 'bgcolor'],
    col: ['width', 'span'],
    ol: ['start', 'type'],
    ul: ['type'],
  },
  allowedStyles: { '*': STYLES },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowedSchemesByTag: { img: ['cid', 'data'] },
  allowProtocolRelative: false,
  nonTextTags: SILENT,
  transformTags: { '*': hidden, a: link, area: 'span', img: picture, body: 'div' },
  // A picture without a source to show or to wait for is nothing.
  exclusiveFilter: ({ tag, attribs }) =>
    attribs['data-hidden'] !== undefined ||
    (tag === 'img' && !attribs.src && !attribs['data-remote-src'] && !attribs.alt),
  parser: { decodeEntities: true },
};

const CHAT: IOptions = {
  allowedTags: [
    'a',
    'b',
    'strong',
    'i',
    'em',
    'u',
    's',
    'del',
    'code',
    'pre',
    'blockquote',
    'p',
    'div',
    'br',
    'ul',
    'ol',
    'li',
  ],
  allowedAttributes: { a: ['href', 'rel', 'target'], ol: ['start'] },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowProtocolRelative: false,
  nonTextTags: SILENT,
  transformTags: { a: link },
};

/**
 * Cleans a mail's HTML: no scripts, forms or outside styles; pictures of the mail keep `cid:`, remote ones wait in
 * `data-remote-src`; links open apart and tell nothing. Still to be shown in a sandboxed frame.
 */
export const sanitiseMailHtml = (html: string): string => sanitizeHtml(cleanText(html), MAIL).trim();

/** Cleans HTML for a chat bubble: words, lists, links. Safe in our own document. */
export const sanitiseChatHtml = (html: string): string => sanitizeHtml(cleanText(html), CHAT).trim();
