// Part of finding the author's own words (path A): how mail programs announce a quote, in the languages they speak.
import { HEADER_WORDS, type HeaderWords } from './quote-headers.js';
import { MARK_WORDS, type MarkWords } from './quote-marks.js';

/** Longest announcement worth looking at, in characters. */
const LONGEST = 500;

const headerWords = (field: keyof HeaderWords): string =>
  [...new Set(Object.values(HEADER_WORDS).flatMap((row) => row[field] ?? []))].join('|');
const markWords = (field: keyof MarkWords): string =>
  Object.values(MARK_WORDS)
    .map((row) => row[field])
    .join('|');

/** Scripts that write a verb without a space before it. */
const SPACELESS = ['ja', 'zh', 'ko', 'ar', 'he'];
const spaceless = SPACELESS.map((language) => HEADER_WORDS[language]!.wrote).join('|');
const WROTE = headerWords('wrote');
const VERB = new RegExp(
  `(?:^|[\\s>,)"”»\\]])(?:${WROTE})(?=[\\s:：<"'(,（]|$)|(?:${spaceless})(?=[\\s:：<"'(,（]|$)`,
  'iu',
);
const ENDS_IN_VERB = new RegExp(`(?:[\\s>,)"”»\\]](?:${WROTE})|(?:${spaceless}))\\s*$`, 'iu');
const ADDRESS = /[\p{L}\p{N}_.+=-]{1,64}@[\p{L}\p{N}_-]{1,63}(?:\.[\p{L}\p{N}_-]{1,63}){0,5}/u;
const DATE = /\b\d{4}(?!\d)|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\d{4}[年년]/u;
const TIME = /\b\d{1,2}[:.h]\d{2}(?!\d)|\b\d{1,2}\s?h\s?\d{0,2}\b/iu;

/** Weekdays in every language, long and short, as mail programs take them from the same tables. */
function weekdays(): string {
  const names = new Set<string>();
  for (const language of Object.keys(HEADER_WORDS)) {
    for (const weekday of ['long', 'short'] as const) {
      const format = new Intl.DateTimeFormat(language, { weekday, timeZone: 'UTC' });
      for (let day = 1; day <= 7; day++) names.add(format.format(Date.UTC(2024, 0, day)).replace(/\.$/, ''));
    }
  }
  return [...names].map((name) => name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')).join('|');
}

/** How a line begins that a date and a name follow. */
const STARTER = new RegExp(`^(?:(?:${headerWords('on')}|${weekdays()})(?=[\\s.,\\d(-]|$)|[在於于בفي]|["“«\\d])`, 'iu');

/** "Vy pisali 2 noyabrya 2026 g.:" of The Bat! ends with the date. */
const YOU_WROTE =
  /^(?:вы писали|ты писал|you wrote|ви писахте|вие писахте|sie schrieben|vous écriviez)(?!\p{L}).{0,120}:$/iu;

/** "Quoting Anna <a@b>:" of webmail. */
const QUOTING = /^(?:quoting|zitat von|citando (?:a )?|citazione da|citat fr[åa]n?|cytat od|цитирую|цитат на)\s/iu;

/** "2026-11-16 9:40 GMT+02:00 Anna" and "2026/11/16 Anna <a@b>": a moment and a name, without a verb or a colon. */
const DATED_NAME =
  /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2},?(?: \d{1,2}:\d{2}(?::\d{2})?(?: (?:GMT|UTC)?[+-]\d{1,2}:?\d{2})? [^\s\d][^.!?:]{0,80}| [^\s\d][^.!?:<]{0,80}<[^\s<>@]{1,64}@[^\s<>@]{1,255}>)$/iu;

/** Without the marks that turn the direction of writing, with Western digits. */
export const plainWords = (words: string): string =>
  /[\u00a0\u200b-\u200f\u202a-\u202f\u2066-\u2069\u0660-\u0669]/.test(words)
    ? words
        .replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, '')
        .replace(/[\u00a0\u202f]/g, ' ')
        .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    : words;

/** Words of prose: those that begin with a small letter. Names and dates have few. */
export const proseWords = (line: string): number => line.match(/(?<![\p{L}\p{N}@.<_-])\p{Ll}\p{L}*/gu)?.length ?? 0;

