// Whom the words of a note name, as its editor wrote them. Pure.

/** Whom the words name: `agent:<id>` and `team:<id>`. */
export function mentionsIn(html: string): { agents: string[]; teams: string[] } {
  const named = (kind: string) => [
    ...new Set(
      [...html.matchAll(new RegExp(`data-mention="${kind}:([0-9a-f-]{36})"`, 'g'))].map((one) => one[1] ?? ''),
    ),
  ];
  return { agents: named('agent'), teams: named('team') };
}
