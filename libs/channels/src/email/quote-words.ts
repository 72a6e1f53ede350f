// Part of finding the author's own words (path A): how mail programs announce a quote, in the languages they speak.

/** Longest announcement worth looking at, in characters. */
const LONGEST = 500;

const VERB =
  /(?:^|[\s>,)])(?:wrote|writes|sent|написал|написала|написали|написал\(а\)|написав|написала\(в\)|пишет|писал|писала|писал\(а\)|писали|написа|пише|schrieb|a écrit|écrivait|escribió|escribio|ha scritto|escreveu|schreef|skrev|kirjoitti|napisał|napisała|napisał\(a\)|napisal|pisze|napsal|napsal\(a\)|napísal|ezt írta|yazdı|şunları yazdı|写道|寫道|のメール|đã viết|a scris|έγραψε|rašė|rakstīja)(?=[\s:：<"'(,]|$)/iu;
const ADDRESS = /[\w.+=-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}/u;
const DATE = /\b\d{4}\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\d{4}年/u;
const TIME = /\b\d{1,2}[:.h]\d{2}\b|\b\d{1,2}\s?h\s?\d{0,2}\b/iu;
/** How a line begins that a date and a name follow. */
const STARTER =
  /^(?:on|le|am|el|il|em|op|den|på|dnia|w dniu|dne|in data|vào|在|於|на|в|во|пн|вт|ср|чт|пт|сб|вс|нд|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|понеделник|сряда|четвъртък|петък|събота|неделя|mon|tue|wed|thu|fri|sat|sun|lun|mar|mer|jeu|ven|sam|dim|mo|di|mi|do|fr|sa|so|pon|wt|śr|czw|pt|sob|niedz|man|tir|ons|tor|fre|lør|søn|lör|sön|ma|ti|ke|to|pe|la|su|dom|sáb|qua|qui|sex|seg|ter|"|\d)[\s.,\d]?/iu;

const ENDS_IN_VERB =
  /(?:wrote|writes|написал|написала|написал\(а\)|пишет|написа|schrieb|a écrit|escribió|ha scritto|escreveu)\s*$/iu;

/** "Vy pisali 2 noyabrya 2026 g.:" of The Bat! ends with the date. */
const YOU_WROTE = /^(?:вы писали|ты писал|you wrote|ви писахте|sie schrieben|vous écriviez)\b.{0,120}:$/iu;

/**
 * How sure we are that words announce a quote: `strong` ones need no quoted line after them.
 * The colon at the end may be missing where everything else is there.
 */
export function announcement(words: string): 'strong' | 'weak' | null {
  // Measured before it is searched: a line of a megabyte of blanks would be walked again from each of them.
  if (words.length > LONGEST * 4) return null;
  const line = words.trim().replace(/^-{2,}\s*|\s*-{2,}$/g, '');
  if (line.length > LONGEST) return null;
  const colon = /[:：]$/.test(line);
  const verb = VERB.test(line);
  if (!colon && !(verb && ENDS_IN_VERB.test(line))) return null;
  const address = ADDRESS.test(line);
  const date = DATE.test(line);
  const time = TIME.test(line);
  const starter = STARTER.test(line);
  if (!colon) return starter && date && time ? 'strong' : null;
  if (YOU_WROTE.test(line) && (date || time)) return 'weak';
  if (verb && ((date && (time || address)) || (time && address))) return starter || address ? 'strong' : 'weak';
  if (!verb && date && time && address && line.length < 250) return 'strong';
  if (verb && (date || address)) return 'weak';
  if (verb && line.length < 100) return 'weak';
  return null;
}

/** Whether a line can be the first of an announcement broken over several lines. */
export const canStartAnnouncement = (line: string): boolean => STARTER.test(line.trim());

const FORWARD_WORDS =
  /forwarded message|begin forwarded|forwarded by|forwarded mail|пересылаемое сообщение|пересланное сообщение|пересылаемое письмо|пересланное письмо|начало переадресованного|переадресованное сообщение|препратено съобщение|препратено писмо|начало на препратено|weitergeleitete nachricht|anfang der weitergeleiteten|message transféré|début du message|mensaje reenviado|inicio del mensaje|messaggio inoltrato|inizio messaggio|mensagem encaminhada|doorgestuurd bericht|vidarebefordrat|videresendt|przekazana wiadomość|переслане повідомлення/iu;

/** A line that says: what follows was passed on to you, read it. */
export const announcesForward = (line: string): boolean =>
  line.length < 150 && FORWARD_WORDS.test(line) && /^[\s>*_-]*[-=_*]{2,}|:\s*\*?$|[-=_*]{2,}\s*$/.test(line.trim());

const ORIGINAL_WORDS =
  /original message|original appointment|исходное сообщение|оригинальное сообщение|первоначальное сообщение|оригинално съобщение|първоначално съобщение|ursprüngliche nachricht|originalnachricht|message d['’]origine|message original|mensaje original|messaggio originale|mensagem original|oorspronkelijk bericht|ursprungligt meddelande|originalmeddelande|oprindelig (?:meddelelse|besked)|opprinnelig melding|alkuperäinen viesti|wiadomość oryginalna|oryginalna wiadomość|původní zpráva|вихідне повідомлення|quoted message|reply message/iu;

/** "-----Original Message-----" and its kin: everything below is quoted. */
export const announcesOriginal = (line: string): boolean =>
  line.length < 120 && ORIGINAL_WORDS.test(line) && /^[\s*]*[-_=]{2,}/.test(line) && /[-_=]{2,}[\s*]*$/.test(line);

/** The line under which other desks ask not to write. */
export const asksToReplyAbove = (line: string): boolean =>
  line.length < 200 &&
  /^[\s#*=_-]{2,}.{0,40}(?:reply above|above this line|выше этой (?:линии|строки|черты)|над този ред|над тази линия)/iu.test(
    line,
  );

const FROM =
  'from|от|от кого|отправитель|von|de|da|van|från|fra|lähettäjä|od|odesílatel|kimden|gönderen|від|发件人|寄件者|寄件人|差出人|expéditeur|remitente|mittente|подател';
const SENT =
  "sent|date|отправлено|дата|изпратено|gesendet|datum|envoyé|envoyé le|enviado|enviado el|enviada em|fecha|inviato|data|verzonden|skickat|sendt|dato|wysłano|lähetetty|päivämäärä|odesláno|gönderme tarihi|tarih|надіслано|发送时间|日期|寄件日期|送信日時|date d’envoi|date d'envoi";
const TO =
  'to|кому|до|към|получатель|an|à|para|a|aan|till|til|do|komu|vastaanottaja|kime|收件人|宛先|destinataire|destinatario|destinatário|получател';
const SUBJECT =
  'subject|тема|относно|betreff|objet|asunto|oggetto|assunto|onderwerp|ämne|emne|temat|aihe|předmět|konu|主题|主旨|件名|sujet';
const COPY = 'cc|копия|копие|kopie|kopia|kopi|reply-to|bcc|importance|важность|сс';
const LABELS = new Map<string, string>();
for (const [kind, words] of Object.entries({ from: FROM, sent: SENT, to: TO, subject: SUBJECT, copy: COPY })) {
  for (const word of words.split('|')) LABELS.set(word, kind);
}

/** from, sent, to, subject or copy when a line is a header of a quoted mail; null otherwise. */
export function headerLabel(line: string): string | null {
  if (line.length > 1000) return null;
  const found = /^[\s*_|]{0,6}([\p{L}’' -]{1,22}?)[\s*_]{0,3}[:：]/u.exec(line);
  return found ? (LABELS.get(found[1]!.trim().toLowerCase()) ?? null) : null;
}

const FOOTER =
  /^[\s>*_-]{0,4}(?:(?:sent|posted) (?:wirelessly )?(?:from|via|with|using) |get outlook for|get (?:the )?bluemail|отправлено (?:с|со|из|от|через) |отправлено мо|отправил(?:а|и)? (?:с|из) |послано (?:с|из) |изпратено (?:от|с|чрез) |изпратено мо|надіслано (?:з|із|від) |(?:von meinem|von unterwegs).{0,40}gesendet|gesendet (?:von|mit|aus) |diese nachricht wurde von|envoyé (?:sans fil |de|depuis|à partir|avec) |enviado (?:desde|do|de|a partir|con|via) |inviato da(?:l| )|verzonden (?:vanaf|van|met|vanuit) |wysłan[eoay] z |skickat från |sendt fra |lähetetty |odesláno z |yahoo mail(?:[:.]| на| for)|download the mail\.ru|mail\.ru для|почта mail\.ru)/iu;

/** "Sent from my iPhone": said by a program, not by the author. */
export const isProgramFooter = (line: string): boolean => line.length < 140 && FOOTER.test(line);

const SIGN_OFF =
  /^(?:(?:with |many |kind |best |warm |kindest |warmest )*regards|best wishes|с (?:глубоким |искренним )?уважением|с наилучшими пожеланиями|с уважение|(?:сърдечни |най-добри )?поздрави|mit (?:freundlichen|besten) gr(?:ü|ue)(?:ß|ss)en|(?:viele|freundliche|beste|liebe) gr(?:ü|ue)(?:ß|ss)e|mfg|(?:bien )?cordialement|atentamente|(?:un )?saludos?(?: cordiales)?|cordiali saluti|met vriendelijke groet(?:en)?|(?:med )?vänliga? hälsning(?:ar)?|(?:med )?venlig hilsen|pozdrawiam|з повагою)(?:[\s,.!–-]+(?<name>\S.{0,40})?)?$/iu;

/** "Best regards," with or without a name behind it. */
export const isSignOff = (line: string): boolean => line.length < 80 && SIGN_OFF.test(line.trim());
/** A line that may stand in a signature: short, no question, no afterthought. */
export const fitsSignature = (line: string): boolean =>
  line.length <= 70 &&
  !/[?]/.test(line) &&
  !/^\s*(?:p\.?\s?s\b|п\.?\s?с\.|з\.?ы\.)/iu.test(line) &&
  line.trim().split(/\s+/).length <= 8;
