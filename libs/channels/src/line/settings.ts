// What a LINE connection is made of: its settings form, and the values read from it.
import type { Config, ConfigField } from '../channel.js';

export const configSchema: ConfigField[] = [
  {
    name: 'channelSecret',
    type: 'secret',
    required: true,
    label: { en: 'Channel secret', ru: 'Секрет канала', bg: 'Тайна на канала' },
    hint: {
      en: 'LINE Developers → your channel → Basic settings.',
      ru: 'LINE Developers → ваш канал → Basic settings.',
      bg: 'LINE Developers → вашият канал → Basic settings.',
    },
  },
  {
    name: 'accessToken',
    type: 'secret',
    required: true,
    label: { en: 'Channel access token', ru: 'Токен доступа канала', bg: 'Токен за достъп до канала' },
    hint: {
      en: 'The long-lived one: Messaging API → Channel access token → Issue.',
      ru: 'Долгоживущий: Messaging API → Channel access token → Issue.',
      bg: 'Дългосрочният: Messaging API → Channel access token → Issue.',
    },
  },
  {
    name: 'groups',
    type: 'flag',
    default: false,
    label: { en: 'Take messages of groups', ru: 'Принимать сообщения групп', bg: 'Приемане на съобщения от групи' },
    hint: {
      en: 'Each group or room becomes one conversation.',
      ru: 'Каждая группа или комната станет одной беседой.',
      bg: 'Всяка група или стая става един разговор.',
    },
  },
  {
    name: 'apiRoot',
    type: 'url',
    default: 'https://api.line.me',
    label: { en: 'API address', ru: 'Адрес API', bg: 'Адрес на API' },
  },
];

const filled = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null;

export const channelSecretOf = (config: Config): string | null => filled(config.channelSecret);
export const accessTokenOf = (config: Config): string | null => filled(config.accessToken);
export const apiRootOf = (config: Config): string =>
  (filled(config.apiRoot) ?? 'https://api.line.me').replace(/\/+$/, '');
/** What customers sent is kept on a host of its own. */
export const dataRootOf = (config: Config): string => apiRootOf(config).replace('//api.', '//api-data.');
export const takesGroups = (config: Config): boolean => config.groups === true;
