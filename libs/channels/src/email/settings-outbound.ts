// How mail goes out of a mailbox: the part of its settings form for that, and the values read from it.
import type { Config, ConfigField, Words } from '../channel.js';

export const TRANSPORTS = ['smtp', 'mailgun', 'sendgrid', 'postmark', 'ses', 'mailjet', 'brevo', 'unisender'] as const;
export type TransportName = (typeof TRANSPORTS)[number];

const words = (en: string, ru: string, bg: string): Words => ({ en, ru, bg });
const smtp = { field: 'transport', is: ['smtp'] };
const api = { field: 'transport', is: TRANSPORTS.filter((name) => name !== 'smtp') };

export const outboundFields: ConfigField[] = [
  {
    name: 'fromName',
    type: 'text',
    label: words('Sender’s name', 'Имя отправителя', 'Име на подателя'),
    hint: words(
      'Like {{agent.name}}, Shop. Empty: the agent’s name.',
      'Например, {{agent.name}}, Магазин. Пусто: имя сотрудника.',
      'Например {{agent.name}}, Магазин. Празно: името на служителя.',
    ),
  },
  {
    name: 'fromAddress',
    type: 'email',
    label: words('Sender’s address', 'Адрес отправителя', 'Адрес на подателя'),
    hint: words(
      'If it is not the mailbox’s own. Answers come to the mailbox all the same.',
      'Если не адрес самого ящика. Ответы всё равно придут в ящик.',
      'Ако не е адресът на самата кутия. Отговорите пак идват в кутията.',
    ),
  },
  {
    name: 'signature',
    type: 'lines',
    label: words('Signature', 'Подпись', 'Подпис'),
    hint: words(
      'Stands below every answer. {{agent.name}} and {{workspace.name}} are filled in.',
      'Ставится под каждым ответом. {{agent.name}} и {{workspace.name}} подставляются.',
      'Стои под всеки отговор. {{agent.name}} и {{workspace.name}} се попълват.',
    ),
  },
  {
    name: 'signatureHtml',
    type: 'lines',
    label: words('Signature as HTML', 'Подпись в HTML', 'Подпис в HTML'),
    hint: words(
      'For mail programs that show it. Empty: the plain one.',
      'Для программ, которые его показывают. Пусто: обычная.',
      'За програмите, които го показват. Празно: обикновеният.',
    ),
  },
  {
    name: 'transport',
    type: 'choice',
    choices: [...TRANSPORTS],
    default: 'smtp',
    label: words('How mail goes out', 'Как уходит почта', 'Как излиза пощата'),
    hint: words(
      'smtp: through a mail server. The others: through the web API of a mail service.',
      'smtp: через почтовый сервер. Остальные: через веб-API почтового сервиса.',
      'smtp: през пощенски сървър. Останалите: през уеб API на пощенска услуга.',
    ),
  },
  {
    name: 'smtpUrl',
    type: 'secret',
    when: smtp,
    label: words('Mail server for sending', 'Сервер для отправки', 'Сървър за изпращане'),
    hint: words(
      'Like smtp://user:password@mail.example.com:587; without the password the OAuth of the mailbox signs in. Leave empty for the desk’s own.',
      'Например, smtp://user:password@mail.example.com:587; без пароля вход по OAuth ящика. Оставьте пустым, чтобы слать через общий.',
      'Например smtp://user:password@mail.example.com:587; без паролата се влиза с OAuth на кутията. Оставете празно за общия сървър.',
    ),
  },
  {
    name: 'transportKey',
    type: 'secret',
    required: true,
    when: api,
    label: words('API key', 'Ключ API', 'API ключ'),
    hint: words(
      'Amazon SES and Mailjet: the secret key. Postmark: the server token.',
      'Amazon SES и Mailjet: секретный ключ. Postmark: токен сервера.',
      'Amazon SES и Mailjet: секретният ключ. Postmark: токенът на сървъра.',
    ),
  },
  {
    name: 'transportUser',
    type: 'text',
    required: true,
    when: { field: 'transport', is: ['ses', 'mailjet'] },
    label: words('Key id', 'Идентификатор ключа', 'Идентификатор на ключа'),
    hint: words(
      'Amazon SES: the access key id. Mailjet: the API key.',
      'Amazon SES: access key id. Mailjet: API key.',
      'Amazon SES: access key id. Mailjet: API key.',
    ),
  },
  {
    name: 'transportRegion',
    type: 'text',
    when: { field: 'transport', is: ['ses', 'mailgun', 'unisender'] },
    label: words('Region', 'Регион', 'Регион'),
    hint: words(
      'Amazon SES: like eu-central-1. Mailgun: us or eu. Unisender Go: go1 or go2.',
      'Amazon SES: например, eu-central-1. Mailgun: us или eu. Unisender Go: go1 или go2.',
      'Amazon SES: например eu-central-1. Mailgun: us или eu. Unisender Go: go1 или go2.',
    ),
  },
  {
    name: 'transportDomain',
    type: 'text',
    when: { field: 'transport', is: ['mailgun'] },
    label: words('Sending domain', 'Домен отправки', 'Домейн за изпращане'),
    hint: words(
      'As it is called at Mailgun. Empty: the address’s own.',
      'Как он называется в Mailgun. Пусто: домен адреса.',
      'Както се казва в Mailgun. Празно: домейнът на адреса.',
    ),
  },
  {
    name: 'transportUrl',
    type: 'url',
    when: api,
    label: words('Address of the API', 'Адрес API', 'Адрес на API'),
    hint: words(
      'Only if the service gave you one of your own.',
      'Только если сервис дал вам особый.',
      'Само ако услугата ви е дала отделен.',
    ),
  },
  {
    name: 'dkimDomain',
    type: 'text',
    when: smtp,
    label: words('DKIM: domain', 'DKIM: домен', 'DKIM: домейн'),
    hint: words(
      'For signing here. Leave empty when the mail server signs.',
      'Чтобы подписывать здесь. Оставьте пустым, если подписывает сервер.',
      'За да подписваме тук. Оставете празно, ако подписва сървърът.',
    ),
  },
  {
    name: 'dkimSelector',
    type: 'text',
    when: smtp,
    label: words('DKIM: selector', 'DKIM: селектор', 'DKIM: селектор'),
  },
  {
    name: 'dkimKey',
    type: 'secret',
    when: smtp,
    label: words('DKIM: private key', 'DKIM: закрытый ключ', 'DKIM: частен ключ'),
    hint: words(
      'PEM. A pair can be made here; its public half goes into DNS.',
      'PEM. Пару можно создать здесь; открытая половина идёт в DNS.',
      'PEM. Двойка може да се създаде тук; откритата половина отива в DNS.',
    ),
  },
  {
    name: 'automaticPerHour',
    type: 'number',
    label: words('Automatic mails an hour', 'Автоматических писем в час', 'Автоматични писма на час'),
    hint: words(
      'At most so many to one address. Empty: as the workspace says, else 5.',
      'Не больше стольких на один адрес. Пусто: как задано в рабочем пространстве, иначе 5.',
      'Най-много толкова на един адрес. Празно: както е в работното пространство, иначе 5.',
    ),
  },
  {
    name: 'spamScore',
    type: 'number',
    label: words('Spam score', 'Порог спама', 'Праг за спам'),
    hint: words(
      'Mail that your mail server gives at least this score goes to Spam. Empty: no limit.',
      'Письма, которым ваш сервер дал не меньше, попадают в спам. Пусто: без порога.',
      'Писмата с поне толкова точки от сървъра ви отиват в спам. Празно: без праг.',
    ),
  },
  {
    name: 'forwardersAreAgents',
    type: 'flag',
    default: false,
    label: words('Forwarded mail', 'Пересланная почта', 'Препратена поща'),
    hint: words(
      'What agents forward here becomes a ticket of the person who wrote it first.',
      'Пересланное сюда сотрудниками становится обращением того, кто написал первым.',
      'Препратеното тук от служители става заявка на този, който е писал пръв.',
    ),
  },
  {
    name: 'forwarders',
    type: 'lines',
    label: words('Others who forward', 'Кто ещё пересылает', 'Кой още препраща'),
    hint: words('Addresses, one a line.', 'Адреса, по одному в строке.', 'Адреси, по един на ред.'),
  },
];

