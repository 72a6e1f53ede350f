// Part of reading a mail (path A): the likeliest charset of text whose label is missing or a lie, by the statistics of its letters.

/** Alphabets by how common their letters are, and the charsets that hold them. */
const ALPHABETS: [charsets: string[], letters: string][] = [
  [['windows-1251', 'koi8-r', 'iso-8859-5', 'ibm866', 'x-mac-cyrillic'], 'оеаинтсрвлкмдпуяызьбгчйхжшюцщэъфё'],
  [['windows-1251', 'koi8-u'], 'оаинвітерслкудмпяьзгйбчхжшцїюєщфґ'],
  [['windows-1253'], 'αοιετσνηυρπκμλςγδωχθφβξζψίάέήόύώ'],
  [['windows-1255'], 'יוהלארתבשמנםדחקעפכגטןצזסךףץ'],
  [['windows-1256'], 'اليمنوترهبدكعسفقحجةشصخىذطأغضءئظزثؤإآ'],
  [['windows-874'], 'านรกอเงมยลวทสดตหปบคะัิี่้์ึืุู์ำแโไใขชจพถณธผภญฐศษซ'],
];
const WEIGHTS = ALPHABETS.map(
  ([, letters]) =>
    new Map([...letters].map((letter, rank) => [letter, Math.max(0.04, 1 - rank / (letters.length * 0.75))])),
);

const HAN =
  '的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西月话合回特代内信表化老给世位次度门任常先海通教原东声提立及比员解水名真论处走义各入几口认条平系气题活更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直资命山金指许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思完设式色路记南品住告类求据程北边交规万取望觉术领共确传师观清今切院让识候带导争运您请谢订单快递货票退款价钱买卖客服帮助简繁' +
  '這個們來為國說時會對於過後裡種經麼學當沒動還進樣開從實軍與長機無關點業將兩間問應戰頭體見產話內給門東聲員論處義認條氣題別變總電數報結務場計張該萬覺領傳師觀讓識帶導爭運請謝訂單遞貨價錢買賣幫簡版書語聯絡線網絡資訊' +
  '日本語様願致申込商注届送番号社者円円株式会店舗連絡返信確認件名拝承知失礼御座';
const HANGUL =
  '이다는을의에가고하지로서사한기어리자대시도나그아인수라일정해과부있들보게소장안전여제상만주스구으면화었우성은요습니까세감합님녕문배송오늘내용를것했던되할간동마무조신생물원분공방중연관때말저네비거계속선모위유통실학교미바국년';
const COMMON = new Set([...HAN, ...HANGUL]);
const DOUBLE = ['gb18030', 'big5', 'shift_jis', 'euc-jp', 'euc-kr'];

/**
 * What is rarer must show more clearly: of Macintosh Cyrillic only the capitals differ from windows-1251, and few words
 * fall by chance into the commonest letters of any other alphabet.
 */
const RARE: Record<string, number> = {
  'x-mac-cyrillic': 0.85,
  'windows-1253': 0.85,
  'windows-1255': 0.85,
  'windows-1256': 0.85,
  'windows-874': 0.85,
};
/** Bytes that are looked at; more tell nothing new. */
const SAMPLE = 16 * 1024;
/** Below this a reading is noise: real words score twice as much. */
const CERTAIN = 0.3;

/** The likeliest charset of bytes that are not UTF-8; western where nothing else shows. Linear, never throws. */
export function guessCharset(bytes: Uint8Array): string {
  const sample = sampleOf(bytes);
  let best = '';
  let bestScore = CERTAIN;
  const consider = (charset: string, score: number) => {
    if (score > bestScore) [best, bestScore] = [charset, score];
  };
  const western = looksWestern(sample);
  if (!western)
    ALPHABETS.forEach(([charsets], at) => {
      for (const charset of charsets)
        consider(charset, alphabetScore(decoded(sample, charset), WEIGHTS[at]!) * (RARE[charset] ?? 1));
    });
  for (const charset of DOUBLE) consider(charset, doubleScore(decoded(sample, charset), charset));
  if (best !== '') return best;
  return looksTurkish(sample) ? 'windows-1254' : (centralCharset(sample) ?? 'windows-1252');
}

const decoded = (bytes: Uint8Array, charset: string): string => new TextDecoder(charset).decode(bytes);

/** Text around the first high bytes: a long English preamble must not hide the words below it. */
function sampleOf(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= SAMPLE) return bytes;
  let first = 0;
  while (first < bytes.length && bytes[first]! < 0x80) first++;
  const from = Math.max(0, first - 256);
  return bytes.subarray(from, from + SAMPLE);
}

/** How much the high letters look like words of this alphabet: about 0.75 for real words, below 0.5 for others. */
function alphabetScore(text: string, weights: Map<string, number>): number {
  let score = 0;
  let count = 0;
  let previous = '';
  for (const letter of text) {
    const code = letter.charCodeAt(0);
    if (code > 0x7f && !QUIET.has(letter)) {
      count++;
      const lower = letter.toLowerCase();
      const weight = weights.get(lower);
      // Lines of a table never stand inside a word.
      if (weight === undefined)
        score -= code >= 0x2500 && code < 0x25a0 ? 3 : code >= 0x370 && code < 0x700 ? 0.25 : 0.7;
      else if (lower === letter) score += weight;
      // A capital after a small letter is the mark of KOI8-R read as windows-1251, or the other way round.
      else if (weights.has(previous)) score -= weight;
      else score += weight * (weights.has(previous.toLowerCase()) ? 0.9 : 0.5);
    }
    previous = letter;
  }
  return count === 0 ? 0 : score / count;
}
/** Marks that stand in any text. */
const QUIET = new Set([...'«»—–„“”’…№\u00a0']);

