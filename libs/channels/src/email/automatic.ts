// Part of understanding a mail (path A): did a person write it, or a machine, a list, or we ourselves.
import { addressesOf, mailboxOf } from './addresses.js';
import { headerOf, headersOf, type MimePart } from './mime.js';

const AUTO_HEADERS = [
  'x-autoreply',
  'x-auto-reply',
  'x-autoreply-from',
  'x-autorespond',
  'x-autoresponder',
  'x-autoresponse',
  'x-mail-autoreply',
  'autoreply',
  'x-autoreply-domain',
  'x-delivered-by-autoresponder',
  'x-away-message',
  'x-vacation',
  'auto-reply',
];
/** Enough by themselves: no person begins a subject so. */
const AUTO_SUBJECT =
  /^\W{0,3}(?:auto(?:matic|mated|matische|matisk)?[ -]?(?:reply|response|respond(?:er)?|answer|antwort|svar)|autosvar|auto:|автоответ|автоматич\p{L}* (?:ответ|отговор|уведомление об отсутствии)|автовідповідь|abwesenheits|abwesend|réponse automatique|respuesta automática|risposta automatica|resposta automática|automatisch(?:e)? antwo(?:ord|rt)|automatiskt svar|automatische antwort|odpowiedź automatyczna|automatyczna odpowiedź|automatická odpověď|out of (?:the )?office (?:auto)?[ -]?(?:reply|response|notification|message)|自動(?:応答|返信)|自动(?:答复|回复)|out of (?:the )?office:|ooo:|vacation(?: reply| response)?:|away from (?:the |my )?(?:office|mail|desk)\b)/iu;
/** Enough only together with a sign of a machine: a customer may ask about holidays. */
const AWAY_SUBJECT =
  /out of (?:the )?office|on vacation|on (?:annual )?leave|holiday|vacation|away|отпуск|отсутств|вне офиса|извън офиса|urlaub|congés|vacaciones|ferie|férias|urlop|nieobecno/iu;

const lower = (root: MimePart, header: string): string => (headerOf(root, header) ?? '').trim().toLowerCase();

/** A program's answer: a vacation notice or "we have received your mail". */
export function isAutoReply(root: MimePart, subject: string): boolean {
  const submitted = lower(root, 'auto-submitted');
  if (/^auto-?replied|^auto-?reply/.test(submitted)) return true;
  if (AUTO_HEADERS.some((name) => headerOf(root, name) !== null && !/^(?:no|false|0)\b/.test(lower(root, name))))
    return true;
  const precedence = `${lower(root, 'precedence')} ${lower(root, 'x-precedence')} ${lower(root, 'preference')}`;
  if (/auto[_-]?reply/.test(precedence)) return true;
  if (/autoresponder/.test(lower(root, 'x-post-messageclass')) || lower(root, 'delivered-to') === 'autoresponder')
    return true;
  if (AUTO_SUBJECT.test(subject)) return true;
  const answers = headerOf(root, 'in-reply-to') !== null || headerOf(root, 'references') !== null;
  const machine =
    /^auto-?(?:generated|notified)/.test(submitted) ||
    /\b(?:bulk|junk)\b/.test(precedence) ||
    lower(root, 'return-path') === '<>' ||
    /\boof\b|\ball\b|autoreply/.test(lower(root, 'x-auto-response-suppress')) ||
    headerOf(root, 'x-fc-machinegenerated') !== null;
  if (!machine || isList(root)) return false;
  return (
    AWAY_SUBJECT.test(subject) ||
    (answers && (submitted !== '' || lower(root, 'return-path') === '<>' || /\bjunk\b/.test(precedence)))
  );
}

export function isList(root: MimePart): boolean {
  if (
    [
      'list-id',
      'list-post',
      'list-unsubscribe',
      'x-mailing-list',
      'mailing-list',
      'x-beenthere',
      'x-mailman-version',
    ].some((name) => headerOf(root, name) !== null)
  ) {
    return true;
  }
  return /^(?:list|bulk)\b/.test(lower(root, 'precedence'));
}

/**
 * No machine may answer it (RFC 3834): it was sent by one itself, to many at once, with nobody behind it, or asks for none. A
 * form of a site is such a mail and a customer's message all the same.
 */
export function wantsNoMachine(root: MimePart): boolean {
  const submitted = lower(root, 'auto-submitted');
  if (submitted !== '' && !/^no\b/.test(submitted)) return true;
  if (/\b(?:bulk|junk|list)\b/.test(`${lower(root, 'precedence')} ${lower(root, 'x-precedence')}`)) return true;
  if (/\b(?:oof|all|autoreply)\b/.test(lower(root, 'x-auto-response-suppress'))) return true;
  if (lower(root, 'return-path') === '<>') return true;
  return isList(root) || /^(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)\b/.test(senderOf(root));
}

const senderOf = (root: MimePart): string => addressesOf(root, 'from')[0]?.address.toLowerCase() ?? '';

/** More stations than any honest way has. */
const MOST_STATIONS = 50;
/** Our own mark, put on everything we send (see render): the message's id and the mailbox it went out from. */
export const OWN_MARK = 'x-otklik-message';

/** It came round: our own mark on it, our own address in X-Loop, or far too many stations. */
export function isLoop(root: MimePart, isOwn: (address: string) => boolean): boolean {
  if (cameHome(root, isOwn)) return true;
  if (headersOf(root, 'received').length > MOST_STATIONS) return true;
  const looped = [...headersOf(root, 'x-loop'), ...headersOf(root, 'x-autoreply-loop')].flatMap(
    (value) => value.match(/[^\s<>,;"]{1,128}@[^\s<>,;"]{1,255}/g) ?? [],
  );
  if (looped.some(isOwn)) return true;
  const delivered = headersOf(root, 'delivered-to').map((value) => value.toLowerCase());
  return new Set(delivered).size <= delivered.length - 3;
}

/** Another company's Otklik writes to us with its own mark: only a mail that is back in the mailbox it left is an echo. */
function cameHome(root: MimePart, isOwn: (address: string) => boolean): boolean {
  const mailbox = headerOf(root, OWN_MARK)?.split(' ')[1];
  if (!mailbox?.includes('@')) return false;
  const arrived = ['to', 'cc', 'delivered-to', 'x-original-to'].flatMap((name) => addressesOf(root, name));
  return isOwn(mailbox) || arrived.some(({ address }) => mailboxOf(address) === mailboxOf(mailbox));
}
