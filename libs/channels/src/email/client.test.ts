// Where mail may be handed over: a relay is a host, a port and an account; nothing else in its address is obeyed.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { SMTPServer } from 'smtp-server';
import { ChannelError, type ClientContext } from '../channel.js';
import { emailClient } from './client.js';

const context = (smtpUrl: string, reachable?: ClientContext['reachable']): ClientContext => ({
  config: { address: 'support@shop.example', smtpUrl },
  fetch,
  signal: new AbortController().signal,
  hookUrl: '',
  ...(reachable ? { reachable } : {}),
});
const refusal = async (given: ClientContext): Promise<ChannelError> => {
  const fault = await emailClient(given).connect!().then(
    () => null,
    (error: unknown) => error,
  );
  expect(fault).toBeInstanceOf(ChannelError);
  return fault as ChannelError;
};

describe('the address of a mail server', () => {
  it.each([
    ['a program to run', 'smtp://x/?sendmail=true&path=/bin/sh&args=-s'],
    ['a transport that only pretends', 'smtp://x/?jsonTransport=true'],
    ['an option of TLS', 'smtps://x/?tls.rejectUnauthorized=false'],
    ['a file', 'file:///etc/passwd'],
    ['a page', 'http://127.0.0.1:80'],
    ['no host', 'smtp://'],
    ['no address at all', 'mail.example.com'],
  ])('is refused with %s', async (_, url) => {
    expect((await refusal(context(url))).remedy).toBe('reconnect');
  });

  it('must not lead into the house', async () => {
    const asked: string[] = [];
    const guarded = context('smtp://inside.example:25', async (host) => {
      asked.push(host);
      throw new Error('private');
    });
    expect((await refusal(guarded)).remedy).toBe('reconnect');
    expect(asked).toEqual(['inside.example']);
  });

  it('is tried again when its name cannot be looked up', async () => {
    const away = context('smtp://mail.example:25', async () => {
      throw Object.assign(new Error('away'), { code: 'EAI_AGAIN' });
    });
    expect((await refusal(away)).remedy).toBe('retry');
  });
});

it('signs in by the OAuth of the mailbox where the address has a name and no password', async () => {
  const seen: { user?: string | undefined; token?: string | undefined; asked: URLSearchParams[] } = { asked: [] };
  const relay = new SMTPServer({
    authMethods: ['XOAUTH2'],
    allowInsecureAuth: true,
    hideSTARTTLS: true,
    onAuth: (auth, _session, done) => {
      Object.assign(seen, { user: auth.username, token: auth.accessToken });
      done(null, { user: auth.username });
    },
  });
  await new Promise<void>((ready) => relay.listen(0, '127.0.0.1', () => ready()));
  const vendor = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      seen.asked.push(new URLSearchParams(body));
      response.end(JSON.stringify({ access_token: 'short-lived', expires_in: 3600, refresh_token: 'newer' }));
    });
  });
  await new Promise<void>((ready) => vendor.listen(0, '127.0.0.1', ready));
  const kept: string[][] = [];
  const port = (relay.server.address() as AddressInfo).port;
  const oauth = {
    inbound: 'imap',
    imapAuth: 'microsoft',
    oauthClientId: 'client',
    oauthRefreshToken: 'long-lived',
    oauthTokenUrl: `http://127.0.0.1:${(vendor.address() as AddressInfo).port}/token`,
  };
  const given = context(`smtp://support%40shop.example@127.0.0.1:${port}`);
  Object.assign(given.config, oauth);
  const client = emailClient({ ...given, keepSecret: async (...secret) => void kept.push(secret) });
  const payload = {
    envelope: { from: 'a@shop.example', to: ['b@mail.example'] },
    raw: 'Subject: x\r\n\r\nx',
    messageId: 'm',
  };
  expect(await client.send({ payload, files: [] }, 'b@mail.example')).toEqual({ externalId: 'm' });
  expect(seen).toMatchObject({ user: 'support@shop.example', token: 'short-lived' });
  expect(seen.asked[0]!.get('scope')).toContain('SMTP.Send');
  expect(kept).toEqual([['oauthRefreshToken', 'newer']]);
  await new Promise<void>((ended) => relay.close(() => ended()));
  await new Promise((ended) => vendor.close(ended));
});
