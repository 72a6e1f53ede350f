// Part of understanding an update (path A): what a Telegram message says, in plain words.
import { type Fields, fieldsOf, listOf, textOf } from '../exact-json.js';
import { placeWords } from '../place-words.js';
import { nameOf, originName } from './people.js';

const lines = (...all: (string | null | undefined | false)[]): string => all.filter(Boolean).join('\n');
const words = (...all: (string | null | undefined | false)[]): string => all.filter(Boolean).join(' ');

/** What stands for a message without text: each reads the field of its name. */
const TOLD: Record<string, (field: Fields) => string | null> = {
  venue: (venue) =>
    placeWords({ ...placeIn(venue.location), title: textOf(venue.title), address: textOf(venue.address) }),
  location: (place) => placeWords(placeIn(place)),
  contact: (contact) => words('👤', nameOf(contact), textOf(contact.phone_number)),
  poll: (poll) => lines(`📊 ${textOf(poll.question) ?? ''}`, ...bullets(poll.options)),
  dice: (die) => `${textOf(die.emoji) ?? '🎲'} ${Number(die.value)}`,
  checklist: (checklist) => lines(`📋 ${textOf(checklist.title) ?? ''}`, ...bullets(checklist.tasks)),
  story: (story) => words('📖', nameOf(fieldsOf(story.chat)), storyLink(story)),
  game: (game) => words('🎮', textOf(game.title), textOf(game.description)),
  invoice: (invoice) => words('🧾', textOf(invoice.title), moneyOf(invoice.total_amount, invoice.currency)),
  successful_payment: (paid) => words('💳', moneyOf(paid.total_amount, paid.currency)),
  refunded_payment: (paid) => words('↩️ 💳', moneyOf(paid.total_amount, paid.currency)),
  paid_media: (paid) => words('⭐', String(Number(paid.star_count) || '')),
  giveaway: (given) => words('🎁', textOf(given.prize_description), String(Number(given.winner_count) || '')),
  giveaway_winners: (given) =>
    words('🎁', nameOf(fieldsOf(given.chat)), ...listOf(given.winners).map((one) => nameOf(fieldsOf(one)))),
  gift: (gift) => words('🎁', textOf(gift.text) ?? textOf(fieldsOf(fieldsOf(gift.gift)?.sticker)?.emoji)),
  unique_gift: (gift) => words('🎁', textOf(fieldsOf(gift.gift)?.base_name)),
  web_app_data: (sent) => words('📝', textOf(sent.data)),
  users_shared: (shared) => words('👥', ...listOf(shared.users).map((one) => nameOf(fieldsOf(one)))),
  chat_shared: (shared) => words('👥', textOf(shared.title), textOf(shared.username)),
};

/** Things that are told in words and are no file. */
export const THINGS = Object.keys(TOLD).filter((name) => name !== 'contact' && name !== 'paid_media');

/** Text, caption, or what stands for them. Empty when it says nothing. */
export function wordsOf(message: Fields): string {
  const said = textOf(message.text) ?? textOf(message.caption);
  if (said !== null) return said;
  for (const [name, tell] of Object.entries(TOLD)) {
    const field = fieldsOf(message[name]);
    const told = field && tell(field);
    if (told) return told;
  }
  return '';
}

/** The part of an earlier message that this one answers, where its writer marked one or it stands in another chat. */
export function quotedWords(message: Fields): string | null {
  const quote = textOf(fieldsOf(message.quote)?.text);
  const outer = fieldsOf(message.external_reply);
  if (!outer) return quote;
  const origin = fieldsOf(outer.origin);
  return lines(origin && `↪ ${originName(origin)}`, quote ?? wordsOf(outer)) || null;
}

const placeIn = (place: unknown) => ({
  latitude: fieldsOf(place)?.latitude,
  longitude: fieldsOf(place)?.longitude,
});

const bullets = (list: unknown): string[] => listOf(list).map((each) => `• ${textOf(fieldsOf(each)?.text) ?? ''}`);

function storyLink(story: Fields): string | null {
  const username = textOf(fieldsOf(story.chat)?.username);
  return username ? `https://t.me/${encodeURIComponent(username)}/s/${Number(story.id)}` : null;
}

/** Telegram counts money in the smallest units; Stars have none smaller. */
function moneyOf(amount: unknown, currency: unknown): string {
  const code = textOf(currency) ?? '';
  return `${code === 'XTR' ? Number(amount) : Number(amount) / 100} ${code}`.trim();
}
