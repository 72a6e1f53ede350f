// What a MAX connection is made of: its settings form, and the values read from it.
import { createHmac } from 'node:crypto';
import type { Config, ConfigField } from '../channel.js';

const API_ROOT = 'https://platform-api2.max.ru';

export const configSchema: ConfigField[] = [
  {
    name: 'accessToken',
    type: 'secret',
    required: true,
    label: { en: 'Bot token', ru: 'Токен бота', bg: 'Токен на бота' },
    hint: {
      en: 'business.max.ru → Chat bots → ⋮ → Settings.',
      ru: 'business.max.ru → Чат-боты → ⋮ → Настройки.',
      bg: 'business.max.ru → Чат-боты → ⋮ → Настройки.',
    },
  },
  {
    name: 'mode',
    type: 'choice',
    choices: ['webhook', 'polling'],
    default: 'webhook',
    label: { en: 'How messages come', ru: 'Как приходят сообщения', bg: 'Как идват съобщенията' },
    hint: {
      en: 'webhook needs a public https address; polling works everywhere, but MAX offers it for trials only.',
      ru: 'webhook требует публичного https-адреса; polling работает везде, но MAX предлагает его только для проб.',
      bg: 'webhook изисква публичен https адрес; polling работи навсякъде, но MAX го предлага само за проби.',
    },
  },
  {
    name: 'webhookSecret',
    type: 'secret',
    when: { field: 'mode', is: ['webhook'] },
    label: { en: 'Webhook secret', ru: 'Секрет вебхука', bg: 'Тайна на уебхука' },
    hint: {
      en: '5 to 256 letters, digits, _ and -. Leave empty to have one made.',
      ru: 'От 5 до 256 букв, цифр, _ и -. Оставьте пустым, чтобы он был создан.',
      bg: 'От 5 до 256 букви, цифри, _ и -. Оставете празно, за да бъде създадена.',
    },
  },
  {
    name: 'apiRoot',
    type: 'url',
    default: API_ROOT,
    label: { en: 'API address', ru: 'Адрес API', bg: 'Адрес на API' },
  },
];

const filled = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null;

export const accessTokenOf = (config: Config): string | null => filled(config.accessToken);
export const apiRootOf = (config: Config): string => (filled(config.apiRoot) ?? API_ROOT).replace(/\/+$/, '');
export const isWebhookMode = (config: Config): boolean => config.mode !== 'polling';

/** The secret MAX must show us. Left empty, it is derived from the token: never stored twice, never guessable. */
export function webhookSecretOf(config: Config): string | null {
  const given = filled(config.webhookSecret);
  if (given) return given;
  const token = accessTokenOf(config);
  return token ? createHmac('sha256', token).update('otklik max webhook').digest('base64url') : null;
}
