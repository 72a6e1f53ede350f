// The people behind the chat: initials, since a person is there and not a logo.

const TONES = ['#0f766e', '#475569', '#7c3f00', '#4338ca', '#9d174d', '#166534'];

export const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .map((part) => [...part][0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase();

export function Face({ name }: { name: string }) {
  const tone = TONES[[...name].reduce((sum, letter) => sum + letter.codePointAt(0)!, 0) % TONES.length];
  return (
    <span class="face" style={{ background: tone }} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}

export function Faces({ names, label }: { names: string[]; label: (names: string[]) => string }) {
  if (names.length === 0) return null;
  return (
    <span class="faces" role="img" aria-label={label(names)} title={label(names)}>
      {names.slice(0, 3).map((name) => (
        <Face key={name} name={name} />
      ))}
    </span>
  );
}
