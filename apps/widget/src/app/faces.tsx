// The people behind the chat: initials, since a person is there and not a logo.

import { useState } from 'preact/hooks';

const TONES = ['#0f766e', '#475569', '#7c3f00', '#4338ca', '#9d174d', '#166534'];

export const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .map((part) => [...part][0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase();

export function Face({ name, picture }: { name: string; picture?: string | null | undefined }) {
  const [broken, setBroken] = useState(false);
  if (picture && !broken) return <img class="face" src={picture} alt="" onError={() => setBroken(true)} />;
  const tone = TONES[[...name].reduce((sum, letter) => sum + letter.codePointAt(0)!, 0) % TONES.length];
  return (
    <span class="face" style={{ background: tone }} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}

export interface Shown {
  name: string;
  picture?: string | null | undefined;
}

export function Faces({ people, label }: { people: Shown[]; label: string }) {
  if (people.length === 0) return null;
  return (
    <span class="faces" role="img" aria-label={label} title={label}>
      {people.slice(0, 3).map(({ name, picture }) => (
        <Face key={name} name={name} picture={picture} />
      ))}
    </span>
  );
}
