// The ways out of a mailbox by web API, by name.
import type { TransportName } from '../settings-outbound.js';
import { brevo } from './brevo.js';
import { mailgun } from './mailgun.js';
import { mailjet } from './mailjet.js';
import { postmark } from './postmark.js';
import { sendgrid } from './sendgrid.js';
import { ses } from './ses.js';
import type { Transport } from './transport.js';
import { unisender } from './unisender.js';

export const transports: Record<Exclude<TransportName, 'smtp'>, Transport> = {
  mailgun,
  sendgrid,
  postmark,
  ses,
  mailjet,
  brevo,
  unisender,
};
