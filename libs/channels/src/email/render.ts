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
import { escapeHtml } from '../escape-html.js';
import { OWN_MARK } from './automatic.js';
import { htmlBody, textBody } from './compose.js';
import { signWithDkim } from './dkim.js';
import { dkimOf, fromAddressOf, fromNameOf, signatureOf, takesPieces } from './settings-outbound.js';
import { type Letter, type MailPayload, type Person, recipientsOf, threadHeaders } from './transports/transport.js';

/** @throws ChannelError drop when the message says nothing of its mail */
export async function render(message: OutboundMessage, config: Config): Promise<Part[]> {
  const { mail } = message;
  if (!mail) throw new ChannelError('drop', 'a mail without addresses');
  const letter = await letterOf(message, mail, config);
  // Made once, in the shape that will be sent: a large file is held once, too.
  const pieces = takesPieces(config);
  const raw = pieces ? Buffer.alloc(0) : await signedMime(letter, config);
  // Bounces come back to the mailbox, whatever address the mail shows.
  const to = [...new Set(recipientsOf(letter).map((each) => each.address))];
  const payload: MailPayload = {
    envelope: { from: mail.from.address, to },
    raw,
    messageId: letter.messageId,
    letter: pieces ? letter : { ...letter, attachments: [] },
  };
  return [{ payload, files: message.files }];
}

async function letterOf(message: OutboundMessage, mail: OutboundMail, config: Config): Promise<Letter> {
  const author = mail.author ?? { agent: mail.automatic ? null : mail.from.name, workspace: '' };
  const signature = mail.automatic ? null : signatureOf(config, author, escapeHtml);
  const html = htmlBody(message, signature);
  return {
    from: {
      name: oneLine(fromNameOf(config, author) ?? mail.from.name),
      address: fromAddressOf(config) ?? mail.from.address,
    },
    to: mail.to.map(named),
    cc: mail.cc.map(named),
    bcc: (mail.bcc ?? []).map(named),
    replyTo: mail.replyTo,
    subject: oneLine(mail.subject),
    messageId: bare(mail.messageId),
    inReplyTo: mail.inReplyTo && bare(mail.inReplyTo),
    references: mail.references.map(bare),
    headers: headersOf(message, mail),
    text: textBody(message, signature),
    html,
    attachments: await Promise.all(message.files.map((file) => attachment(file, html))),
  };
}

/** The whole mail; blind copies stand in the envelope alone. */
async function signedMime(letter: Letter, config: Config): Promise<Buffer> {
  const composer = new MailComposer({
    from: box(letter.from),
    to: letter.to.map(box),
    cc: letter.cc.map(box),
    replyTo: letter.replyTo,
    subject: letter.subject,
    messageId: `<${letter.messageId}>`,
    headers: { ...threadHeaders(letter), ...letter.headers },
    text: letter.text,
    html: letter.html,
    attachments: letter.attachments.map(({ name, contentType, content, contentId }) => ({
      filename: name,
      contentType,
      content,
      ...(contentId ? { cid: contentId, contentDisposition: 'inline' as const } : {}),
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const raw = await composer.compile().build();
  const key = dkimOf(config);
  return key ? signWithDkim(raw, key) : raw;
}

/** Our mark, so that we know ourselves if the mail comes round; and, on automatic mail, what keeps machines from answering. */
function headersOf(message: OutboundMessage, mail: OutboundMail): Record<string, string> {
  const automatic = {
    'Auto-Submitted': mail.answers ? 'auto-replied' : 'auto-generated',
    'X-Auto-Response-Suppress': 'All',
    ...(mail.answers ? { Precedence: 'auto_reply' } : {}),
  };
  const unsubscribe: Record<string, string> = mail.unsubscribe
    ? { 'List-Unsubscribe': `<${oneLine(mail.unsubscribe)}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
    : {};
  return { [OWN_MARK]: `${message.id} ${mail.from.address}`, ...(mail.automatic ? automatic : {}), ...unsubscribe };
}

async function attachment(file: OutboundFile, html: string) {
  const cid = file.contentId && html.includes(`cid:${file.contentId}`) ? file.contentId : undefined;
  return {
    name: oneLine(file.name),
    contentType: oneLine(file.contentType),
    content: Buffer.from(await file.read()),
    contentId: cid ?? null,
  };
}

const named = ({ name, address }: Person): Person => ({ name: oneLine(name ?? '') || null, address });
const box = ({ name, address }: Person) => ({ name: name ?? '', address });
const bare = (id: string): string => id.trim().replace(/^<|>$/g, '');
const oneLine = (text: string): string => text.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim();
