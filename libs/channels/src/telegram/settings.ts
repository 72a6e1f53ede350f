// What a Telegram connection is made of: its settings form, and the values read from it.

import { createHmac } from 'node:crypto';
import type { Config, ConfigField } from '../channel.js';

export const configSchema: ConfigField[] = [
  {
    name: 'botToken',
    type: 'secret',
    required: true,
    label: { en: 'Bot token', ru: 'Токен бота', bg: 'Токен на бота' },
    hint: {
      en: 'From @BotFather, like 123456:ABC…',
      ru: 'От @BotFather, вида 123456:ABC…',
      bg: 'От @BotFather, във вида 123456:ABC…',
    },
  },
  {
    name: 'mode',
    type: 'choice',
    choices: ['polling', 'webhook'],
    default: 'polling',
    label: { en: 'How messages come', ru: 'Как приходят сообщения', bg: 'Как идват съобщенията' },
    hint: {
      en: 'polling works everywhere; webhook needs a public https address.',
      ru: 'polling работает везде; webhook требует публичного https-адреса.',
      bg: 'polling работи навсякъде; webhook изисква публичен https адрес.',
    },
  },
  {
    name: 'webhookSecret',
    type: 'secret',
    when: { field: 'mode', is: ['webhook'] },
    label: { en: 'Webhook secret', ru: 'Секрет вебхука', bg: 'Тайна на уебхука' },
    hint: {
      en: 'Letters, digits, _ and -. Leave empty to have one made.',
      ru: 'Буквы, цифры, _ и -. Оставьте пустым, чтобы он был создан.',
      bg: 'Букви, цифри, _ и -. Оставете празно, за да бъде създадена.',
    },
  },
  {
    name: 'groups',
    type: 'flag',
    default: false,
    label: { en: 'Answer in groups', ru: 'Отвечать в группах', bg: 'Отговаряне в групи' },
    hint: {
      en: 'Where the bot is a member: messages that mention it, answer it or are commands become tickets of the group.',
      ru: 'Где бот участник: сообщения, которые упоминают его, отвечают ему или являются командами, становятся обращениями группы.',
      bg: 'Където ботът е член: съобщения, които го споменават, отговарят му или са команди, стават заявки на групата.',
    },
  },
  {
    name: 'apiRoot',
    type: 'url',
    default: 'https://api.telegram.org',
    label: { en: 'Bot API address', ru: 'Адрес Bot API', bg: 'Адрес на Bot API' },
  },
];

const filled = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null;

export const botTokenOf = (config: Config): string | null => filled(config.botToken);
export const apiRootOf = (config: Config): string =>
  (filled(config.apiRoot) ?? 'https://api.telegram.org').replace(/\/+$/, '');
export const takesGroups = (config: Config): boolean => config.groups === true;
export const isWebhookMode = (config: Config): boolean => config.mode === 'webhook';
/** The bot's own user id: the part of the token before the colon. */
export const botIdOf = (config: Config): string | null => /^(\d+):/.exec(botTokenOf(config) ?? '')?.[1] ?? null;

/**
 * The secret Telegram must show us. Left empty, it is derived from the bot token, so that it is never stored twice and
 * never guessable; null only when there is no token either.
 */
export function webhookSecretOf(config: Config): string | null {
  const given = filled(config.webhookSecret);
  if (given) return given;
  const token = botTokenOf(config);
  return token ? createHmac('sha256', token).update('otklik telegram webhook').digest('base64url') : null;
}