const LETTER = /[a-z]/i;

/** The same for scripts of two bytes a character. Shorter than its bytes, so one rare character weighs much. */
function doubleScore(text: string, charset: string): number {
  let score = 0;
  let count = 0;
  let kana = 0;
  let before = '';
  let lone = '';
  for (const char of text) {
    const code = char.codePointAt(0)!;
    const ascii = code <= 0x7f;
    // A lone character inside a word of ASCII letters is a western sign and the letter after it ("don’t").
    if (ascii && (lone === 'letter' || (lone === 'blank' && LETTER.test(char)))) score -= 1.5;
    lone = ascii ? '' : LETTER.test(before) ? 'letter' : before.trim() === '' ? 'blank' : '';
    before = char;
    if (ascii) continue;
    count++;
    if (code === 0xfffd) score -= 2;
    else if (code >= 0x3040 && code <= 0x30ff) kana++;
    else if (COMMON.has(char)) score += 1;
    else if (code >= 0xac00 && code <= 0xd7a3) score += 0.45;
    else if ((code >= 0x3000 && code <= 0x303f) || (code >= 0xff00 && code <= 0xff60)) score += 0.4;
    else if (code >= 0x4e00 && code <= 0x9fff) score += firstLevel(char, charset) ? 0.35 : -0.4;
    else if (code >= 0x2000 && code <= 0x26ff) score += 0;
    else score -= code >= 0xff61 && code <= 0xff9f ? 0.3 : 1;
  }
  // Kana are Japanese; the other charsets have them too, and there they are a misreading.
  score += charset === 'shift_jis' || charset === 'euc-jp' ? kana * 0.9 : -kana * 0.3;
  return count === 0 ? 0 : score / count;
}

/** Each standard keeps its everyday characters in a first half. Built once, when first asked for. */
const FIRST_LEVELS: Record<string, [number, number, number, number]> = {
  gb18030: [0xb0, 0xd7, 0xa1, 0xfe],
  big5: [0xa4, 0xc6, 0x40, 0xfe],
  shift_jis: [0x88, 0x97, 0x40, 0xfc],
  'euc-jp': [0xb0, 0xcf, 0xa1, 0xfe],
};
const levels = new Map<string, Set<string>>();
function firstLevel(char: string, charset: string): boolean {
  const range = FIRST_LEVELS[charset];
  if (!range) return false;
  let level = levels.get(charset);
  if (!level) {
    const bytes: number[] = [];
    for (let lead = range[0]; lead <= range[1]; lead++)
      for (let trail = range[2]; trail <= range[3]; trail++)
        if (trail !== 0x7f && (trail >= 0xa1 || trail < 0x7f || charset === 'shift_jis')) bytes.push(lead, trail);
    level = new Set(decoded(new Uint8Array(bytes), charset));
    levels.set(charset, level);
  }
  return level.has(char);
}

/** Western words hold a high letter or two among ASCII ones ("Grüße"); other alphabets' words are made of high letters alone. */
function looksWestern(bytes: Uint8Array): boolean {
  let mixed = 0;
  let whole = 0;
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i]! < 0x80) continue;
    const start = i;
    while (i + 1 < bytes.length && bytes[i + 1]! >= 0x80) i++;
    const length = i + 1 - start;
    if (isLetter(bytes[start - 1]) || isLetter(bytes[i + 1])) mixed += length;
    else if (length > 1) whole += length;
  }
  return mixed >= whole;
}

const isLetter = (byte: number | undefined) =>
  byte !== undefined && ((byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a));

/** ı, ş, ğ, İ, Ş stand where western charsets have Icelandic letters, which are far rarer, and never þ after a letter. */
function looksTurkish(bytes: Uint8Array): boolean {
  let high = 0;
  let turkish = 0;
  let within = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (byte >= 0xc0) high++;
    if (byte === 0xfd || byte === 0xfe || byte === 0xf0 || byte === 0xdd || byte === 0xde) turkish++;
    if (byte === 0xfe && isLetter(bytes[i - 1])) within++;
  }
  return within > 0 || (turkish > 3 && turkish > high / 3);
}

/** ą, ł, ś, ź stand where western charsets have signs that never follow a letter; ř and ě beside č or ů are Czech; ő and ű stand alone. */
function centralCharset(bytes: Uint8Array): string | null {
  const seen = new Set<number>();
  const after = new Set<number>();
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i]! < 0x80) continue;
    seen.add(bytes[i]!);
    if (isLetter(bytes[i - 1])) after.add(bytes[i]!);
  }
  const any = (set: Set<number>, ...wanted: number[]) => wanted.some((byte) => set.has(byte));
  if (any(after, 0xb1, 0xb6, 0xbc, 0xa6, 0xac)) return 'iso-8859-2';
  if (any(after, 0xb3, 0xb9, 0xbf, 0x9f, 0xa3, 0xaf)) return 'windows-1250';
  if (after.has(0xf8) && any(after, 0xec, 0xe8, 0xf9)) return 'windows-1250';
  // ę without any other accent of French or Portuguese, ő and ű without ã or ç.
  if (after.has(0xea) && !any(seen, 0xe0, 0xe1, 0xe2, 0xe7, 0xe8, 0xe9, 0xee, 0xf4, 0xfb, 0xe3, 0xf5))
    return 'windows-1250';
  if (any(after, 0xf5, 0xfb) && !any(seen, 0xe3, 0xe7, 0xea, 0xe8, 0xe0, 0xf4, 0xee)) return 'windows-1250';
  return null;
}
