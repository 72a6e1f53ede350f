// A person as a small circle of initials; the tint comes from the id, so that one person always looks the same.
import { Tooltip } from '@mantine/core';
import { pictureOf } from '../api/pictures.js';
import styles from './faces.module.css';

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
  return words ? <Tooltip label={words}>{circle(face, words)}</Tooltip> : circle(face, '');
}

/** The same without a floating hint, for rows that are drawn by the thousand: the browser shows it. */
export const PlainFace = ({ hint, ...face }: Props) => circle(face, hint ?? face.name, true);

function circle({ id, name, size = 24, ring = false }: Omit<Props, 'hint'>, hint: string, titled = false) {
  const picture = pictureOf(id);
  return (
    <span
      className={styles.face}
      data-tint={tintOf(id)}
      data-ring={ring || undefined}
      style={{ width: size, height: size, fontSize: Math.round(size * 0.4) }}
      role="img"
      aria-label={hint || name}
      title={titled ? hint : undefined}
    >
      {picture ? <img src={picture} alt="" width={size} height={size} /> : initials(name)}
    </span>
  );
}
