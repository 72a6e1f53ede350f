// What a VK connection is made of: its settings form, and the values read from it.
import { createHmac } from 'node:crypto';
import type { Config, ConfigField } from '../channel.js';

export const API_VERSION = '5.199';

export const configSchema: ConfigField[] = [
  {
    name: 'groupId',
    type: 'text',
    required: true,
    label: { en: 'Community ID', ru: 'ID сообщества', bg: 'ID на общността' },
    hint: {
      en: 'Digits only: 229000001 for vk.com/club229000001.',
      ru: 'Только цифры: 229000001 для vk.com/club229000001.',
      bg: 'Само цифри: 229000001 за vk.com/club229000001.',
    },
  },
  {
    name: 'accessToken',
    type: 'secret',
    required: true,
    label: { en: 'Community access key', ru: 'Ключ доступа сообщества', bg: 'Ключ за достъп на общността' },
    hint: {
      en: 'Manage → API usage → Access tokens; with rights to messages, photos, files and community management.',
      ru: 'Управление → Работа с API → Ключи доступа; с правами на сообщения, фотографии, файлы и управление сообществом.',
      bg: 'Управление → Работа с API → Ключове за достъп; с права за съобщения, снимки, файлове и управление на общността.',
    },
  },
  {
    name: 'mode',
    type: 'choice',
    choices: ['webhook', 'polling'],
    default: 'webhook',
    label: { en: 'How messages come', ru: 'Как приходят сообщения', bg: 'Как идват съобщенията' },
    hint: {
      en: 'webhook (Callback API) needs a public https address; polling (Long Poll API) works everywhere.',
      ru: 'webhook (Callback API) требует публичного https-адреса; polling (Long Poll API) работает везде.',
      bg: 'webhook (Callback API) изисква публичен https адрес; polling (Long Poll API) работи навсякъде.',
    },
  },
  {
    name: 'callbackSecret',
    type: 'secret',
    when: { field: 'mode', is: ['webhook'] },
    label: { en: 'Secret key of the server', ru: 'Секретный ключ сервера', bg: 'Таен ключ на сървъра' },
    hint: {
      en: 'Leave empty to have one made and set.',
      ru: 'Оставьте пустым, чтобы он был создан и установлен.',
      bg: 'Оставете празно, за да бъде създаден и зададен.',
    },
  },
  {
    name: 'confirmationCode',
    type: 'text',
    when: { field: 'mode', is: ['webhook'] },
    label: { en: 'Confirmation string', ru: 'Строка подтверждения', bg: 'Низ за потвърждение' },
    hint: {
      en: 'Leave empty to have VK asked for it.',
      ru: 'Оставьте пустым: она будет запрошена у VK.',
      bg: 'Оставете празно: ще бъде поискан от VK.',
    },
  },
  {
    name: 'apiRoot',
    type: 'url',
    default: 'https://api.vk.com',
    label: { en: 'API address', ru: 'Адрес API', bg: 'Адрес на API' },
  },
];

const filled = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : typeof value === 'number' ? String(value) : null;

/** Digits alone; people paste `club229000001` and `-229000001` too. */
export const groupIdOf = (config: Config): string | null => /(\d+)$/.exec(filled(config.groupId) ?? '')?.[1] ?? null;
export const accessTokenOf = (config: Config): string | null => filled(config.accessToken);
export const confirmationCodeOf = (config: Config): string | null => filled(config.confirmationCode);
export const isWebhookMode = (config: Config): boolean => config.mode !== 'polling';
export const apiRootOf = (config: Config): string =>
  (filled(config.apiRoot) ?? 'https://api.vk.com').replace(/\/+$/, '');

export const hasTypedSecret = (config: Config): boolean => filled(config.callbackSecret) !== null;

/**
 * The secret VK must show us. Left empty, it is derived from the access key, so that it is never stored twice and never
 * guessable; null only when there is no key either. VK takes at most 50 letters and digits.
 */
export function callbackSecretOf(config: Config): string | null {
  const given = filled(config.callbackSecret);
  if (given) return given;
  const token = accessTokenOf(config);
  return token ? createHmac('sha256', token).update('otklik vk callback').digest('hex').slice(0, 40) : null;
}