/**
 * How sure we are that words announce a quote: `strong` ones need no quoted line after them.
 * The colon at the end may be missing where everything else is there.
 */
export function announcement(words: string): 'strong' | 'weak' | null {
  // Measured before it is searched: a line of a megabyte of blanks would be walked again from each of them.
  if (words.length > LONGEST * 4) return null;
  const whole = plainWords(words).trim();
  const line = whole.replace(/^-{2,}\s*|\s*-{2,}$/g, '');
  if (line.length > LONGEST) return null;
  const colon = /[:：]$/.test(line);
  const verb = VERB.test(line);
  if (!colon && DATED_NAME.test(line) && proseWords(line) <= 1) return 'weak';
  if (!colon && !(verb && ENDS_IN_VERB.test(line))) return null;
  const address = ADDRESS.test(line);
  const date = DATE.test(line);
  const time = TIME.test(line);
  const starter = STARTER.test(line);
  if (!colon) return starter && date && time ? 'strong' : null;
  if (YOU_WROTE.test(line) && (date || time)) return 'weak';
  if (QUOTING.test(line) && address) return 'weak';
  const prose = proseWords(line);
  if (!starter && prose > 9) return null;
  if (address && (date || time) && (verb || (date && time && line.length < 250))) return 'strong';
  if (!verb) return null;
  // `-----"Anna" <a@b> wrote: -----` of Notes.
  if (address && /^-{3}.*-{3}$/s.test(whole)) return 'strong';
  if (starter && date && (time || address)) return 'weak';
  if (date || address) return starter || prose <= 5 ? 'weak' : null;
  return line.length < 100 && prose <= 3 ? 'weak' : null;
}

/** Whether a line can be the first of an announcement broken over several lines. */
export const canStartAnnouncement = (line: string): boolean =>
  STARTER.test(
    plainWords(line)
      .trim()
      .replace(/^-{2,}\s*/, ''),
  );

const GLUED = new RegExp(
  `^(.{1,400}?)((?<=[.!?)…])(?:${headerWords('on')}) (?=.{0,12}\\d).{10,}|-{3,} ?(?:${headerWords('on')}) .{10,})$`,
  'iu',
);

/** "Thanks.On Monday … wrote:": where a careless program glued the announcement to the last words. @returns 0 when nowhere. */
export function gluedAnnouncementAt(line: string): number {
  if (line.length > LONGEST || !/\d[:.]\d\d/.test(line) || !/(?:[:：]|\p{L})\s*$/u.test(line)) return 0;
  const [, own, announced] = GLUED.exec(line) ?? [];
  return own && announced && announcement(announced) === 'strong' ? own.length : 0;
}

const FORWARD_WORDS = new RegExp(markWords('forwarded'), 'iu');

/** A line that says: what follows was passed on to you, read it. */
export const announcesForward = (line: string): boolean =>
  line.length < 150 &&
  FORWARD_WORDS.test(line) &&
  /^[\s>*_-]*[-=_*]{2,}|[:：]\s*\*?$|[-=_*]{2,}\s*$/.test(plainWords(line).trim());

const ORIGINAL_WORDS = new RegExp(markWords('original'), 'iu');

/** "-----Original Message-----" and its kin: everything below is quoted. */
export const announcesOriginal = (line: string): boolean =>
  line.length < 120 && ORIGINAL_WORDS.test(line) && /^[\s*]*[-_=]{2,}/.test(line) && /[-_=]{2,}[\s*]*$/.test(line);

/** The line under which other desks ask not to write. */
export const asksToReplyAbove = (line: string): boolean =>
  line.length < 200 && (ABOVE.test(line) || ABOVE_BARE.test(line));

/** The rule that Zendesk draws says it in forty languages; the others say it in a few. */
const ABOVE =
  /^\s*##- .{3,150} -##\s*$|^[\s#*=_—–-]{2,}.{0,40}(?:reply above|above this line|выше этой (?:линии|строки|черты)|над този ред|над тази линия|вище цього рядка|над (?:этой|данной) (?:строкой|линией|чертой)|(?:über|oberhalb) dieser (?:linie|zeile)|au-dessus de cette ligne|encima de esta línea|acima desta linha|sopra questa (?:riga|linea)|boven deze (?:regel|lijn)|powyżej (?:tej|niniejszej) linii)/iu;
