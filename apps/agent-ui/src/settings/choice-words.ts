// What a channel's choices are called: services by their own names, the rest in the reader's language.
import type { Say, Word } from '../words/words.js';

const WORDS: Record<string, Word> = {
  'inbound.smtp': 'choice.inbound.smtp',
  'inbound.imap': 'choice.inbound.imap',
  'inbound.webhook': 'choice.inbound.webhook',
  'transport.smtp': 'choice.transport.smtp',
  'mode.webhook': 'choice.mode.webhook',
  'mode.polling': 'choice.mode.polling',
  'side.right': 'choice.side.right',
  'side.left': 'choice.side.left',
  'theme.auto': 'choice.theme.auto',
  'theme.light': 'choice.theme.light',
  'theme.dark': 'choice.theme.dark',
  'face.team': 'choice.face.team',
  'face.logo': 'choice.face.logo',
  'face.initials': 'choice.face.initials',
  'language.site': 'choice.language.site',
  'ask.away': 'choice.ask.away',
  'ask.always': 'choice.ask.always',
  'ask.never': 'choice.ask.never',
  password: 'choice.password',
  none: 'choice.none',
};
const NAMES: Record<string, string> = {
  tls: 'TLS',
  starttls: 'STARTTLS',
  google: 'Google',
  microsoft: 'Microsoft 365',
  mailgun: 'Mailgun',
  sendgrid: 'SendGrid',
  postmark: 'Postmark',
  ses: 'Amazon SES',
  mailjet: 'Mailjet',
  brevo: 'Brevo',
  unisender: 'Unisender Go',
  sms: 'SMS',
  en: 'English',
  ru: 'Русский',
  bg: 'Български',
  whatsapp: 'WhatsApp',
  instagram: 'Instagram',
  facebook: 'Facebook',
};

export function choiceWords(field: string, value: string, say: Say): string {
  const word = WORDS[`${field}.${value}`] ?? WORDS[value];
  return word ? say(word) : (NAMES[value] ?? value);
}
