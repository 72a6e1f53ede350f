// Mailjet (path A): its Parse API posts a mail in pieces, its event webhook one event or a list; known by the password in the address.
import { fieldsOf, idOf, parseExactly, textOf } from '../../exact-json.js';
import { readStructured } from '../mime-header.js';
import { buildMime, headerList, type MailPieces, withHeaders } from './build-mime.js';
import { idIn, instantOf, knownBySecret, type MailProvider, type Posted, present, statusIn } from './posted.js';

export const mailjet: MailProvider = {
  verify: (request, config) => knownBySecret(request, config),

  read(body) {
    return [parseExactly(body)].flat().map((one): Posted => {
      const told = fieldsOf(one) ?? {};
      if (told.event) return news(told);
      return told.Headers || told.From ? mail(told) : { kind: 'ignored', reason: 'not a call of Mailjet' };
    });
  },
};

type Fields = Record<string, unknown>;

function mail(told: Fields): Posted {
  const headers = withHeaders(headerList(told.Headers), {
    From: textOf(told.From),
    Subject: textOf(told.Subject),
    To: textOf(told.Recipient),
  });
  const files: MailPieces['files'] = [];
  for (const part of Array.isArray(told.Parts) ? told.Parts : []) {
    const fields = fieldsOf(part);
    const ref = textOf(fields?.ContentRef);
    const content = ref && /^(Attachment|InlineAttachment)/.test(ref) ? textOf(told[ref]) : null;
    if (!fields || content === null) continue;
    const list = headerList(fields.Headers);
    const header = (name: string) => list.find(([each]) => each.toLowerCase() === name)?.[1] ?? '';
    const [type, place] = [readStructured(header('content-type')), readStructured(header('content-disposition'))];
    files.push({
      name: place.params.filename || type.params.name || ref!,
      contentType: type.value,
      contentId: header('content-id') || null,
      inline: place.value === 'inline',
      content: Buffer.from(content, 'base64'),
    });
  }
  return {
    kind: 'mail',
    mime: buildMime({ headers, text: textOf(told['Text-part']), html: textOf(told['Html-part']), files }),
    genuine: false,
    from: textOf(told.Sender),
    to: present([textOf(told.Recipient)]),
  };
}

function news(told: Fields): Posted {
  const what = textOf(told.event);
  const said = [textOf(told.error_related_to), textOf(told.error), textOf(told.comment)].filter(Boolean).join(': ');
  const known = {
    kind: 'news' as const,
    id: `${what} ${idOf(told.MessageID) ?? textOf(told.Message_GUID) ?? ''} ${String(told.time)}`,
    names: present([idIn(told.CustomID), idIn(idOf(told.MessageID))]),
    recipient: textOf(told.email),
    said,
    status: statusIn(said),
    at: instantOf(told.time),
  };
  switch (what) {
    case 'sent':
      return { ...known, what: 'delivered', permanent: false, dead: null };
    case 'spam':
      return { ...known, what: 'complaint', permanent: false, dead: null };
    case 'blocked':
      return { ...known, what: 'bounced', permanent: true, dead: false };
    case 'bounce':
      if (told.hard_bounce !== true) return { kind: 'ignored', reason: `delayed: ${said}` };
      return { ...known, what: 'bounced', permanent: true, dead: /^(recipient|domain)\b/.test(said) ? true : null };
    default:
      return { kind: 'ignored', reason: what ?? 'not an event of Mailjet' };
  }
}
