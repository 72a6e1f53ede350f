// Mailgun (path B): the whole MIME as it is, Message-ID included.
import { byStatus, callVendor } from '../../call-vendor.js';
import { multipart } from '../../multipart.js';
import type { TransportSettings } from '../settings-outbound.js';
import { basic, type Transport } from './transport.js';

const rootOf = ({ root, region }: TransportSettings): string =>
  root ?? (region === 'eu' ? 'https://api.eu.mailgun.net' : 'https://api.mailgun.net');
const domainOf = ({ domain }: TransportSettings): string => encodeURIComponent(domain);

export const mailgun: Transport = {
  async send(context, settings, { envelope, raw, messageId }) {
    const form = multipart({ to: envelope.to.join(', ') }, [
      { field: 'message', name: 'message.mime', contentType: 'message/rfc822', content: raw },
    ]);
    await callVendor(context, {
      url: `${rootOf(settings)}/v3/${domainOf(settings)}/messages.mime`,
      method: 'POST',
      headers: { authorization: basic('api', settings.key), 'content-type': form.contentType },
      body: form.body,
    });
    return { externalId: messageId };
  },
  async check(context, settings) {
    await callVendor(
      context,
      {
        url: `${rootOf(settings)}/v3/domains/${domainOf(settings)}`,
        headers: { authorization: basic('api', settings.key) },
        repeatable: true,
      },
      byStatus,
    );
  },
};
