// Words on the screen: plain text with living links, and our own editor's formatting rebuilt from a short list of allowed marks.
import type { FileItem } from '@otklik/contract';
import { Fragment, memo, type ReactNode } from 'react';
import styles from './lines.module.css';

const LINK = /\b(?:https?:\/\/|www\.)[^\s<>"']+[^\s<>"'.,;:!?)\]}»]/gi;

function linked(text: string): ReactNode {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const match of text.matchAll(LINK)) {
    parts.push(text.slice(at, match.index));
    const href = match[0].startsWith('www.') ? `https://${match[0]}` : match[0];
    parts.push(
      <a key={match.index} href={href} target="_blank" rel="noopener noreferrer nofollow">
        {match[0]}
      </a>,
    );
    at = (match.index ?? 0) + match[0].length;
  }
  return parts.length === 0 ? text : [...parts, text.slice(at)];
}

export function PlainText({ text }: { text: string }) {
  return <div className={styles.plain}>{linked(text)}</div>;
}

const ALLOWED = new Set([
  'p',
  'br',
  'strong',
  'b',
  'em',
  'i',
  'u',
  's',
  'ul',
  'ol',
  'li',
  'blockquote',
  'code',
  'pre',
  'div',
  'span',
  'h1',
  'h2',
  'h3',
]);

/** Formatting from our own editor: parsed in an inert document, rebuilt as elements; unknown tags leave only their words. */
export const RichText = memo(function RichText({ html, files }: { html: string; files: FileItem[] }) {
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  return <div className={styles.rich}>{children(parsed.body, files)}</div>;
});

function children(node: Node, files: FileItem[]): ReactNode[] {
  return [...node.childNodes].map((child, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the nodes of parsed text never move
    <Fragment key={index}>{build(child, files)}</Fragment>
  ));
}

function build(node: Node, files: FileItem[]): ReactNode {
  if (node.nodeType === Node.TEXT_NODE) return linked(node.textContent ?? '');
  if (!(node instanceof Element)) return null;
  const tag = node.tagName.toLowerCase();
  if (tag === 'script' || tag === 'style') return null;
  if (tag === 'br') return <br />;
  if (tag === 'img') {
    const source = imageSource(node.getAttribute('src') ?? '', files);
    return source ? <img src={source} alt={node.getAttribute('alt') ?? ''} loading="lazy" /> : null;
  }
  if (tag === 'a') {
    const href = node.getAttribute('href') ?? '';
    if (!/^(https?:|mailto:|tel:)/i.test(href)) return children(node, files);
    const inside = [...node.childNodes].map((child) => child.textContent ?? '').join('');
    return (
      <a href={href} target="_blank" rel="noopener noreferrer nofollow">
        {inside}
      </a>
    );
  }
  if (tag === 'span' && node.hasAttribute('data-mention'))
    return <span className={styles.mention}>{node.textContent}</span>;
  if (!ALLOWED.has(tag)) return children(node, files);
  const Tag = tag as 'p';
  return <Tag>{children(node, files)}</Tag>;
}

/** Only files of this desk; `cid:` is looked up among the message's files. */
export function imageSource(source: string, files: FileItem[]): string | null {
  if (source.startsWith('cid:')) {
    const id = decodeURIComponent(source.slice(4));
    return files.find((file) => file.contentId === id || file.id === id)?.url ?? null;
  }
  return source.startsWith('/files/') ? source : null;
}
