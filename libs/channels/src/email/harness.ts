// For the tests: mail's world is a relay that speaks SMTP.
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { Config } from '../channel.js';
import type { Harness, Outcome } from '../harness.js';

export const harness: Harness = {
  config: { address: 'support@shop.example' },
  ownAddress: 'support@shop.example',
  fixtures: 114,
  conversation: 'anna@mail.example',
  webhook: null,
  customer: {
    writes: (n, text, at) =>
      [
        'From: =?utf-8?B?0JDQvdC90LA=?= <anna@mail.example>',
        'To: support@shop.example',
        `Message-ID: <m${n}@mail.example>`,
        `Date: ${at.toUTCString()}`,
        'Subject: Order',
        'Content-Type: text/plain; charset=utf-8',
        '',
        text,
      ].join('\r\n'),
  },
  outside: { start, lacks: ['silent'] },
};

async function start(outcome: Outcome): Promise<{ config: Config; stop(): Promise<void> }> {
  const refusals: Partial<Record<Outcome, [number, string]>> = {
    'slow-down': [450, '4.7.1 Later'],
    gone: [550, '5.1.1 No such user'],
  };
  const refusal = refusals[outcome];
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    allowInsecureAuth: true,
    onAuth: (_auth, _session, done) => done(Object.assign(new Error('5.7.8 wrong password'), { responseCode: 535 })),
    onRcptTo: (_address, _session, done) =>
      done(refusal ? Object.assign(new Error(refusal[1]), { responseCode: refusal[0] }) : null),
    onData: (stream, _session, done) => {
      stream.resume().on('end', () => done());
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const port = (server.server.address() as AddressInfo).port;
  const credentials = outcome === 'who-are-you' ? 'user:wrong@' : '';
  return {
    config: { smtpUrl: `smtp://${credentials}127.0.0.1:${port}` },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
