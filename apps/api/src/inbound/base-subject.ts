// Rule of threading mail (path A): what a subject says once prefixes, list tags and counters are taken off. Pure.

/** Reply and forward marks of the world's mail programs; what is shorter than a word and ends in a colon. */
const MARK =
  /^(?:re|aw|antw(?:ort)?|sv|vs|vl|odp|ynt|ha|rif|ri|rv|res|enc|tr|réf|ref|fwd?|fw|wg|doorst|i|pd|továbbítás|válasz|vá|tov|atb|yml|ilt|bls|trs|fs|отв|ответ|на|re-?отв|пересл|пер|fwd отв|отг|препр|відп|回复|回覆|答复|转发|轉寄|답장|전달|返信|転送)\s*(?:\[\d{1,3}\]|\(\d{1,3}\)|\^\d{1,3}|\*\d{1,3})?\s*[:：]\s*/iu;
/** `[Shop]`, `[EXTERNAL]`, `[#1042]`, `(fwd)`: what lists and gateways add. */
const TAG = /^(?:\[[^\]]{1,60}\]|\*{1,3}\s*(?:spam|external)\s*\*{1,3}|(?:external|caution)\s*:)\s*/iu;
const TAIL = /\s*(?:\[[^\]]{1,60}\]|\((?:fwd|fw|was:[^)]*)\))\s*$/iu;
/** Some gateways cut subjects; so long a beginning is no accident. */
const TELLING = 24;

/** In lower case and one line; empty when the subject is nothing but marks. */
export function baseSubject(subject: string): string {
  let bare = subject.normalize('NFKC').replace(/\s+/g, ' ').trim();
  for (;;) {
    const next = bare.replace(TAG, '').replace(MARK, '').replace(TAIL, '').trim();
    if (next === bare) break;
    bare = next;
  }
  return bare
    .toLowerCase()
    .replace(/[.…]{3,}$|…$/u, '')
    .trim();
}

/** Whether a mail speaks of what was spoken of before. A subject that says nothing changes nothing. */
export function isSameSubject(subject: string, before: string[]): boolean {
  const wanted = baseSubject(subject);
  if (wanted === '') return true;
  const known = before.map(baseSubject).filter(Boolean);
  return known.length === 0 || known.some((one) => one === wanted || isCut(one, wanted) || isCut(wanted, one));
}

const isCut = (short: string, long: string) => short.length >= TELLING && long.startsWith(short);
