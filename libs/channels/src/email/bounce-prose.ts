// Part of reading a delivery report (path A): a report in a server's own prose, in any language it has.
import { addressIn, codeIn, ENOUGH, isNullSender, originalId, type Report, type ReportFacts } from './bounce.js';
import { causeOf } from './bounce-cause.js';
import { isForwardSubject } from './forwarded.js';
import { headerOf, type MimePart } from './mime.js';

const MACHINE =
  /^(?:mailer[-_.]?daemon|post_?master|mail[-_.]?delivery(?:[-_.]?(?:system|subsystem))?|mdaemon|daemon|mmdf|bounces?|double-bounce|microsoftexchange[0-9a-f]{10,}|mailerdaemon|maildelivery|no-?reply-?bounce)(?:\+[^@]*)?@/i;
const MACHINE_NAME =
  /^\W{0,3}(?:mail delivery (?:sub)?system|mail(?:er)?[- ]daemon|mail administrator|system administrator|postmaster)\b/i;
const FAILED_SUBJECT =
  /undeliver|not delivered|delivery (?:status notification|failure|has failed|problem|report|error|failed|notification)|failed? deliver|mail delivery|mail (?:system )?error|returned? (?:to sender|mail)|failure notice|mail failed|returning to sender|failure delivery|mail could not be delivered|could not be delivered|can ?not be delivered|non remis|nicht zustellbar|unzustellbar|nondeliver|non-?delivery|mailer[- ]daemon|bounced|message (?:not|undelivered)|warning: could not send|rejected|user unknown|недостав|не доставлен|не удалось доставить|невозможно доставить|ошибка (?:при )?доставк|не ?може да (?:бъде|се) достав|недоставен|недоставк|no entregad|no se ha entregado|mancata consegna|echec|échec|entrega|メールエラー|配信|送達|退信|returned (?:e-?)?mail|failed mail|processing error|(?:传输|投递|发送|傳送|投遞|遞送)失[败敗]|[无無]法(?:投递|送达|发送|投遞|送達|傳送)/iu;
const DELAY =
  /delayed|delay(?:ed)? (?:delivery|notification)|(?:delivery|status notification) \(delay\)|still (?:trying|being)|will (?:continue|keep) (?:trying|to (?:be )?(?:retr|try))|attempts will (?:continue|be (?:made|repeated))|warning: message (?:still )?undelivered|warning: could not send message for past|temporarily delayed|задерж|отложен|verzögert|retardé/iu;

/** A server that still tries: no bounce. */
export const isDelayNotice = ({ subject, text }: { subject: string; text: string }): boolean => {
  const head = text.slice(0, 3000);
  return (
    DELAY.test(`${subject}\n${head}`) &&
    !/permanent|gave up|giving up|has been returned|could not be delivered for|unable to deliver/i.test(head)
  );
};

/** Reads prose; null when no machine speaks of a failure. */
export function reportInProse(root: MimePart, facts: ReportFacts, returned: string): Report {
  const { subject, from, text, envelopeFrom } = facts;
  const failedHeader = headerOf(root, 'x-failed-recipients');
  const byMachine = isMachine(root, from, envelopeFrom);
  const failedSubject = FAILED_SUBJECT.test(subject);
  const isReport = root.type.value === 'multipart/report';
  if (byMachine && DELAY.test(subject)) return { kind: 'notice', reason: 'delay-notice' };
  const failed =
    failedHeader !== null ||
    (byMachine && (failedSubject || isReport || looksFailed(text))) ||
    (failedSubject && isReport) ||
    (failedSubject && !isAnswer(subject, text) && readsAsReport(text)) ||
    // A person who passes a report on, or asks about it, is no machine.
    (failedSubject && returned !== '' && looksFailed(text) && !isAnswer(subject, text));
  if (!failed) return null;
  if (isDelayNotice(facts)) return { kind: 'notice', reason: 'delay-notice' };
  const head = text.slice(0, ENOUGH);
  const own = ownWords(head);
  const status = codeIn(own) ?? codeIn(head) ?? replyCodeIn(own);
  const cause = causeOf(/\.0\.0$/.test(status ?? '') ? null : status, own.trim() === '' ? head : own, own);
  return {
    kind: 'bounce',
    bounce: {
      recipient: (failedHeader ? addressIn(failedHeader) : null) ?? recipientInWords(text, returned, from),
      status: (/\.0\.0$/.test(status ?? '') ? (cause.status ?? status) : status) ?? cause.status ?? '5.0.0',
      permanent: status === null || status[0] !== '4' || FINAL.test(`${subject}\n${own}`),
      dead: cause.dead,
      original: originalId(returned, head),
    },
  };
}

