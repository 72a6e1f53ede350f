// What a picture really is, by its first bytes: its name and what its sender calls it say nothing. Pure.

const KINDS: [type: string, at: number, bytes: number[], more?: [number, number[]]][] = [
  ['image/png', 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/jpeg', 0, [0xff, 0xd8, 0xff]],
  ['image/webp', 0, [0x52, 0x49, 0x46, 0x46], [8, [0x57, 0x45, 0x42, 0x50]]],
];

/** PNG, JPEG or WebP; null for anything else: SVG is a document and may carry scripts. */
export function pictureType(content: Uint8Array): string | null {
  const has = (at: number, bytes: number[]) => bytes.every((byte, index) => content[at + index] === byte);
  const found = KINDS.find(([, at, bytes, more]) => has(at, bytes) && (!more || has(...more)));
  return found?.[0] ?? null;
}
