// What a mailbox is made of: its settings form, and the values read from it.
import type { Config, ConfigField } from '../channel.js';
import { inboundFields } from './settings-inbound.js';

export const configSchema: ConfigField[] = [
  {
    name: 'address',
    type: 'email',
    required: true,
    label: { en: 'Address', ru: 'Адрес', bg: 'Адрес' },
    hint: {
      en: 'Customers write to it and get answers from it.',
      ru: 'На него пишут клиенты, с него приходят ответы.',
      bg: 'На него пишат клиентите и от него получават отговорите.',
    },
  },
  ...inboundFields,
  {
    name: 'signature',
    type: 'text',
    label: { en: 'Signature', ru: 'Подпись', bg: 'Подпис' },
    hint: {
      en: 'Stands below every answer.',
      ru: 'Ставится под каждым ответом.',
      bg: 'Стои под всеки отговор.',
    },
  },
  {
    name: 'smtpUrl',
    type: 'secret',
    label: { en: 'Mail server for sending', ru: 'Сервер для отправки', bg: 'Сървър за изпращане' },
    hint: {
      en: 'Like smtp://user:password@mail.example.com:587. Leave empty for the desk’s own.',
      ru: 'Например, smtp://user:password@mail.example.com:587. Оставьте пустым, чтобы слать через общий.',
      bg: 'Например smtp://user:password@mail.example.com:587. Оставете празно за общия сървър.',
    },
  },
];

const filled = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null;

export const addressOf = (config: Config): string | null => filled(config.address);
export const signatureOf = (config: Config): string | null => filled(config.signature);
/** The mailbox's own relay, else the one the desk was given; null: there is none, and mail can only be kept. */
export const relayOf = (config: Config): string | null => filled(config.smtpUrl) ?? filled(config.relayUrl);
