// Amazon SES (path A): a mail with its whole content, or news of ours, inside a message of SNS.
import { fieldsOf, listOf, textOf } from '../../exact-json.js';
import { idIn, instantOf, type MailProvider, type Posted, present, statusIn } from './posted.js';
import { snsMessage, verifySns } from './sns.js';

export const ses: MailProvider = {
  verify: verifySns,

  read(body) {
    const sns = snsMessage(body);
    const told = fieldsOf(JSON.parse(sns?.Message ?? body.toString('utf8')));
    if (!told) return [{ kind: 'ignored', reason: 'not a message of SES' }];
    const what = textOf(told.notificationType) ?? textOf(told.eventType);
    const id = sns?.MessageId ?? `${what} ${String(fieldsOf(told.mail)?.messageId)}`;
    return what === 'Received' ? [mail(told)] : news(told, what, id);
  },
};

type Fields = Record<string, unknown>;

function mail(told: Fields): Posted {
  const about = fieldsOf(told.mail) ?? {};
  const receipt = fieldsOf(told.receipt) ?? {};
  const content = textOf(told.content);
  // A rule that puts mails into S3 tells only where; we have no key to that store.
  if (content === null)
    return { kind: 'ignored', reason: 'cannot be read: the mail lies in S3; let the rule publish it to SNS' };
  const encoding = textOf(fieldsOf(receipt.action)?.encoding);
  const isWhole = encoding === 'BASE64' || (encoding === null && /^[A-Za-z0-9+/=\r\n]+$/.test(content));
  const verdict = (name: string) =>
    textOf(fieldsOf(receipt[name])?.status)?.toLowerCase().replace('gray', 'none') ?? 'none';
  return {
    kind: 'mail',
    mime: Buffer.from(content, isWhole ? 'base64' : 'utf8'),
    genuine: true,
    from: textOf(about.source),
    to: listOf(receipt.recipients ?? about.destination).filter((one): one is string => typeof one === 'string'),
    found: { spf: verdict('spfVerdict'), dkim: verdict('dkimVerdict'), dmarc: verdict('dmarcVerdict') },
  };
}

/** One for each recipient. */
function news(told: Fields, what: string | null, id: string): Posted[] {
  const about = fieldsOf(told.mail) ?? {};
  const header = listOf(about.headers)
    .map(fieldsOf)
    .find((one) => textOf(one?.name)?.toLowerCase() === 'message-id');
  const theirs = textOf(about.messageId);
  const region = /^arn:[\w-]+:ses:([\w-]+):/.exec(textOf(about.sourceArn) ?? '')?.[1];
  // What SES calls a mail is the left part of the Message-ID that it gives; the right one depends on the region.
  const given = theirs
    ? [`${theirs}@email.amazonses.com`, ...(region ? [`${theirs}@${region}.amazonses.com`] : []), theirs]
    : [];
  const names = present([idIn(header?.value), idIn(fieldsOf(about.commonHeaders)?.messageId), ...given]);
  const of = (recipient: unknown, said: string, n: number) => ({
    kind: 'news' as const,
    id: `${id} ${n}`,
    names,
    recipient: textOf(recipient),
    said,
    at: instantOf(fieldsOf(told[(what ?? '').toLowerCase()])?.timestamp ?? about.timestamp),
  });
  switch (what) {
    case 'Delivery':
      return listOf(fieldsOf(told.delivery)?.recipients).map((one, n) => ({
        ...of(one, '', n),
        what: 'delivered',
        status: null,
        permanent: false,
        dead: null,
      }));
    case 'Complaint':
      return listOf(fieldsOf(told.complaint)?.complainedRecipients).map((one, n) => ({
        ...of(fieldsOf(one)?.emailAddress, '', n),
        what: 'complaint',
        status: null,
        permanent: false,
        dead: null,
      }));
    case 'Bounce': {
      const bounce = fieldsOf(told.bounce) ?? {};
      const hard = bounce.bounceType === 'Permanent';
      return listOf(bounce.bouncedRecipients).map((one, n) => {
        const failed = fieldsOf(one) ?? {};
        const said = textOf(failed.diagnosticCode) ?? '';
        const status = textOf(failed.status) ?? statusIn(said);
        // It has tried for long enough before it tells of a transient bounce: the mail will not arrive, the address may live.
        const dead =
          hard && /^(General|NoEmail|Suppressed|OnAccountSuppressionList)$/.test(textOf(bounce.bounceSubType) ?? '')
            ? null
            : false;
        return {
          ...of(failed.emailAddress, said, n),
          what: 'bounced' as const,
          status: status ?? (hard ? '5.0.0' : '4.0.0'),
          permanent: true,
          dead,
        };
      });
    }
    case 'Reject':
    case 'Rendering Failure':
      return [
        {
          ...of(listOf(about.destination)[0], textOf(fieldsOf(told.reject)?.reason) ?? what, 0),
          what: 'bounced',
          status: '5.0.0',
          permanent: true,
          dead: false,
        },
      ];
    default:
      return [{ kind: 'ignored', reason: what ?? 'not a message of SES' }];
  }
}