const filled = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
const linesOf = (value: unknown): string | null => filled(Array.isArray(value) ? value.join('\n') : value);

/** The mailbox's own relay, else the one the desk was given; null: there is none, and mail can only be kept. */
export const relayOf = (config: Config): string | null => filled(config.smtpUrl) ?? filled(config.relayUrl);

export function transportOf(config: Config): TransportName {
  return TRANSPORTS.find((name) => name === config.transport) ?? 'smtp';
}

export interface TransportSettings {
  key: string;
  user: string;
  region: string;
  domain: string;
  /** Without a slash at its end; null: the vendor's usual one. */
  root: string | null;
}

export function transportSettings(config: Config): TransportSettings {
  const address = filled(config.fromAddress) ?? filled(config.address) ?? '';
  return {
    key: filled(config.transportKey) ?? '',
    user: filled(config.transportUser) ?? '',
    region: (filled(config.transportRegion) ?? '').toLowerCase(),
    domain: filled(config.transportDomain) ?? address.slice(address.lastIndexOf('@') + 1),
    root: filled(config.transportUrl)?.replace(/\/+$/, '') ?? null,
  };
}

/** Whether mail can leave at all; without a way out it is kept. */
export const hasWayOut = (config: Config): boolean => transportOf(config) !== 'smtp' || relayOf(config) !== null;

