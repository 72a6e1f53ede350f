// What a form of the survey pages says: a score, words, ticked reasons, the other questions. Pure.

type Fields = Record<string, unknown>;

export const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
export const scoreOf = (value: unknown): number | null =>
  /^\d{1,2}$/.test(textOf(value) ?? '') ? Number(value) : null;

/** What the second form carries: ticked reasons, if any were offered, and the other questions that were answered. */
export function formFields(body: Fields): { reasons?: string[]; more: Record<string, number> } {
  const ticked = [body.reason].flat().filter((one): one is string => typeof one === 'string');
  const more = Object.entries(body).flatMap(([name, value]): [string, number][] => {
    const score = name.startsWith('q-') ? scoreOf(value) : null;
    return score === null ? [] : [[name.slice(2), score]];
  });
  return { ...(body.reasons ? { reasons: ticked } : {}), more: Object.fromEntries(more) };
}
