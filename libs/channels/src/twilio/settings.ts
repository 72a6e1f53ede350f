// What a Twilio connection is made of: its settings form, and the values read from it.
import type { Config, ConfigField } from '../channel.js';

export const configSchema: ConfigField[] = [
  {
    name: 'service',
    type: 'choice',
    choices: ['sms', 'whatsapp'],
    default: 'sms',
    required: true,
    label: { en: 'Service', ru: 'Сервис', bg: 'Услуга' },
  },
  {
    name: 'accountSid',
    type: 'text',
    required: true,
    label: { en: 'Account SID', ru: 'Account SID', bg: 'Account SID' },
    hint: {
      en: 'From the first page of the Twilio Console, like AC0123…',
      ru: 'С первой страницы Twilio Console, вида AC0123…',
      bg: 'От първата страница на Twilio Console, във вида AC0123…',
    },
  },
  {
    name: 'authToken',
    type: 'secret',
    required: true,
    label: { en: 'Auth Token', ru: 'Auth Token', bg: 'Auth Token' },
    hint: {
      en: 'Beside the Account SID. Twilio signs its calls with it.',
      ru: 'Рядом с Account SID. Им Twilio подписывает свои вызовы.',
      bg: 'До Account SID. С него Twilio подписва обажданията си.',
    },
  },
  {
    name: 'from',
    type: 'text',
    required: true,
    label: { en: 'Our number', ru: 'Наш номер', bg: 'Нашият номер' },
    hint: {
      en: 'With its country code, like +359881234567.',
      ru: 'С кодом страны, например +359881234567.',
      bg: 'С код на държавата, например +359881234567.',
    },
  },
  {
    name: 'messagingService',
    type: 'text',
    label: { en: 'Messaging Service SID', ru: 'Messaging Service SID', bg: 'Messaging Service SID' },
    hint: {
      en: 'Like MG0123…; only if you send through a Messaging Service.',
      ru: 'Вида MG0123…; только если вы отправляете через Messaging Service.',
      bg: 'Във вида MG0123…; само ако изпращате през Messaging Service.',
    },
  },
  {
    name: 'mms',
    type: 'flag',
    default: false,
    when: { field: 'service', is: ['sms'] },
    label: { en: 'Send files as MMS', ru: 'Отправлять файлы как MMS', bg: 'Изпращане на файлове като MMS' },
    hint: {
      en: 'Where your number can (USA, Canada). Otherwise files are sent as links.',
      ru: 'Если ваш номер умеет (США, Канада). Иначе файлы отправляются ссылками.',
      bg: 'Ако номерът ви може (САЩ, Канада). Иначе файловете се пращат като връзки.',
    },
  },
  {
    name: 'apiRoot',
    type: 'url',
    default: 'https://api.twilio.com',
    label: { en: 'API address', ru: 'Адрес API', bg: 'Адрес на API' },
  },
];

const filled = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null;

export const isWhatsApp = (config: Config): boolean => config.service === 'whatsapp';
export const accountSidOf = (config: Config): string | null => filled(config.accountSid);
export const authTokenOf = (config: Config): string | null => filled(config.authToken);
export const messagingServiceOf = (config: Config): string | null => filled(config.messagingService);
/** Our number as people write it, made fit for the API. */
export const ownNumberOf = (config: Config): string =>
  (filled(config.from) ?? '').replace(/^whatsapp:/i, '').replace(/[\s().-]/g, '');
export const apiRootOf = (config: Config): string =>
  (filled(config.apiRoot) ?? 'https://api.twilio.com').replace(/\/+$/, '');