/** Services that take a mail in pieces, and never see its MIME. */
const TAKE_PIECES: readonly TransportName[] = ['sendgrid', 'postmark', 'mailjet', 'brevo', 'unisender'];
export const takesPieces = (config: Config): boolean => TAKE_PIECES.includes(transportOf(config));

/** Services that send our Message-ID as it is: the same mail sent twice is one mail to whoever gets it. */
const KEEP_IDS: readonly TransportName[] = ['smtp', 'mailgun', 'sendgrid', 'postmark'];
export const keepsMessageId = (config: Config): boolean => KEEP_IDS.includes(transportOf(config));

export interface DkimSettings {
  domainName: string;
  keySelector: string;
  privateKey: string;
}

/** Null: the mail goes unsigned, or whoever sends it on signs it. */
export function dkimOf(config: Config): DkimSettings | null {
  const [domainName, keySelector, privateKey] = [config.dkimDomain, config.dkimSelector, config.dkimKey].map(filled);
  if (transportOf(config) !== 'smtp' || !domainName || !keySelector || !privateKey) return null;
  return { domainName, keySelector, privateKey };
}

export interface Author {
  /** Who wrote the answer; null for what the house says by itself. */
  agent: string | null;
  workspace: string;
}

/** `{{agent.name}}` and `{{workspace.name}}` filled in; what is not known leaves nothing behind. */
export function fillIn(pattern: string, author: Author): string {
  return pattern
    .replace(/\{\{\s*agent\.name\s*\}\}/gi, author.agent ?? '')
    .replace(/\{\{\s*workspace\.name\s*\}\}/gi, author.workspace)
    .replace(/\{\{[^{}]{0,60}\}\}/g, '');
}

export interface Signature {
  text: string;
  /** As the owner wrote it, not yet sanitised; null: shown like the text. */
  html: string | null;
}

/** `harmless`: escapes a name for use inside HTML. */
export function signatureOf(config: Config, author: Author, harmless: (words: string) => string): Signature | null {
  const text = linesOf(config.signature);
  const html = linesOf(config.signatureHtml);
  if (!text && !html) return null;
  const named: Author = {
    agent: author.agent === null ? null : harmless(author.agent),
    workspace: harmless(author.workspace),
  };
  return {
    text: text ? fillIn(text, author).trim() : textOfHtml(fillIn(html!, author)),
    html: html && fillIn(html, named),
  };
}

const textOfHtml = (html: string): string =>
  html
    .replace(/<br\s*\/?>|<\/(?:p|div|tr|li)>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/[ \t]*\n\s*/g, '\n')
    .trim();

/** The name an answer comes from: by the mailbox's own pattern, else the agent's, else the house's. */
export function fromNameOf(config: Config, author: Author): string | null {
  const pattern = filled(config.fromName);
  if (!pattern) return null;
  return (
    fillIn(pattern, author)
      .replace(/\s+/g, ' ')
      .replace(/^[\s,·|-]+|[\s,·|-]+$/g, '') || null
  );
}

export const fromAddressOf = (config: Config): string | null => filled(config.fromAddress);
