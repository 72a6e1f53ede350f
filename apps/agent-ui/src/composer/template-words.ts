// A template's words with its variables filled in: {{1}}, {{2}}… as the vendor writes them.

export interface Piece {
  text: string;
  /** The variable that still waits for its value; null: plain words. */
  missing: number | null;
}

/** The words in pieces, for a preview that shows what is still missing. */
export function piecesOf(text: string, params: string[]): Piece[] {
  return text.split(/(\{\{\s*\d+\s*\}\})/).flatMap((part): Piece[] => {
    const number = /^\{\{\s*(\d+)\s*\}\}$/.exec(part)?.[1];
    if (!number) return part === '' ? [] : [{ text: part, missing: null }];
    const value = params[Number(number) - 1]?.trim() ?? '';
    return [{ text: value || part, missing: value ? null : Number(number) }];
  });
}

export const filled = (text: string, params: string[]): string =>
  piecesOf(text, params)
    .map((piece) => piece.text)
    .join('');

export const isFilled = (text: string, variables: number, params: string[]): boolean =>
  Array.from({ length: variables }, (_, n) => params[n]?.trim()).every(Boolean) &&
  piecesOf(text, params).every((piece) => piece.missing === null);
