// Path B for mail: a message becomes one whole mail and its envelope, ready for any relay or for the outbox page.
import MailComposer from 'nodemailer/lib/mail-composer';
import {
  ChannelError,
  type Config,
  type OutboundFile,
  type OutboundMail,
  type OutboundMessage,
  type Part,
} from '../channel.js';
import { OWN_MARK } from './automatic.js';
import { htmlBody, textBody } from './compose.js';
import { signatureOf } from './settings.js';

/** What client.send reads; whoever keeps mails reads it too. */
export interface MailPayload {
  envelope: { from: string; to: string[] };
  raw: Buffer;
  /** Without brackets. */
  messageId: string;
}

/** @throws ChannelError drop when the message says nothing of its mail */
export async function render(message: OutboundMessage, config: Config): Promise<Part[]> {
  const { mail } = message;
  if (!mail) throw new ChannelError('drop', 'a mail without addresses');
  const signature = mail.automatic ? null : signatureOf(config);
  const html = htmlBody(message, signature);
  const messageId = bare(mail.messageId);
  const composer = new MailComposer({
    from: { name: oneLine(mail.from.name), address: mail.from.address },
    to: mail.to.map(named),
    cc: mail.cc.map(named),
    replyTo: mail.replyTo,
    subject: oneLine(mail.subject),
    messageId: `<${messageId}>`,
    ...(mail.inReplyTo ? { inReplyTo: `<${bare(mail.inReplyTo)}>` } : {}),
    ...(mail.references.length > 0 ? { references: mail.references.map((id) => `<${bare(id)}>`).join(' ') } : {}),
    headers: headersOf(message, mail),
    text: textBody(message, signature),
    html,
    attachments: await Promise.all(message.files.map((file) => attachment(file, html))),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const to = [...new Set([...mail.to, ...mail.cc].map((each) => each.address))];
  const raw = await composer.compile().build();
  const payload: MailPayload = { envelope: { from: mail.from.address, to }, raw, messageId };
  return [{ payload, files: message.files }];
}

/** Our mark, so that we know ourselves if the mail comes round; and, on automatic mail, what keeps machines from answering. */
function headersOf(message: OutboundMessage, mail: OutboundMail): Record<string, string> {
  const automatic = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' };
  return { [OWN_MARK]: `${message.id} ${mail.from.address}`, ...(mail.automatic ? automatic : {}) };
}

async function attachment(file: OutboundFile, html: string) {
  const cid = file.contentId && html.includes(`cid:${file.contentId}`) ? file.contentId : undefined;
  return {
    filename: oneLine(file.name),
    contentType: oneLine(file.contentType),
    content: Buffer.from(await file.read()),
    ...(cid ? { cid, contentDisposition: 'inline' as const } : {}),
  };
}

const named = ({ name, address }: { name: string | null; address: string }) => ({ name: oneLine(name ?? ''), address });
const bare = (id: string): string => id.trim().replace(/^<|>$/g, '');
const oneLine = (text: string): string => text.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim();
