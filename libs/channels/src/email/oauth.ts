// Part of IMAP with OAuth (path A): a short-lived access token for a long-lived refresh token; the former stays in memory.
import { ChannelError, type ClientContext } from '../channel.js';
import { networkReason } from '../network-fault.js';
import type { OAuthSettings } from './settings-inbound.js';

/** A token this near its end is not used any more. */
const MARGIN_MS = 60_000;

export interface AccessTokens {
  /** @throws ChannelError reconnect when the refresh token is refused, retry when nobody answers. */
  current(): Promise<string>;
  /** The mail server refused it: the next one is asked for anew. True if there was one to forget. */
  forget(): boolean;
}

export function accessTokens(settings: OAuthSettings, context: ClientContext): AccessTokens {
  let held: { token: string; until: number } | null = null;
  let { refreshToken } = settings;
  return {
    async current() {
      if (held && held.until > performance.now()) return held.token;
      const answer = await ask({ ...settings, refreshToken }, context);
      held = { token: answer.token, until: performance.now() + answer.seconds * 1000 - MARGIN_MS };
      if (answer.refreshToken && answer.refreshToken !== refreshToken) {
        refreshToken = answer.refreshToken;
        // Microsoft gives a new one with every answer; the old one goes on for a while, so a failure here loses nothing.
        await context.keepSecret?.('oauthRefreshToken', refreshToken).catch(() => undefined);
      }
      return held.token;
    },
    forget() {
      const had = held !== null;
      held = null;
      return had;
    },
  };
}

interface Answer {
  token: string;
  seconds: number;
  refreshToken: string | null;
}

async function ask(settings: OAuthSettings, context: ClientContext): Promise<Answer> {
  const form = new URLSearchParams({
    grant_type: 'refresh_token',
    client_id: settings.clientId,
    refresh_token: settings.refreshToken,
  });
  if (settings.clientSecret) form.set('client_secret', settings.clientSecret);
  if (settings.scope) form.set('scope', settings.scope);
  let response: Response;
  let said: Record<string, unknown>;
  try {
    response = await context.fetch(settings.tokenUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: form.toString(),
      signal: context.signal,
    });
    said = objectOf(await response.text());
  } catch (fault) {
    throw new ChannelError('retry', `imap-unreached: ${networkReason(fault)}`);
  }
  if (response.ok && typeof said.access_token === 'string') {
    const seconds = Number(said.expires_in);
    return {
      token: said.access_token,
      seconds: Number.isFinite(seconds) && seconds > 0 ? seconds : 3600,
      refreshToken: typeof said.refresh_token === 'string' && said.refresh_token ? said.refresh_token : null,
    };
  }
  const words = String(said.error_description ?? said.error ?? `HTTP ${response.status}`);
  const reason = words.replace(/\s+/g, ' ').slice(0, 200);
  if (response.status === 429 || response.status >= 500) throw new ChannelError('retry', `imap-unreached: ${reason}`);
  throw new ChannelError('reconnect', `imap-oauth: ${reason}`);
}

function objectOf(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
