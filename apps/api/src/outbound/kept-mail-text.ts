// What the outbox page shows of a kept mail beside its words: its headers as they stand, and where its links lead. Pure.

/** Headers in their order, unfolded, not decoded: they are shown to be checked. */
export function headersOf(raw: Uint8Array): { name: string; value: string }[] {
  const text = Buffer.from(raw).toString('utf8');
  const end = text.search(/\r?\n\r?\n/);
  const head = (end < 0 ? text : text.slice(0, end)).replace(/\r?\n[ \t]+/g, ' ');
  return head.split(/\r?\n/).flatMap((line) => {
    const colon = line.indexOf(':');
    return colon > 0 ? [{ name: line.slice(0, colon), value: line.slice(colon + 1).trim() }] : [];
  });
}

/** Every http(s) link of a mail, once, in the order in which it stands. */
export function linksOf(text: string, html: string | null): string[] {
  const inHtml = [...(html ?? '').matchAll(/href="(https?:[^"]+)"/gi)].map((match) => unescaped(match[1]!));
  const inText = [...text.matchAll(/https?:\/\/[^\s<>"'`]+/gi)].map((match) => match[0].replace(/[.,;:!?)\]]+$/, ''));
  return [...new Set([...inHtml, ...inText])];
}

const unescaped = (text: string) =>
  text
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');
