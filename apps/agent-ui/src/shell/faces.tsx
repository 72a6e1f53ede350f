// A person as a small circle of initials; the tint comes from the id, so that one person always looks the same.
import { pictureOf } from '../api/pictures.js';
import styles from './faces.module.css';
import { Hint } from './hints.js';

const TINTS = 8;

const known = new Map<string, string>();

export function initials(name: string): string {
  const found = known.get(name) ?? lettersOf(name);
  known.set(name, found);
  return found;
}

function lettersOf(name: string): string {
  const words = name
    .replace(/[^\p{L}\p{N}\s@.]/gu, ' ')
    .trim()
    .split(/\s+/);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters
    .map((word) => [...(word ?? '?')][0] ?? '?')
    .join('')
    .toLocaleUpperCase();
}

export function tintOf(id: string): number {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + letter.charCodeAt(0)) >>> 0;
  return sum % TINTS;
}

interface Props {
  id: string;
  name: string;
  size?: number;
  /** What the tooltip says; the name by default, nothing when empty. */
  hint?: string;
  ring?: boolean;
}

export function Face({ hint, ...face }: Props) {
  const words = hint ?? face.name;
  return words ? <Hint label={words}>{circle(face, words)}</Hint> : circle(face, '');
}

function circle({ id, name, size = 24, ring = false }: Omit<Props, 'hint'>, hint: string) {
  const picture = pictureOf(id);
  return (
    <span
      className={styles.face}
      data-tint={tintOf(id)}
      data-ring={ring || undefined}
      style={{ width: size, height: size, fontSize: letters(size) }}
      role="img"
      aria-label={hint || name}
    >
      {picture ? <img src={picture} alt="" width={size} height={size} /> : initials(name)}
    </span>
  );
}

const letters = (size: number) => Math.round(size * 0.4);

/** The same for rows that are drawn by the thousand: an element of its own that is filled again and again, its hint shown by the browser. */
export class PlainFace {
  private readonly face = document.createElement('span');
  private shown: string | null = null;

  constructor(
    parent: Element,
    private readonly size: number,
  ) {
    this.face.className = styles.face!;
    this.face.setAttribute('role', 'img');
    this.face.style.cssText = `width: ${size}px; height: ${size}px; font-size: ${letters(size)}px`;
    this.face.hidden = true;
    parent.append(this.face);
  }

  /** Null: nobody. */
  show(who: { id: string; name: string; hint: string; here: boolean } | null): void {
    const picture = who ? pictureOf(who.id) : undefined;
    const now = who && [who.id, who.name, who.hint, who.here, picture].join('\n');
    if (this.shown === now) return;
    this.shown = now;
    this.face.hidden = who === null;
    this.face.replaceChildren();
    if (!who) return;
    this.face.dataset.tint = String(tintOf(who.id));
    this.face.toggleAttribute('data-ring', who.here);
    this.face.setAttribute('aria-label', who.hint);
    this.face.title = who.hint;
    this.face.append(picture ? this.image(picture) : initials(who.name));
  }

  private image(picture: string): HTMLImageElement {
    const image = new Image(this.size, this.size);
    image.alt = '';
    image.src = picture;
    return image;
  }
}
