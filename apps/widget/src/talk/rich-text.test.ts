// Whatever html arrives, only allowed things are built from it.
import { describe, expect, test } from '@jest/globals';
import { linkTree, type NodeLike, type RichNode, richTree, safeHref, safeSource } from './rich-text.js';

const text = (value: string): NodeLike => ({ nodeType: 3, nodeName: '#text', nodeValue: value, childNodes: [] });
const el = (name: string, attributes: Record<string, string>, ...children: (NodeLike | string)[]): NodeLike => ({
  nodeType: 1,
  nodeName: name,
  nodeValue: null,
  childNodes: children.map((child) => (typeof child === 'string' ? text(child) : child)),
  getAttribute: (key) => attributes[key] ?? null,
});
const show = (nodes: RichNode[]): string =>
  nodes
    .map((node) => {
      if (typeof node === 'string') return node;
      const attributes = [
        node.href && ` href=${node.href}`,
        node.src && ` src=${node.src}`,
        node.alt && ` alt=${node.alt}`,
      ];
      return `<${node.tag}${attributes.filter(Boolean).join('')}>${show(node.children)}</${node.tag}>`;
    })
    .join('');
const walked = (...children: (NodeLike | string)[]) => show(richTree(el('BODY', {}, ...children)));

describe('the allow-list walker', () => {
  test('keeps the narrow set, with one name for each thing', () => {
    expect(
      walked(el('P', {}, el('B', {}, 'bold'), ' and ', el('EM', {}, 'soft')), el('UL', {}, el('LI', {}, '1'))),
    ).toBe('<p><strong>bold</strong> and <em>soft</em></p><ul><li>1</li></ul>');
  });
  test('drops scripts, styles, frames and forms with all that is in them', () => {
    for (const name of ['SCRIPT', 'STYLE', 'IFRAME', 'svg', 'math', 'FORM', 'OBJECT', 'TEMPLATE']) {
      expect(walked('a', el(name, {}, 'alert(1)'), 'b')).toBe('ab');
    }
  });
  test('an unknown element keeps its words', () => {
    expect(walked(el('TABLE', {}, el('TR', {}, el('TD', {}, 'cell'))))).toBe('cell');
  });
  test('no attribute survives but a safe address', () => {
    expect(walked(el('P', { onclick: 'x()', style: 'position:fixed', id: 'a' }, 'hi'))).toBe('<p>hi</p>');
    expect(walked(el('A', { href: 'https://a.bg/x', onclick: 'x()' }, 'go'))).toBe('<a href=https://a.bg/x>go</a>');
    expect(walked(el('A', { href: 'javascript:alert(1)' }, 'go'))).toBe('go');
  });
  test('pictures only from the desk', () => {
    expect(walked(el('IMG', { src: '/files/w/f/a.png', alt: 'a' }))).toBe('<img src=/files/w/f/a.png alt=a></img>');
    expect(walked(el('IMG', { src: 'https://tracker.example/p.gif', alt: 'logo' }))).toBe('logo');
    expect(walked(el('IMG', { src: 'x', onerror: 'alert(1)' }))).toBe('');
  });
  test('a picture named by its file is found among the files of the line', () => {
    const image = el('P', {}, el('IMG', { src: 'cid:f1' }), el('IMG', { src: 'cid:unknown', alt: 'a cup' }));
    const files = (id: string) => ({ f1: '/api/widget/v1/files/w/f1/s/a.png', f2: 'https://evil.example/a.png' })[id];
    expect(show(richTree(el('BODY', {}, image), files))).toBe(
      '<p><img src=/api/widget/v1/files/w/f1/s/a.png></img>a cup</p>',
    );
    expect(show(richTree(el('BODY', {}, el('IMG', { src: 'cid:f2' })), files))).toBe('');
  });
  test('comments and other node types are nothing', () => {
    expect(walked({ nodeType: 8, nodeName: '#comment', nodeValue: 'secret', childNodes: [] }, 'a')).toBe('a');
  });
  test('a tree ten thousand deep ends without a fall', () => {
    let deep: NodeLike = text('x');
    for (let i = 0; i < 10_000; i++) deep = el('DIV', {}, deep);
    expect(walked(deep).length).toBeLessThan(400);
  });
});

test.each([
  ['https://a.bg', true],
  ['http://a.bg', true],
  ['mailto:a@b.c', true],
  ['tel:+359', true],
  ['javascript:alert(1)', false],
  ['java\nscript:alert(1)', false],
  [' \u0001javascript:alert(1)', false],
  ['data:text/html,x', false],
  ['//evil.example', false],
  ['/relative', false],
  ['', false],
])('the address %j may be followed: %s', (href, allowed) => {
  expect(safeHref(href) !== null).toBe(allowed);
});

test.each([
  ['/files/w/1/a.png', true],
  ['/files/../sign-out', false],
  ['//evil.example/files/a.png', false],
  ['data:image/png;base64,AA', false],
  ['/files/a b', false],
])('the picture %j may be shown: %s', (src, allowed) => {
  expect(safeSource(src) !== null).toBe(allowed);
});

describe('links in plain words', () => {
  test.each([
    ['see https://a.bg/x.', 'see <a href=https://a.bg/x>https://a.bg/x</a>.'],
    ['(https://a.bg/x_(y))', '(<a href=https://a.bg/x_(y)>https://a.bg/x_(y)</a>)'],
    ['«https://пример.бг/път»', '«<a href=https://пример.бг/път>https://пример.бг/път</a>»'],
    ['no link here', 'no link here'],
    ['javascript:alert(1)', 'javascript:alert(1)'],
    ['https://a.bg, https://b.bg', '<a href=https://a.bg>https://a.bg</a>, <a href=https://b.bg>https://b.bg</a>'],
  ])('%s', (plain, expected) => {
    expect(show(linkTree(plain))).toBe(expected);
  });
});
