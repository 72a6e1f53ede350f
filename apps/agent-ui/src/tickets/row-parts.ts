// The small pieces of a row of the list: words, drawn shapes, marks with words. Each remembers what it shows and touches the page only for what is new.

const SVG = 'http://www.w3.org/2000/svg';

/** Adds it to its parent; no name of a class: it needs none. */
export function add<K extends keyof HTMLElementTagNameMap>(
  parent: Element,
  tag: K,
  className?: string,
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (className) element.className = className;
  parent.append(element);
  return element;
}

/** Sets an attribute, or takes it away (null), if it is not so already. */
export function put(element: Element, name: string, value: string | null): void {
  if (element.getAttribute(name) === value) return;
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

/** Words in an element of their own; without words it is not there. */
export class Words<K extends keyof HTMLElementTagNameMap = 'span'> {
  readonly element: HTMLElementTagNameMap[K];
  private readonly words = document.createTextNode('');

  constructor(parent: Element, tag: K, className?: string) {
    this.element = add(parent, tag, className);
    this.element.append(this.words);
    this.element.hidden = true;
  }

  say(words: string): void {
    if (this.words.data === words) return;
    this.words.data = words;
    put(this.element, 'hidden', words === '' ? '' : null);
  }
}

/** A drawing of one line, in the colour of its words; with a name it is a picture, without one an ornament. */
export class Shape {
  private readonly svg = document.createElementNS(SVG, 'svg');
  private readonly path = document.createElementNS(SVG, 'path');
  private drawn: string | null = null;

  constructor(parent: Element, size: number, stroke: number, className?: string) {
    const looks = {
      ...{ width: size, height: size, viewBox: '0 0 24 24', fill: 'none', stroke: 'currentColor' },
      ...{ 'stroke-width': stroke, 'stroke-linecap': 'round', 'stroke-linejoin': 'round', 'aria-hidden': 'true' },
    };
    for (const [name, value] of Object.entries(looks)) this.svg.setAttribute(name, String(value));
    if (className) this.svg.setAttribute('class', className);
    this.svg.setAttribute('hidden', '');
    this.svg.append(this.path);
    parent.append(this.svg);
  }

  /** Its line; null: it is not there. */
  draw(line: string | null, name?: string): void {
    if (this.drawn !== line) {
      this.drawn = line;
      if (line !== null) this.path.setAttribute('d', line);
      put(this.svg, 'hidden', line === null ? '' : null);
    }
    if (name === undefined) return;
    put(this.svg, 'role', 'img');
    put(this.svg, 'aria-label', name);
    put(this.svg, 'aria-hidden', null);
  }
}

/** A shape and a few words that mean more to those who listen. */
export class Chip {
  readonly element: HTMLSpanElement;
  private readonly shape: Shape | null;
  private readonly words: Words;

  /** `size` of the shape, px; 0: it has none. */
  constructor(parent: Element, className: string, size: number, stroke = 1.9) {
    this.element = add(parent, 'span', className);
    this.element.setAttribute('role', 'img');
    this.element.hidden = true;
    this.shape = size > 0 ? new Shape(this.element, size, stroke) : null;
    this.words = new Words(this.element, 'span');
  }

  /** Null: it is not there. */
  show(mark: { text: string; words: string } | null, line?: string): void {
    put(this.element, 'hidden', mark ? null : '');
    this.words.say(mark?.text ?? '');
    if (!mark) return;
    put(this.element, 'aria-label', mark.words);
    this.shape?.draw(line ?? null);
  }
}
