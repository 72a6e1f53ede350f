// Second step of path A for WhatsApp: each change of a webhook becomes what happened in the conversation.
import { eventWith } from '../blank-event.js';
import type { NormaliseContext, RawInput } from '../channel.js';
import { type Fields, fieldsOf, idOf, listOf, textOf } from '../exact-json.js';
import type { InboundEvent, InboundSender } from '../inbound-event.js';
import { faultIn, reasonOf } from '../meta/graph.js';
import { filled } from '../meta/settings.js';
import { digestOf, ignored, instantOf, isOurs, readEntries } from '../meta/webhook-body.js';
import { faultsOfWhatsApp } from './faults.js';
import { attachmentsOf, htmlOf, quotedOf, wordsOf } from './words-of-message.js';

export function normalise(raw: RawInput, context: NormaliseContext): InboundEvent[] {
  const ours = filled(context.config.phoneNumberId);
  return readEntries(raw.body, 'whatsapp_business_account', (entry, entryId) =>
    listOf(entry.changes).flatMap((each, at) => {
      const change = fieldsOf(each);
      const key = `change:${entryId}:${idOf(entry.time) ?? digestOf(each)}:${at}`;
      return change ? readChange(change, key, ours) : [ignored(key, 'a change that is none')];
    }),
  );
}

function readChange(change: Fields, key: string, ours: string | null): InboundEvent[] {
  const field = textOf(change.field) ?? 'none';
  const value = fieldsOf(change.value);
  if (!value) return [ignored(key, `no value: ${field}`)];
  const number = idOf(fieldsOf(value.metadata)?.phone_number_id);
  // One app may carry several numbers, and they all come to its one webhook.
  const another = ours !== null && number !== null && number !== ours;
  const refuse = another ? `for another number: ${number}` : field === 'messages' ? null : `not a message: ${field}`;
  const contacts = listOf(value.contacts)
    .map(fieldsOf)
    .filter((each) => each !== null);
  const messages = each(value.messages, (message) => readMessage(message, contacts, value));
  const statuses = each(value.statuses, readStatus);
  const echoes = each(value.message_echoes, readEcho);
  const events = [...messages, ...statuses, ...echoes];
  if (refuse) {
    const kept = events.map((event) => ({ ...event, kind: 'ignored' as const, reason: refuse }));
    return kept.length > 0 ? kept : [ignored(key, refuse)];
  }
  return events.length > 0 ? events : [ignored(key, troubleOf(value) ?? 'nothing in it')];
}

/** One that cannot be read takes no other with it. */
function each(list: unknown, read: (item: Fields) => InboundEvent): InboundEvent[] {
  return listOf(list).map((item) => {
    const fields = fieldsOf(item);
    const id = idOf(fields?.id) ?? '';
    if (!fields || id === '') return ignored('', 'malformed: nothing by that name');
    try {
      return read(fields);
    } catch (fault) {
      return ignored(id, `cannot be read: ${(fault as Error).message}`);
    }
  });
}

function readMessage(message: Fields, contacts: Fields[], value: Fields): InboundEvent {
  const id = idOf(message.id)!;
  const sender = senderOf(message, contacts);
  const context = fieldsOf(message.context);
  const known = {
    externalId: id,
    conversation: sender.id,
    sender,
    at: instantOf(message.timestamp),
    replyTo: idOf(context?.id),
  };
  if (sender.id === '') return ignored(id, 'a message without its sender', known);
  if (idOf(message.group_id)) return ignored(id, 'written in a group', known);
  switch (textOf(message.type)) {
    case 'reaction':
      return readReaction(fieldsOf(message.reaction), known);
    case 'revoke': {
      const replyTo = idOf(fieldsOf(message.revoke)?.original_message_id);
      return replyTo ? eventWith({ ...known, kind: 'delete', replyTo }) : ignored(id, 'deletes nothing', known);
    }
    case 'edit': {
      const edit = fieldsOf(message.edit);
      const replyTo = idOf(edit?.original_message_id);
      const words = wordsOf(fieldsOf(edit?.message) ?? {});
      return replyTo
        ? eventWith({ ...known, kind: 'edit', replyTo, text: words })
        : ignored(id, 'edits nothing', known);
    }
    case 'request_welcome':
      return eventWith({ ...known, kind: 'joined' });
    case 'system': {
      const words = textOf(fieldsOf(message.system)?.body) ?? 'a note of WhatsApp';
      return ignored(id, `system: ${words}`, known);
    }
    default:
      return readWords(message, known, value);
  }
}