/** By its address, by its name, by the empty envelope; a letter that only lost its From comes from anybody. */
function isMachine(root: MimePart, from: string | null, envelopeFrom: string | null): boolean {
  if (isNullSender(root, envelopeFrom) || MACHINE_NAME.test(headerOf(root, 'from') ?? '')) return true;
  const sender = from ?? addressIn(headerOf(root, 'return-path') ?? envelopeFrom ?? '');
  return sender === null || MACHINE.test(sender);
}

const isAnswer = (subject: string, text: string): boolean =>
  /^\s*re\s*:/i.test(subject) || isForwardSubject(subject, text);

/** Its first lines are laid out as no person writes: a heading and an address, the other server's code beside it. */
function readsAsReport(text: string): boolean {
  const opening = text.trimStart().slice(0, 800);
  return (
    addressIn(opening) !== null &&
    /^\W*failed recipients?\b|^-+ ?non-?delivery report\b|^(?:the (?:email|message|mail) below )?could not (?:be )?deliver[^\n]{0,60}(?:recipient|user|address)[^\n]{0,12}:\s*$/im.test(
      opening,
    )
  );
}

const FINAL =
  /gave up|giving up|give up|returned|undeliver|cannot (?:send|be)|could not be|failed|too long|expired|permanent|не удалось|не может|недостав/i;

/** What the server says itself, before the mail that it gives back. */
function ownWords(head: string): string {
  const [own = ''] = head.split(
    /^-{2,}.{0,40}(?:copy of|original message|returned message|unsent message|begin).{0,60}-*$|^Received: /im,
    1,
  );
  return own;
}

/** "550 No such user": its class, where no exact code is given. */
function replyCodeIn(words: string): string | null {
  const found = /(?:^[ \t]*|<<< |said: |: |code ?:|#)([45])[0-5]\d(?=[ ,:;-])/im.exec(words.slice(0, 8000))?.[1];
  return found ? `${found}.0.0` : null;
}

/** The words of a failure that no person begins a letter with, looked for in a machine's mail only. */
const looksFailed = (text: string): boolean =>
  /could not be delivered|was not delivered|undeliverable|unable to deliver|delivery (?:has )?failed|permanent (?:fatal )?error|user unknown|no such user|did not reach the following recipient|(?:invalid|unknown) (?:user|recipient|address)|^ ?(?:out: |<<< )?[45]\d\d[ -].*(?:error|reject|denied|not |unknown|full)|has been returned because|[无無]法(?:投递|送达|发送|投遞|送達|傳送)|投[递遞]失[败敗]|не (?:было |был )?доставлен|не удалось доставить|не може да бъде доставен/im.test(
    text.slice(0, 8000),
  );

/** The address that could not be reached, as the words name it; else as the returned mail does. */
export function recipientInWords(text: string, returned: string, from: string | null): string | null {
  const head = text.slice(0, ENOUGH);
  const lines = ownWords(head).split('\n').slice(0, 400);
  const announced = announcedIn(lines);
  if (announced !== null && announced.toLowerCase() !== from?.toLowerCase()) return announced;
  const tells = [
    /rcpt to:/i,
    /^\s*<[^<>\s]+@[^<>\s]+>[:.]?\s*(?:$|\(|\.\.\.|:)/,
    /^\s*[^\s<>@]+@[^\s<>@]+[:]?\s*$/,
    /^\s*(?:to|recipient|кому|получатель|final-recipient|address|user)\b.{0,20}:/i,
    /<[^<>\s]+@[^<>\s]+>/,
    /@/,
  ];
  for (const tell of tells) {
    for (const line of lines) {
      const address = line.length < 1000 && tell.test(line) ? addressIn(line.replace(/^.*rcpt to:/i, '')) : null;
      if (
        address &&
        address.toLowerCase() !== from?.toLowerCase() &&
        !MACHINE.test(address) &&
        !/message-id/i.test(line)
      )
        return address;
    }
  }
  const to = /^to:\s*(.{1,500})/im.exec(returned) ?? /^to:\s*(.{1,500})/im.exec(head);
  return to ? addressIn(to[1]!) : null;
}

/** "… did not reach the following recipient(s):", and the address in one of the next lines; X.400 writes "SMTP=" before it. */
function announcedIn(lines: string[]): string | null {
  const at = lines.findIndex((line) => ANNOUNCES.test(line));
  if (at < 0) return null;
  const below = lines.slice(at + 1).filter((line) => line.trim() !== '');
  const line = below.slice(0, 2).find((each) => addressIn(each) !== null && each.length < 500);
  return line ? addressIn(line.replace(/\bSMTP=/gi, '')) : null;
}
const ANNOUNCES =
  /(?:following |these |to )(?:recipients?|users?|e-?mail|persons?|address(?:es)?)(?:\(s\)|\(es\))?(?: address(?:es)?)?[^:\n]{0,30}:\s*$/i;
