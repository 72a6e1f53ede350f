// What is believed of a sender, and what is not.
import { describe, expect, it } from '@jest/globals';
import { provenFor, type SenderFacts, senderVerdict, trustedResults } from './sender-verdict.js';

const facts = (more: Partial<SenderFacts>): SenderFacts => ({
  domain: 'shop.test',
  spf: 'none',
  dkim: 'none',
  dmarc: 'none',
  arc: 'none',
  aligned: false,
  complete: true,
  vouched: false,
  ...more,
});

describe('the verdict', () => {
  it.each([
    ['DMARC passed', { dmarc: 'pass' }, 'pass'],
    ['DMARC failed', { dmarc: 'fail', spf: 'fail' }, 'fail'],
    ['DMARC failed, but the server that handed it over is unknown', { dmarc: 'fail', complete: false }, 'none'],
    ['DMARC failed while SPF could not be asked', { dmarc: 'fail', spf: 'temperror' }, 'none'],
    ['DMARC failed while the key could not be fetched', { dmarc: 'fail', dkim: 'temperror' }, 'none'],
    ['DMARC failed behind a forwarder we believe', { dmarc: 'fail', spf: 'fail', arc: 'pass', vouched: true }, 'none'],
    ['DMARC failed behind a forwarder who only says so', { dmarc: 'fail', spf: 'fail', arc: 'pass' }, 'fail'],
    ['no DMARC, its own signature', { dkim: 'pass', aligned: true }, 'pass'],
    ['no DMARC, the signature of another', { dkim: 'pass' }, 'none'],
    ['no DMARC, SPF failed', { spf: 'fail' }, 'none'],
    ['DMARC could not be asked', { dmarc: 'temperror', dkim: 'pass', aligned: true }, 'none'],
    ['no From', { domain: null, dmarc: 'pass' }, 'none'],
  ])('%s: %j is %s', (_, more, verdict) => expect(senderVerdict(facts(more)).verdict).toBe(verdict));

  it('of a list is no proof of who wrote to it', () => {
    const found = senderVerdict(facts({ dmarc: 'pass' }));
    expect(provenFor(found, 'anna@shop.test').verdict).toBe('pass');
    expect(provenFor(found, 'anna@mail.shop.test').verdict).toBe('pass');
    expect(provenFor(found, 'anna@myshop.test').verdict).toBe('none');
    expect(provenFor(found, null).verdict).toBe('none');
  });
});

describe('our own server’s word', () => {
  const head = (...lines: string[]) =>
    `${lines.join('\r\n')}\r\n\r\nAuthentication-Results: mx.shop.test; dmarc=pass\r\n`;
  it.each([
    [
      'one header',
      head(
        'Authentication-Results: mx.shop.test;\r\n\tdkim=pass (2048-bit) header.d=a.test;\r\n spf=fail smtp.mailfrom=a.test; dmarc=fail',
        'From: a@a.test',
      ),
      { dkim: 'pass', spf: 'fail', dmarc: 'fail' },
    ],
    [
      'a header each',
      head(
        'Authentication-Results: MX.shop.test; dmarc=pass',
        'Authentication-Results: mx.shop.test; spf=pass',
        'Received: by x',
      ),
      { dmarc: 'pass', spf: 'pass' },
    ],
    ['a second signature passes', head('Authentication-Results: mx.shop.test; dkim=fail; dkim=pass'), { dkim: 'pass' }],
    [
      'what the sender wrote below',
      head(
        'Authentication-Results: mx.shop.test; spf=fail',
        'Received: by mx',
        'Authentication-Results: mx.shop.test; dmarc=pass',
      ),
      { spf: 'fail' },
    ],
    [
      'below the first Received, where the server is behind another of ours',
      head('Received: by inner', 'Authentication-Results: mx.shop.test 1; dmarc=pass'),
      { dmarc: 'pass' },
    ],
    ['another server’s', head('Authentication-Results: mx.evil.test; dmarc=pass'), null],
    ['a name that only begins so', head('Authentication-Results: mx.shop.test.evil.test; dmarc=pass'), null],
    ['hidden in a comment', head('Authentication-Results: mx.shop.test; none (; dmarc=pass)'), {}],
    ['the body', head('From: a@a.test'), null],
  ])('%s', (_, text, found) => expect(trustedResults(text, 'mx.shop.test')).toEqual(found));
});
