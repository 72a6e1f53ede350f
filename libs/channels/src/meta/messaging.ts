// Second step of path A for Messenger and Instagram, which share it: one `messaging` item becomes what happened in the conversation.
import { eventWith } from '../blank-event.js';
import type { NormaliseContext, RawInput } from '../channel.js';
import { type Fields, fieldsOf, idOf, listOf, textOf } from '../exact-json.js';
import type { InboundAttachment, InboundEvent } from '../inbound-event.js';
import { attachmentsOf, wordsOfAttachments } from './attachments.js';
import { digestOf, ignored, instantOf, isOurs, readEntries } from './webhook-body.js';

export interface MessagingWorld {
  /** `page` or `instagram`. */
  object: string;
  /** Ids that our own account goes by there; empty: not known, so nothing is refused for being another's. */
  accounts: (config: NormaliseContext['config']) => string[];
  /** A story that is answered comes along as a picture. */
  stories: boolean;
}

export const messagingReader =
  (world: MessagingWorld) =>
  (raw: RawInput, context: NormaliseContext): InboundEvent[] => {
    const accounts = world.accounts(context.config);
    return readEntries(raw.body, world.object, (entry, entryId) => {
      const another = accounts.length > 0 && entryId !== '' && !accounts.includes(entryId);
      const events = [
        ...listOf(entry.messaging).map((item) => guarded(item, world)),
        ...listOf(entry.standby).map((item) =>
          aside(guarded(item, world), 'standby: another app holds this conversation'),
        ),
        ...listOf(entry.changes).map((item) => readChange(item, world, entryId)),
      ];
      if (events.length === 0) return [ignored(`entry:${digestOf(entry)}`, 'nothing in it')];
      return another ? events.map((event) => aside(event, `for another account: ${entryId}`)) : events;
    });
  };

/** Known, and knowingly left: all that it tells is kept for the ledger. */
const aside = (event: InboundEvent, reason: string): InboundEvent => ({ ...event, kind: 'ignored', reason });

/** Comments, mentions and the like; some apps get their messages in this shape too. */
function readChange(given: unknown, world: MessagingWorld, entryId: string): InboundEvent {
  const change = fieldsOf(given);
  const value = fieldsOf(change?.value);
  const field = textOf(change?.field) ?? 'none';
  if (value && /^message/.test(field) && fieldsOf(value.sender)) return guarded(value, world);
  return ignored(`change:${entryId}:${digestOf(given)}`, `not a message: ${field}`);
}

/** One that cannot be read takes no other with it. */
function guarded(given: unknown, world: MessagingWorld): InboundEvent {
  const item = fieldsOf(given);
  try {
    return item ? readItem(item, world) : ignored('', 'malformed: an item that is none');
  } catch (fault) {
    return ignored(`item:${digestOf(given)}`, `cannot be read: ${(fault as Error).message}`);
  }
}

type Known = Partial<InboundEvent> & { conversation: string };

function readItem(item: Fields, world: MessagingWorld): InboundEvent {
  const sender = fieldsOf(item.sender);
  const id = idOf(sender?.id) ?? idOf(sender?.user_ref) ?? '';
  const known: Known = {
    conversation: id,
    sender: { id, name: null, username: textOf(sender?.username), phone: null },
    at: instantOf(item.timestamp),
  };
  const message = fieldsOf(item.message);
  if (message) return readMessage(message, known, item, world);
  const postback = fieldsOf(item.postback);
  if (postback) return readPostback(postback, known, item);
  if (id === '') return ignored(`item:${digestOf(item)}`, `${reasonOfOther(item)} (without a sender)`, known);
  const reaction = fieldsOf(item.reaction);
  if (reaction) return readReaction(reaction, known, item);
  const edit = fieldsOf(item.message_edit);
  if (edit) return readEdit(edit, known, item);
  const delivery = fieldsOf(item.delivery);
  if (delivery) return readReceipt(delivery, 'delivered', known, item);
  const read = fieldsOf(item.read);
  if (read) return readReceipt(read, 'read', known, item);
  return ignored(`item:${digestOf(item)}`, reasonOfOther(item), known);
}

function readMessage(message: Fields, known: Known, item: Fields, world: MessagingWorld): InboundEvent {
  const mid = idOf(message.mid);
  if (!mid) return ignored(`item:${digestOf(item)}`, 'malformed: a message without its id', known);
  const text = textOf(message.text) ?? '';
  if (message.is_echo === true || message.is_self === true) {
    const conversation = idOf(fieldsOf(item.recipient)?.id) ?? known.conversation;
    return ignored(mid, 'an echo of what was written by the business', { ...known, conversation, text });
  }
  if (known.conversation === '') return ignored(mid, 'a message without its sender', known);
  if (message.is_deleted === true)
    return eventWith({ ...known, kind: 'delete', externalId: `${mid}:deleted`, replyTo: mid });
  const answered = fieldsOf(message.reply_to);
  const story = fieldsOf(answered?.story);
  const words = { ...known, externalId: mid, text, replyTo: idOf(answered?.mid) };
  const data = textOf(fieldsOf(message.quick_reply)?.payload);
  if (isOurs(data)) return eventWith({ ...words, kind: 'button', button: { data, callbackId: mid } });
  const attachments = attachmentsOf(listOf(message.attachments), mid);
  if (story && world.stories) attachments.push(...storyOf(story, mid));
  const said = text || wordsOfAttachments(listOf(message.attachments));
  // The customer did send something, only Meta does not hand it over: an agent must know.
  const nothing = said === '' && attachments.length === 0;
  return eventWith({
    ...words,
    kind: 'message',
    text: nothing ? '⚠ Unsupported message' : said,
    quoted: quotedOf(message, story),
    attachments,
  });
}

