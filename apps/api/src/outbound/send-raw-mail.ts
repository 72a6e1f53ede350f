// Path B for mail that is whole already: hands it to a relay by SMTP, and names what went wrong by its remedy.
import { ChannelError } from '@otklik/channels';
import { createTransport } from 'nodemailer';

export interface RawMail {
  envelope: { from: string; to: string[] };
  raw: Buffer;
}

/** @throws ChannelError: retry (not now), reconnect (the relay does not know us), drop (refused for good), unknown (may have gone). */
export async function sendRawMail(smtpUrl: string, mail: RawMail): Promise<void> {
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 60_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  } as Parameters<typeof createTransport>[0]);
  try {
    await transport.sendMail({ envelope: mail.envelope, raw: mail.raw });
  } catch (error) {
    throw remedyOf(error as SmtpFault);
  } finally {
    transport.close();
  }
}

interface SmtpFault {
  code?: string;
  responseCode?: number;
  response?: string;
  command?: string;
}

/** By RFC 5321: 4yz is "not now", 5yz "never"; 530, 534 and 535 speak of us, not of the mail. */
export function remedyOf(fault: SmtpFault): ChannelError {
  const said = (fault.response ?? fault.code ?? 'the relay could not be reached').replace(/\s+/g, ' ').slice(0, 200);
  const code = fault.responseCode ?? 0;
  if (fault.code === 'EAUTH' || [530, 534, 535].includes(code)) return new ChannelError('reconnect', said);
  if (code >= 500) return new ChannelError('drop', said);
  if (code >= 400) return new ChannelError('retry', said);
  // Silence after the content was handed over: it may have been taken.
  if (fault.command === 'DATA') return new ChannelError('unknown', said);
  return new ChannelError('retry', said);
}
