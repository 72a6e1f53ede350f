// Part of reading a delivery report (path A): the fields of RFC 3464, one group a recipient.
import { addressIn, codeIn, ENOUGH, originalId, type Report, type ReportFacts } from './bounce.js';
import { causeOf } from './bounce-cause.js';
import { recipientInWords } from './bounce-prose.js';

/** Some systems write the fields of a report into plain text. */
export function looseStatus(text: string): string | null {
  const at = text.search(/^(?:Final-Recipient|Original-Recipient|Reporting-MTA):/im);
  return at >= 0 && /^Action:/im.test(text.slice(at, at + ENOUGH)) ? text.slice(at, at + 4000) : null;
}

/** Groups of fields, the first about the mail, the others one a recipient; null where there are none. */
export function reportInFields(statusText: string, facts: ReportFacts, returned: string): Report {
  const groups = statusText
    .replace(/\n[ \t]+/g, ' ')
    .split(/\n[ \t]*\n/)
    .map(fieldsIn)
    .filter((fields) => fields.has('action') || fields.has('final-recipient') || fields.has('status'));
  if (groups.length === 0) return null;
  const merged =
    groups.length > 1 && !groups.some((group) => group.has('action') && group.has('final-recipient'))
      ? [new Map(groups.flatMap((group) => [...group]))]
      : groups;
  const failed =
    merged.find((fields) => /^(?!delayed|delivered|relayed|expanded)\w/i.test(fields.get('action') ?? '')) ??
    merged.find((fields) => !fields.has('action') && /^[45]/.test(fields.get('status') ?? ''));
  if (!failed) {
    const action = /^[a-z]+/i.exec(merged[0]?.get('action') ?? '')?.[0]?.toLowerCase() ?? 'unknown';
    return { kind: 'notice', reason: action === 'delayed' ? 'delay-notice' : `delivery-notice: ${action}` };
  }
  const diagnostic = failed.get('diagnostic-code') ?? '';
  const words = facts.text;
  const recipient =
    writtenTo(addressAfterType(failed.get('original-recipient')), addressAfterType(failed.get('final-recipient'))) ??
    addressIn(diagnostic) ??
    recipientInWords(words, returned, facts.from);
  const told = codeIn(failed.get('status') ?? '');
  // A general code (5.0.0) hides what the other server said; its own words are more exact.
  const exact = codeIn(diagnostic) ?? codeAbout(recipient, words);
  const status = told === null || (/\.0\.0$|^5\.1\.0$/.test(told) && exact?.[0] === told[0]) ? (exact ?? told) : told;
  const said = diagnostic !== '' ? `${diagnostic} ${failed.get('status') ?? ''}` : words.slice(0, 4000);
  const cause = causeOf(status, said, words.slice(0, 8000));
  return {
    kind: 'bounce',
    bounce: {
      recipient,
      status: status ?? cause.status ?? '5.0.0',
      permanent: true,
      dead: cause.dead,
      original: originalId(returned, words),
    },
  };
}

function fieldsIn(group: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of group.split('\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(0, colon)).trim().toLowerCase();
    if (colon > 0 && !fields.has(name))
      fields.set(
        name,
        line
          .slice(colon + 1)
          .trim()
          .slice(0, 2000),
      );
  }
  return fields;
}

/** A field that exists for the address may hold one that is not well formed: that is what was written to. */
function addressAfterType(value: string | undefined): string | null {
  const given = (value ?? '').replace(/^[\w-]+\s*;/, '').trim();
  return addressIn(given) ?? (/^<?([^\s<>;,]{1,128}@[^\s<>;,]{1,255})>?$/.exec(given)?.[1] || null);
}

/** The last server may name its own machine, where the letter went on to; the contact has the address it was written to. */
function writtenTo(original: string | null, final: string | null): string | null {
  if (!original || !final) return final ?? original;
  const [asked, reached] = [original, final].map((address) =>
    address.slice(address.lastIndexOf('@') + 1).toLowerCase(),
  );
  return !reached!.includes('.') || reached!.endsWith(`.${asked}`) ? original : final;
}

/** The code in the line that speaks of this recipient. */
function codeAbout(recipient: string | null, words: string): string | null {
  if (!recipient) return null;
  const line = words
    .slice(0, 4000)
    .split('\n')
    .find((each) => each.includes(recipient) && codeIn(each) !== null);
  return line ? codeIn(line) : null;
}
