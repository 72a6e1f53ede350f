// What a Slack connection is made of: its settings form, and the values read from it.
import type { Config, ConfigField } from '../channel.js';

export const configSchema: ConfigField[] = [
  {
    name: 'botToken',
    type: 'secret',
    required: true,
    label: { en: 'Bot token', ru: 'Токен бота', bg: 'Токен на бота' },
    hint: {
      en: 'OAuth & Permissions → Bot User OAuth Token, like xoxb-…',
      ru: 'OAuth & Permissions → Bot User OAuth Token, вида xoxb-…',
      bg: 'OAuth & Permissions → Bot User OAuth Token, във вида xoxb-…',
    },
  },
  {
    name: 'signingSecret',
    type: 'secret',
    required: true,
    label: { en: 'Signing secret', ru: 'Секрет подписи', bg: 'Тайна за подпис' },
    hint: {
      en: 'Basic Information → App Credentials.',
      ru: 'Basic Information → App Credentials.',
      bg: 'Basic Information → App Credentials.',
    },
  },
  {
    name: 'channels',
    type: 'lines',
    label: { en: 'Channels', ru: 'Каналы', bg: 'Канали' },
    hint: {
      en: 'Their IDs, like C0123ABCD, one a line. Empty: each channel the app was invited to. Direct messages always come.',
      ru: 'Их ID, вида C0123ABCD, по одному в строке. Пусто: все каналы, куда приглашено приложение. Личные сообщения приходят всегда.',
      bg: 'Техните ID, във вида C0123ABCD, по един на ред. Празно: всеки канал, в който е поканено приложението. Личните съобщения идват винаги.',
    },
  },
  {
    name: 'apiRoot',
    type: 'url',
    default: 'https://slack.com/api',
    label: { en: 'API address', ru: 'Адрес API', bg: 'Адрес на API' },
  },
];

const filled = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null;

export const botTokenOf = (config: Config): string | null => filled(config.botToken);
export const signingSecretOf = (config: Config): string | null => filled(config.signingSecret);
export const apiRootOf = (config: Config): string =>
  (filled(config.apiRoot) ?? 'https://slack.com/api').replace(/\/+$/, '');

/** The IDs of the channels that are a desk; none: every one that the app hears. */
export function channelIdsOf(config: Config): string[] {
  const lines = Array.isArray(config.channels)
    ? config.channels.map(String)
    : (filled(config.channels) ?? '').split(/\s+/);
  return lines.map((line) => line.trim()).filter(Boolean);
}
