// Where mail may be handed over: a relay is a host, a port and an account; nothing else in its address is obeyed.
import { describe, expect, it } from '@jest/globals';
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