/** What led to the words: a story, an advertisement, a product. */
function quotedOf(message: Fields, story: Fields | null): string | null {
  const referral = fieldsOf(message.referral);
  const advertisement = fieldsOf(referral?.ads_context_data);
  const product = fieldsOf(referral?.product);
  const said = [
    story && ['↩ story', textOf(story.url)].filter(Boolean).join(': '),
    textOf(advertisement?.ad_title),
    textOf(referral?.ref),
    product && `🛒 ${idOf(product.id) ?? ''}`.trim(),
  ].filter(Boolean);
  return said.length > 0 ? said.join('\n') : null;
}

const storyOf = (story: Fields, mid: string): InboundAttachment[] =>
  attachmentsOf([{ type: 'story', payload: { url: story.url } }], mid);

/** A button of the page's own menu: its title is what the person said. */
function readPostback(postback: Fields, known: Known, item: Fields): InboundEvent {
  const data = textOf(postback.payload);
  const text = textOf(postback.title) ?? '';
  const externalId = idOf(postback.mid) ?? `postback:${digestOf(item)}`;
  const pressed = { ...known, externalId, text };
  if (!idOf(fieldsOf(item.sender)?.id))
    return ignored(externalId, 'a button of somebody who cannot be answered', pressed);
  if (isOurs(data)) return eventWith({ ...pressed, kind: 'button', button: { data, callbackId: externalId } });
  const words = text || data || '';
  if (words === '') return ignored(externalId, 'a button without words', pressed);
  return eventWith({ ...pressed, kind: 'message', text: words, quoted: quotedOf(postback, null) });
}

/** Instagram may name the feeling alone. */
const FEELINGS = new Map([
  ['love', '❤️'],
  ['like', '👍'],
  ['dislike', '👎'],
  ['smile', '😆'],
  ['wow', '😮'],
  ['sad', '😢'],
  ['angry', '😠'],
]);

function readReaction(reaction: Fields, known: Known, item: Fields): InboundEvent {
  const mid = idOf(reaction.mid);
  const given = reaction.action !== 'unreact';
  const emoji = textOf(reaction.emoji) ?? FEELINGS.get(textOf(reaction.reaction) ?? '') ?? '❤️';
  const externalId = `${mid ?? ''}:reaction:${digestOf(item)}`;
  if (!mid) return ignored(externalId, 'a reaction to nothing', known);
  const status = given ? 'added' : 'removed';
  return eventWith({ ...known, kind: 'reaction', externalId, text: given ? emoji : '', replyTo: mid, status });
}

function readEdit(edit: Fields, known: Known, item: Fields): InboundEvent {
  const mid = idOf(edit.mid);
  const text = textOf(edit.text) ?? '';
  const externalId = `${mid ?? ''}:edit:${idOf(edit.num_edit) ?? digestOf(item)}`;
  // Instagram tells of a message that is new by an edit numbered nought, and tells the message itself as well.
  if (!mid || text === '' || idOf(edit.num_edit) === '0')
    return ignored(externalId, 'edits nothing', { ...known, text });
  return eventWith({ ...known, kind: 'edit', externalId, text, replyTo: mid });
}

/** Messenger marks all up to an instant, Instagram one message. */
function readReceipt(receipt: Fields, status: 'delivered' | 'read', known: Known, item: Fields): InboundEvent {
  const at = instantOf(receipt.watermark) ?? known.at ?? null;
  const mids = listOf(receipt.mids).map(idOf);
  // With one name the receipt is exact; with several the watermark says the same of all of them.
  const mid = idOf(receipt.mid) ?? (mids.length === 1 || !idOf(receipt.watermark) ? (mids[0] ?? null) : null);
  const key = mid ?? `${known.conversation}:${idOf(receipt.watermark) ?? digestOf(item)}`;
  const externalId = `${key}:${status}`;
  if (!mid && !at) return ignored(externalId, `${status}: nothing by that name`, known);
  return eventWith({ ...known, kind: 'receipt', externalId, at, replyTo: mid, status });
}

/** Opt-ins, referrals, account linking, handovers, payments, policy: each by its name. */
function reasonOfOther(item: Fields): string {
  const envelope = new Set(['sender', 'recipient', 'timestamp', 'prior_message', 'hop_context']);
  const [name] = Object.keys(item).filter((each) => !envelope.has(each));
  const policy = fieldsOf(item['policy-enforcement']) ?? fieldsOf(item.policy_enforcement);
  const words = [textOf(policy?.action), textOf(policy?.reason)].filter(Boolean).join(': ');
  return `not a message: ${[name?.slice(0, 60) ?? 'an empty item', words].filter(Boolean).join(': ')}`;
}
