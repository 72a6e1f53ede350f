// A mail we send, read back: it threads, folds, says who it is, and comes round as our own echo only.
import { expect, it } from '@jest/globals';
import type { OutboundMessage } from '../channel.js';
import { inspectMail } from '../inspect.js';
import { remedyOf } from './client.js';
import { email } from './index.js';
import type { MailPayload } from './transports/transport.js';

const base: OutboundMessage = {
  id: '01930000-0000-7000-8000-000000000001',
  conversation: 'anna@mail.example',
  text: 'Здравейте, Анна!\n\nВижте https://shop.example/p?a=1&b=2.',
  html: '<p>Здравейте, <b>Анна</b>!</p><img src="cid:pic"><script>no</script>',
  files: [
    {
      name: 'снимка.png',
      contentType: 'image/png',
      size: 3,
      contentId: 'pic',
      inline: true,
      read: async () => new Uint8Array([1, 2, 3]),
    },
    { name: 'договор.pdf', contentType: 'application/pdf', size: 2, read: async () => new Uint8Array([4, 5]) },
  ],
  card: null,
  replyToExternalId: null,
  locale: 'bg',
  template: null,
  mail: {
    from: { name: 'Магазин', address: 'support@shop.example' },
    to: [{ name: 'Анна Иванова', address: 'anna@mail.example' }],
    cc: [{ name: null, address: 'boss@mail.example' }],
    replyTo: 'support+t1@shop.example',
    messageId: 'm1@shop.example',
    inReplyTo: '<c1@mail.example>',
    references: ['c0@mail.example', '<c1@mail.example>'],
    subject: 'Re: Поръчка\r\nBcc: evil@x.example',
    automatic: false,
    quote: { header: 'На 16.11.2026 г., 9:40, Анна <anna@mail.example> написа:', text: 'Къде е?\n> старо' },
  },
};

async function sent(message: OutboundMessage, config = {}) {
  const [part] = await email.render(message, config);
  const { envelope, raw } = part!.payload as MailPayload;
  return { envelope, source: raw.toString('latin1'), seen: inspectMail(raw, 'sent') };
}

it('carries everything', async () => {
  const { envelope, source, seen } = await sent(base, { signature: 'Магазин\nтел. 1' });
  expect(envelope).toEqual({ from: 'support@shop.example', to: ['anna@mail.example', 'boss@mail.example'] });
  expect(seen).toMatchObject({
    messageId: 'm1@shop.example',
    inReplyTo: ['c1@mail.example'],
    references: ['c0@mail.example', 'c1@mail.example'],
    from: { name: 'Магазин', address: 'support@shop.example' },
    to: [{ name: 'Анна Иванова', address: 'anna@mail.example' }],
    replyTo: [{ address: 'support+t1@shop.example', name: null }],
    subject: 'Re: Поръчка Bcc: evil@x.example',
    auto: null,
    verdict: 'accept',
  });
  expect(seen.reply).toBe('Здравейте, Анна!\n\nВижте https://shop.example/p?a=1&b=2.');
  expect(seen.text).toContain('> Къде е?\n>> старо');
  expect(seen.html).toContain('<b>Анна</b>');
  expect(seen.attachments.map(({ name, inline }) => [name, inline])).toEqual([
    ['снимка.png', true],
    ['договор.pdf', false],
  ]);
  expect(source).not.toMatch(/^Bcc:|Auto-Submitted|<script/m);
});

it('is our own echo when it comes back, and a mail like any other to another desk', async () => {
  const [part] = await email.render(base, {});
  const read = async (ownAddresses: string[]) => {
    const [event] = await email.normalise(
      { body: (part!.payload as MailPayload).raw, envelope: {} },
      { config: {}, ownAddresses },
    );
    return event!.mail!.auto;
  };
  expect(await read(['support@shop.example'])).toBe('loop');
  expect(await read(['anna@mail.example'])).toBeNull();
});

it('says that a survey is automatic, and shows it as links', async () => {
  const buttons = ['1', '2', '3', '4', '5'].map((label) => ({
    label,
    data: label,
    url: `https://desk.example/s/t?score=${label}`,
  }));
  const card = {
    kind: 'survey' as const,
    text: 'Доволни ли сте?',
    buttons,
    url: 'https://desk.example/s/t',
    footer: 'Не питайте повече: https://desk.example/o/t',
  };
  const { source, seen } = await sent({
    ...base,
    text: 'Здравейте!',
    html: null,
    files: [],
    card,
    mail: { ...base.mail!, automatic: true, quote: null },
  });
  expect(source).toMatch(/^Auto-Submitted: auto-generated\r$/m);
  for (const { url } of buttons) {
    expect(seen.text).toContain(url);
    expect(seen.html).toContain(`href="${url}"`);
  }
  expect(seen.text.match(/Доволни ли сте\?/g)).toHaveLength(1);
});

it.each([
  [{ responseCode: 451, code: 'EENVELOPE', command: 'RCPT TO' }, 'retry'],
  [{ responseCode: 550, code: 'EENVELOPE', command: 'RCPT TO' }, 'drop'],
  [{ responseCode: 550, code: 'EENVELOPE', command: 'MAIL FROM' }, 'reconnect'],
  [{ responseCode: 535, code: 'EAUTH' }, 'reconnect'],
  [{ responseCode: 454, code: 'EAUTH' }, 'retry'],
  [{ responseCode: 554, code: 'EMESSAGE', command: 'DATA' }, 'drop'],
  [{ code: 'ECONNECTION' }, 'retry'],
  [{ code: 'ETIMEDOUT', command: 'DATA' }, 'retry'],
  [{ code: 'EDNS' }, 'retry'],
])('%j → %s', (fault, remedy) => expect(remedyOf(fault)).toMatchObject({ remedy }));
