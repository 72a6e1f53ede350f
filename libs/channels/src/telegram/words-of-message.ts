// Part of understanding an update (path A): what a Telegram message says, in plain words.
import { escapeHtml } from '../escape-html.js';
import { type Fields, fieldsOf, listOf, textOf } from '../exact-json.js';
import { contactName } from './attachments.js';

/** Text, caption, or what stands for them: a place, a contact, a poll, a die. Empty when it says nothing. */
export function wordsOf(message: Fields): string {
  const said = textOf(message.text) ?? textOf(message.caption);
  return (
    said ?? placeOf(message) ?? contactOf(message) ?? pollOf(message) ?? dieOf(message) ?? checklistOf(message) ?? ''
  );
}

/** The same words with the links hidden behind them, as HTML; null when nothing hides. */
export function htmlOf(message: Fields): string | null {
  const text = textOf(message.text) ?? textOf(message.caption);
  const links = listOf(message.text === undefined ? message.caption_entities : message.entities)
    .map(fieldsOf)
    .filter((entity) => entity?.type === 'text_link' && /^https?:\/\//i.test(textOf(entity.url) ?? ''));
  if (!text || links.length === 0) return null;
  let html = '';
  let from = 0;
  for (const link of links) {
    const offset = Number(link?.offset);
    const end = offset + Number(link?.length);
    if (!(offset >= from && end > offset && end <= text.length)) continue;
    const words = escapeHtml(text.slice(offset, end));
    html += `${escapeHtml(text.slice(from, offset))}<a href="${escapeHtml(String(link?.url))}" rel="noopener noreferrer nofollow" target="_blank">${words}</a>`;
    from = end;
  }
  html += escapeHtml(text.slice(from));
  return `<p>${html.replaceAll('\n', '<br>')}</p>`;
}

function placeOf(message: Fields): string | null {
  const venue = fieldsOf(message.venue);
  const place = fieldsOf(venue?.location) ?? fieldsOf(message.location);
  if (!place) return null;
  const [latitude, longitude] = [Number(place.latitude), Number(place.longitude)];
  const link = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`;
  return ['📍', textOf(venue?.title), textOf(venue?.address), `${latitude}, ${longitude}`, link]
    .filter(Boolean)
    .join(' ');
}

function contactOf(message: Fields): string | null {
  const contact = fieldsOf(message.contact);
  return contact ? ['👤', contactName(contact), textOf(contact.phone_number)].filter(Boolean).join(' ') : null;
}

function pollOf(message: Fields): string | null {
  const poll = fieldsOf(message.poll);
  if (!poll) return null;
  const options = listOf(poll.options).map((option) => `• ${textOf(fieldsOf(option)?.text) ?? ''}`);
  return [`📊 ${textOf(poll.question) ?? ''}`, ...options].join('\n');
}

function dieOf(message: Fields): string | null {
  const die = fieldsOf(message.dice);
  return die ? `${textOf(die.emoji) ?? '🎲'} ${Number(die.value)}` : null;
}

function checklistOf(message: Fields): string | null {
  const checklist = fieldsOf(message.checklist);
  if (!checklist) return null;
  const tasks = listOf(checklist.tasks).map((task) => `• ${textOf(fieldsOf(task)?.text) ?? ''}`);
  return [`📋 ${textOf(checklist.title) ?? ''}`, ...tasks].join('\n');
}
