// Part of every HTML we write ourselves (both paths): foreign words stand in it as words.

/** Safe as text and inside a double-quoted attribute. */
export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
