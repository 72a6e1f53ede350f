// Unisender Go (path A): news of our mails in bundles; the MD5 of the body, with our API key in the place of the digest, proves it.
import { createHash } from 'node:crypto';
import { fieldsOf, idOf, listOf, parseExactly, textOf } from '../../exact-json.js';
import { idIn, type MailProvider, OK, type Posted, present, refuse, sameDigest, secretOf, statusIn } from './posted.js';

const AUTH = /("auth"\s*:\s*")([0-9a-f]{32})(")/;

export const unisender: MailProvider = {
  verify({ method, body }, config) {
    const key = secretOf(config);
    if (!key) return refuse('no API key is set');
    if (method !== 'POST') return refuse('not a POST');
    // Byte for byte: the body is no more than looked at.
    const text = Buffer.from(body).toString('latin1');
    const given = AUTH.exec(text)?.[2];
    if (!given) return refuse('not signed');
    const keyed = text.replace(
      AUTH,
      (_, before: string, _digest: string, after: string) => before + Buffer.from(key).toString('latin1') + after,
    );
    const expected = createHash('md5').update(Buffer.from(keyed, 'latin1')).digest();
    return sameDigest(given, expected) ? OK : refuse('wrong signature');
  },

  read(body) {
    const told = fieldsOf(parseExactly(body));
    const events = listOf(told?.events_by_user).flatMap((user) => listOf(fieldsOf(user)?.events));
    if (events.length === 0) return [{ kind: 'ignored', reason: 'not a call of Unisender Go' }];
    return events.map((event) => news(fieldsOf(event) ?? {}));
  },
};

function news(event: Record<string, unknown>): Posted {
  const told = fieldsOf(event.event_data) ?? {};
  if (event.event_name !== 'transactional_email_status')
    return { kind: 'ignored', reason: textOf(event.event_name) ?? 'not an event of Unisender Go' };
  const what = textOf(told.status);
  const delivery = fieldsOf(told.delivery_info);
  const said = [textOf(delivery?.delivery_status), textOf(delivery?.destination_response)].filter(Boolean).join(' ');
  const known = {
    kind: 'news' as const,
    id: `${what} ${idOf(told.job_id) ?? ''} ${String(told.email)}`,
    names: present([idIn(fieldsOf(told.metadata)?.otklik), idIn(told.job_id)]),
    recipient: textOf(told.email),
    said,
    status: statusIn(said),
    at: utc(textOf(told.event_time)),
  };
  switch (what) {
    case 'delivered':
      return { ...known, what, permanent: false, dead: null };
    case 'spam':
      return { ...known, what: 'complaint', permanent: false, dead: null };
    case 'hard_bounced':
      return {
        ...known,
        what: 'bounced',
        permanent: true,
        dead: /err_user_unknown|err_user_inactive|err_domain_inactive|err_unknown_user/.test(said) ? true : null,
      };
    case 'soft_bounced':
      return { kind: 'ignored', reason: `delayed: ${said.slice(0, 200)}` };
    default:
      return { kind: 'ignored', reason: what ?? 'not an event of Unisender Go' };
  }
}

/** `2026-11-22 10:00:00`, in UTC. */
function utc(text: string | null): string | null {
  const date = new Date(`${(text ?? '').replace(' ', 'T')}Z`);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
