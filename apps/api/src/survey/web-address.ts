// Addresses that people set and others follow. Pure.

/** Only what a browser opens as a page: never a script, a file or a mail. */
export function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return ['http:', 'https:'].includes(protocol) && !username && !password;
}
