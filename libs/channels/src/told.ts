// For the tests: what an event tells, without the fields that tell nothing, so that a fixture reads like a sentence.
import type { InboundEvent } from './inbound-event.js';

/** A copy without nulls, empty strings and empty lists; the bytes of files are left out. */
export function told(event: InboundEvent): unknown {
  const { attachments, mail, ...rest } = event;
  const files = attachments.map(({ content: _, ...file }) => file);
  // The whole text is worth a line only where it differs from what was newly written.
  const words = mail && { ...mail, wholeText: mail.wholeText === event.text ? '' : mail.wholeText };
  return compact({ ...rest, attachments: files, mail: words });
}

function compact(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(compact);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value)
    .map(([name, each]) => [name, compact(each)] as const)
    .filter(
      ([, each]) => each !== null && each !== '' && each !== undefined && !(Array.isArray(each) && each.length === 0),
    );
  return kept.length === 0 ? null : Object.fromEntries(kept);
}