/** Without a rule: only as a whole line begins with it. */
const ABOVE_BARE =
  /^\W{0,3}(?:please )?(?:type |write |enter |add )?(?:your )?(?:reply|response|answer|comments?)(?: \w{1,12})? above this line(?=\W*$| to (?:add|post|respond|reply|comment)\b)/iu;

const LABELS = new Map<string, string>();
for (const kind of ['copy', 'to', 'subject', 'sent', 'from'] as const) {
  for (const word of headerWords(kind).split('|')) LABELS.set(word, kind);
}

/** from, sent, to, subject or copy when a line is a header of a quoted mail; null otherwise. */
export function headerLabel(line: string): string | null {
  if (line.length > 1000) return null;
  const found = /^[\s*_|]{0,6}([\p{L}’'/ -]{1,22}?)[\s*_]{0,3}[:：]/u.exec(plainWords(line));
  return found ? (LABELS.get(found[1]!.trim().toLowerCase()) ?? null) : null;
}

const FOOTER = new RegExp(`^[\\s>*_(<[-]{0,4}(?:${markWords('footer')})`, 'iu');
/** What a program's footer is about. Without it, "sent from my office on Monday" are the author's words. */
const MAKE =
  /https?:|i-?(?:phon|pad|pod)|айфон|android|андроид|samsung|galaxy|huawei|honor\b|xiaomi|redmi|poco\b|nokia|htc|sony|xperia|motorola|oneplus|pixel|oppo|realme|blackberry|windows|outlook|mail\.ru|mailspring|gmail|yahoo|proton|tuta|thunderbird|spark\b|spike|airmail|k-9|newton|bat!|aol\b|boxer|em client/iu;
const KIND =
  /mail|почт|пощ|пошт|\bapp (?:for|pour|für|per|para|til|voor|на|для)\b|mobil|móvil|celular|phone|telefon|téléphone|teléfono|telemóvel|телефон|device|appareil|dispositivo|gerät|устройств|пристр|смартф|tablet|планшет|таблет|handy|\bcell(?:phone)?\b|κινητ|携帯|スマート|手机|手機|휴대/iu;
/** A footer that names no make has few words of prose. */
const MOST_PROSE = 7;
/** "my Wiko 4G": a make that we do not know, but somebody's own. */
const MINE = /\s(?:my|meine[mr]|mon|ma|mi|mio|mia|meu|minha|mijn|min|mitt|mo(?:его|ей)|моя|моят|мого) \p{Lu}/u;

/** "Sent from my iPhone": said by a program, not by the author. */
export function isProgramFooter(words: string): boolean {
  if (words.length >= 140) return false;
  // Arabic may mark its vowels or not.
  const line = plainWords(words).replace(/[\u064b-\u065f]/g, '');
  if (!FOOTER.test(line) || /[?:]\s*$/.test(line)) return false;
  if (MAKE.test(line)) return true;
  return (
    (KIND.test(line) && proseWords(line) <= MOST_PROSE) || (MINE.test(line) && line.trim().split(/\s+/).length <= 9)
  );
}

const REGARDS = new RegExp(`^(?:${markWords('regards')})(?=[\\s,.:!–-]|$)`, 'iu');
/** Nothing, a name in capitals, or one word behind a comma. */
const SIGNED =
  /^[\s,.:!–-]*(?:[\p{Lu}\p{Lo}][\p{L}\p{N}.&'’-]*(?:\s+[\p{Lu}\p{Lo}][\p{L}\p{N}.&'’-]*){0,4}[\s,.]*|(?<=,\s*)\p{L}+[\s,.]*)?$/u;

/** "Best regards," with or without a name behind it; "kind regards to your team" is a sentence. */
export function isSignOff(words: string): boolean {
  if (words.length >= 120) return false;
  const line = words.trim();
  const found = REGARDS.exec(line);
  return found !== null && line.length < 80 && SIGNED.test(line.slice(found[0].length));
}
