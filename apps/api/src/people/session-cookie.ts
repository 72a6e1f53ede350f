// How a browser carries its session: one HttpOnly cookie, written and read here only. Tokens are base64url: nothing to escape.

const NAME = 'otklik_session';

/** Longer than a shift, a weekend or a short illness; every use moves it on. */
export const SESSION_SECONDS = 14 * 24 * 3600;

/** The Set-Cookie line that opens a session, or ends it (`token` null). `secure` when the desk is served by https. */
export function sessionCookie(token: string | null, secure: boolean): string {
  const age = token === null ? 0 : SESSION_SECONDS;
  return `${NAME}=${token ?? ''}; Max-Age=${age}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
}

/** The session's token in a Cookie header, or null. */
export function sessionToken(cookieHeader: string | undefined): string | null {
  for (const pair of (cookieHeader ?? '').split(';')) {
    const equals = pair.indexOf('=');
    if (pair.slice(0, equals).trim() !== NAME) continue;
    const token = pair
      .slice(equals + 1)
      .trim()
      .replace(/^"(.*)"$/, '$1');
    return /^[\w-]{20,100}$/.test(token) ? token : null;
  }
  return null;
}