function readWords(
  message: Fields,
  known: Partial<InboundEvent> & { externalId: string },
  value: Fields,
): InboundEvent {
  const data = pressedIn(message);
  const text = wordsOf(message);
  if (isOurs(data))
    return eventWith({ ...known, kind: 'button', text, button: { data, callbackId: known.externalId } });
  const attachments = attachmentsOf(message);
  // The customer did write something, only WhatsApp does not hand it over: an agent must know.
  const trouble = troubleOf(message) ?? troubleOf(value) ?? `not understood: ${textOf(message.type) ?? 'no type'}`;
  const said = text === '' && attachments.length === 0 ? `⚠ ${trouble}` : text;
  return eventWith({
    ...known,
    kind: 'message',
    text: said,
    html: htmlOf(message),
    quoted: quotedOf(message),
    attachments,
  });
}

/** What a pressed button or a chosen row carries; null for anything else. */
function pressedIn(message: Fields): string | null {
  const interactive = fieldsOf(message.interactive);
  const chosen = fieldsOf(interactive?.button_reply) ?? fieldsOf(interactive?.list_reply);
  return idOf(chosen?.id) ?? idOf(fieldsOf(message.button)?.payload);
}

function readReaction(reaction: Fields | null, known: Partial<InboundEvent> & { externalId: string }): InboundEvent {
  const replyTo = idOf(reaction?.message_id);
  if (!replyTo) return ignored(known.externalId, 'a reaction to nothing', known);
  const emoji = textOf(reaction?.emoji) ?? '';
  return eventWith({ ...known, kind: 'reaction', text: emoji, replyTo, status: emoji ? 'added' : 'removed' });
}

/** What became of a message of ours: sent, delivered, read, played (a voice message that was heard), failed. */
function readStatus(status: Fields): InboundEvent {
  const id = idOf(status.id)!;
  const said = textOf(status.status) ?? '';
  const person = idOf(status.recipient_id) ?? idOf(status.recipient_user_id) ?? '';
  const fault = faultIn(fieldsOf(listOf(status.errors)[0]));
  const known = {
    externalId: `${id}:${said}`,
    conversation: person,
    sender: { id: person, name: null, username: null, phone: phoneOf(person) },
    at: instantOf(status.timestamp),
    replyTo: id,
    // A voice message that was heard was read.
    status: said === 'played' ? 'read' : said,
    reason: fault ? reasonOf(fault, faultsOfWhatsApp(fault)?.[1]) : said === 'played' ? said : null,
  };
  if (['sent', 'delivered', 'read', 'played', 'failed'].includes(said)) return eventWith({ ...known, kind: 'receipt' });
  return ignored(known.externalId, `a status that is none of a message: ${said}`, known);
}

/** What the owner wrote on a telephone of their own, told to us. */
function readEcho(echo: Fields): InboundEvent {
  const id = idOf(echo.id)!;
  const person = idOf(echo.to) ?? idOf(echo.to_user_id) ?? '';
  return ignored(id, 'an echo of what was written by the business', {
    conversation: person,
    sender: { id: idOf(echo.from) ?? '', name: null, username: null, phone: null },
    text: wordsOf(echo),
    at: instantOf(echo.timestamp),
  });
}

/** Since 2026 a person may hide the number behind a user name: then the user id stands for both. */
function senderOf(message: Fields, contacts: Fields[]): InboundSender {
  const number = idOf(message.from);
  const user = idOf(message.from_user_id);
  const named = contacts.find((each) =>
    [idOf(each.wa_id), idOf(each.user_id)].some((id) => id && (id === number || id === user)),
  );
  const contact = named ?? (contacts.length === 1 ? contacts[0] : null);
  const profile = fieldsOf(contact?.profile);
  const id = number ?? user ?? '';
  return { id, name: textOf(profile?.name), username: textOf(profile?.username), phone: phoneOf(id) };
}

const phoneOf = (id: string): string | null => (/^\d{6,15}$/.test(id) ? `+${id}` : null);

/** What WhatsApp says was wrong with a message, or with the whole change. */
function troubleOf(holder: Fields): string | null {
  const fault = faultIn(fieldsOf(listOf(holder.errors)[0]));
  const kind = textOf(fieldsOf(holder.unsupported)?.type);
  return fault ? [fault.message || `#${fault.code}`, kind && `(${kind})`].filter(Boolean).join(' ') : null;
}
