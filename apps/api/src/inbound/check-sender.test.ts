// Mails signed for real, looked up in a zone of our own: who is believed, who is not, and what happens when DNS is away.
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { sealMessage } from 'mailauth';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { CheckSender, type MailInHand } from './check-sender.js';
import { MailNames } from './mail-names.js';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const KEY = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
const RECORD = `v=DKIM1; k=rsa; p=${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`;
const ZONE: Record<string, Record<string, string[]>> = {
  'bank.example': { TXT: ['v=spf1 ip4:203.0.113.5 -all'] },
  '_dmarc.bank.example': { TXT: ['v=DMARC1; p=reject'] },
  's1._domainkey.bank.example': { TXT: [RECORD] },
  's1._domainkey.google.com': { TXT: [RECORD] },
  's1._domainkey.evil.example': { TXT: [RECORD] },
  'evil.example': { TXT: ['v=spf1 ip4:203.0.113.66 -all'] },
  'plain.example': { TXT: ['v=spf1 ip4:203.0.113.7 -all'] },
};

const checker = (
  resolve: MailNames['resolve'] = async (name, type) => {
    const found = ZONE[name]?.[type];
    if (!found) throw Object.assign(new Error('none'), { code: 'ENOTFOUND' });
    return found.map((text) => [text]);
  },
) => {
  const names = new MailNames();
  names.resolve = resolve;
  return new CheckSender(names, { warn: () => undefined } as never);
};

async function written(mail: SendMailOptions, signedBy: string | null = null): Promise<Buffer> {
  const transport = createTransport({
    streamTransport: true,
    buffer: true,
    newline: 'windows',
    ...(signedBy ? { dkim: { domainName: signedBy, keySelector: 's1', privateKey: KEY } } : {}),
  });
  const sent = await transport.sendMail({
    from: 'teller@bank.example',
    to: 'help@shop.test',
    subject: 'Your card',
    text: 'Please call.',
    ...mail,
  });
  return sent.message as Buffer;
}

const hand = (body: Buffer, more: Partial<MailInHand> = {}): MailInHand => ({
  body,
  remoteAddress: null,
  helo: 'mail.bank.example',
  mailFrom: 'teller@bank.example',
  trusted: null,
  ...more,
});

describe('a sender', () => {
  it('is proven by SPF, or by a signature, of the own domain', async () => {
    expect(await checker().run(hand(await written({}), { remoteAddress: '203.0.113.5' }))).toEqual({
      spf: 'pass',
      dkim: 'none',
      dmarc: 'pass',
      arc: 'none',
      verdict: 'pass',
      domain: 'bank.example',
    });
    // By IMAP nobody knows who handed it over: the signature alone will do.
    expect(await checker().run(hand(await written({}, 'bank.example')))).toMatchObject({
      spf: 'none',
      dkim: 'pass',
      dmarc: 'pass',
      verdict: 'pass',
    });
    // A relay of our own network in front is no sender.
    expect(await checker().run(hand(await written({}, 'bank.example'), { remoteAddress: '10.0.0.8' }))).toMatchObject({
      verdict: 'pass',
    });
  });

  it('without DMARC is proven by what is aligned', async () => {
    const mail = await written({ from: 'me@plain.example' });
    expect(
      await checker().run(hand(mail, { remoteAddress: '203.0.113.7', mailFrom: 'me@plain.example' })),
    ).toMatchObject({ dmarc: 'none', verdict: 'pass' });
    expect(
      await checker().run(hand(mail, { remoteAddress: '203.0.113.66', mailFrom: 'x@evil.example' })),
    ).toMatchObject({ spf: 'pass', verdict: 'none' });
  });

  it('is forged when its domain disowns the mail', async () => {
    const forged = { remoteAddress: '203.0.113.66', mailFrom: 'x@evil.example' };
    expect(await checker().run(hand(await written({}), forged))).toMatchObject({
      spf: 'pass',
      dmarc: 'fail',
      verdict: 'fail',
    });
    expect(await checker().run(hand(await written({}, 'evil.example'), forged))).toMatchObject({
      dkim: 'pass',
      dmarc: 'fail',
      verdict: 'fail',
    });
    const changed = Buffer.from(
      (await written({}, 'bank.example')).toString('latin1').replace('Please call', 'Please pay'),
      'latin1',
    );
    expect(await checker().run(hand(changed, forged))).toMatchObject({ dmarc: 'fail', verdict: 'fail' });
    expect(await checker().run(hand(changed))).toMatchObject({ verdict: 'none' });
  });

  it('behind a forwarder is no forger when the forwarder is believed and says so, sealed', async () => {
    const mail = await written({});
    const sealed = async (domain: string) => {
      const authResults = `mx.${domain}; dmarc=pass header.from=bank.example`;
      const seal = { signingDomain: domain, selector: 's1', privateKey: KEY, i: 1, cv: 'none', authResults };
      return Buffer.concat([await sealMessage(mail, seal as never), mail]);
    };
    const forwarded = { remoteAddress: '203.0.113.66', mailFrom: 'x@evil.example' };
    expect(await checker().run(hand(await sealed('google.com'), forwarded))).toMatchObject({
      arc: 'pass',
      dmarc: 'fail',
      verdict: 'none',
    });
    expect(await checker().run(hand(await sealed('evil.example'), forwarded))).toMatchObject({
      arc: 'pass',
      dmarc: 'fail',
      verdict: 'fail',
    });
  });

  it('is believed on the word of our own server in front', async () => {
    const told = (results: string) => async () =>
      Buffer.concat([Buffer.from(`Authentication-Results: mx.shop.test; ${results}\r\n`), await written({})]);
    const trusted = { trusted: 'mx.shop.test' };
    expect(await checker().run(hand(await told('spf=pass; dmarc=pass')(), trusted))).toMatchObject({
      verdict: 'pass',
      domain: 'bank.example',
    });
    expect(await checker().run(hand(await told('spf=fail; dmarc=fail')(), trusted))).toMatchObject({ verdict: 'fail' });
    expect(await checker().run(hand(await told('dmarc=pass')(), { trusted: 'mx.other.test' }))).toMatchObject({
      verdict: 'none',
    });
  });

  it('is neither proven nor forged while DNS is away', async () => {
    const away = async () => {
      throw Object.assign(new Error('away'), { code: 'ETIMEOUT' });
    };
    const mail = await written({}, 'bank.example');
    expect((await checker(away).run(hand(mail, { remoteAddress: '203.0.113.66' }))).verdict).toBe('none');
    const silent = checker(() => new Promise(() => undefined));
    silent.patienceMs = 100;
    const began = performance.now();
    expect((await silent.run(hand(mail, { remoteAddress: '203.0.113.5' }))).verdict).toBe('none');
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it('is not asked for in DNS when there is nothing to check', async () => {
    const never = checker(async () => {
      throw new Error('asked');
    });
    expect(await never.run(hand(await written({}), { remoteAddress: '127.0.0.1' }))).toMatchObject({
      spf: 'none',
      dmarc: 'none',
      verdict: 'none',
    });
  });

  it('of nonsense is nobody', async () => {
    for (const body of ['', '\0', 'From: a@b, c@d\r\n\r\nx', 'From:\r\n\r\n', 'DKIM-Signature: v=1\r\nFrom: x\r\n\r\n'])
      expect((await checker().run(hand(Buffer.from(body), { remoteAddress: '203.0.113.5' }))).verdict).not.toBe('pass');
  });
});
