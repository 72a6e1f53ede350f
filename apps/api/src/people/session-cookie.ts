// How a browser carries its session: one HttpOnly cookie, written and read here only.
import { fastifyCookie } from '@fastify/cookie';

const NAME = 'otklik_session';

/** Longer than a shift, a weekend or a short illness; every use moves it on. */
export const SESSION_SECONDS = 14 * 24 * 3600;

/** The Set-Cookie line that opens a session, or ends it (`token` null). `secure` when the desk is served by https. */
export function sessionCookie(token: string | null, secure: boolean): string {
  return fastifyCookie.serialize(NAME, token ?? '', {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure,
    maxAge: token === null ? 0 : SESSION_SECONDS,
  });
}

/** The session's token in a Cookie header, or null. */
export function sessionToken(cookieHeader: string | undefined): string | null {
  if (!cookieHeader || cookieHeader.length > 16_384) return null;
  return fastifyCookie.parse(cookieHeader)[NAME] || null;
}
