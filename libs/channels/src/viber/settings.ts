// What a Viber connection is made of: its settings form, and the values read from it.
import type { Config, ConfigField } from '../channel.js';

const API_ROOT = 'https://chatapi.viber.com';
const MAX_NAME = 28;

export const configSchema: ConfigField[] = [
  {
    name: 'authToken',
    type: 'secret',
    required: true,
    label: { en: 'Bot token', ru: 'Токен бота', bg: 'Токен на бота' },
    hint: {
      en: 'partners.viber.com → your bot → Info → Token.',
      ru: 'partners.viber.com → ваш бот → Info → Token.',
      bg: 'partners.viber.com → вашият бот → Info → Token.',
    },
  },
  {
    name: 'senderName',
    type: 'text',
    required: true,
    label: { en: 'Name shown to customers', ru: 'Имя, которое видят клиенты', bg: 'Име, което клиентите виждат' },
    hint: { en: 'At most 28 characters.', ru: 'Не больше 28 символов.', bg: 'Най-много 28 знака.' },
  },
  {
    name: 'senderAvatar',
    type: 'url',
    label: { en: 'Picture beside the name', ru: 'Картинка рядом с именем', bg: 'Снимка до името' },
    hint: {
      en: 'An https address of a picture of at most 100 KB.',
      ru: 'https-адрес картинки не больше 100 КБ.',
      bg: 'https адрес на снимка до 100 KB.',
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

export const authTokenOf = (config: Config): string | null => filled(config.authToken);
export const apiRootOf = (config: Config): string => (filled(config.apiRoot) ?? API_ROOT).replace(/\/+$/, '');

/** How every message of ours is signed; Viber takes none without a name. */
export function senderOf(config: Config): { name: string; avatar?: string } {
  const name = [...(filled(config.senderName) ?? 'Otklik')].slice(0, MAX_NAME).join('');
  const avatar = filled(config.senderAvatar);
  return avatar ? { name, avatar } : { name };
}
