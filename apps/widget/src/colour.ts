// Before path A: the site's colour, and words upon it that can be read.

export const DEFAULT_COLOUR = '#1f6f5c';

/** `#rgb` or `#rrggbb` as `#rrggbb`; null for anything else, so that nothing but a colour reaches a style. */
export function readColour(value: string | null | undefined): string | null {
  const hex = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec((value ?? '').trim())?.[1];
  if (!hex) return null;
  return `#${hex.length === 3 ? hex.replace(/./g, '$&$&') : hex}`.toLowerCase();
}

/** White or black, whichever stands out more on `colour`: never less than 4.5 to 1 (WCAG relative luminance). */
export function inkOn(colour: string): string {
  const [r, g, b] = [1, 3, 5].map((i) => {
    const part = Number.parseInt(colour.slice(i, i + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.179 ? '#000000' : '#ffffff';
}
