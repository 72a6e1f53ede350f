// What a WhatsApp connection is made of: its settings form, and the values read from it.
import type { Config, ConfigField } from '../channel.js';
import type { Graph } from '../meta/graph.js';
import { apiRootField, appSecretField, filled, GRAPH_VERSION, rootOf, verifyTokenField } from '../meta/settings.js';
import { faultsOfWhatsApp } from './faults.js';

const ROOT = 'https://graph.facebook.com';

export const configSchema: ConfigField[] = [
  {
    name: 'phoneNumberId',
    type: 'text',
    required: true,
    label: { en: 'Phone number ID', ru: 'ID номера телефона', bg: 'ID на телефонния номер' },
    hint: {
      en: 'Meta app → WhatsApp → API setup. A long number, not the telephone number itself.',
      ru: 'Приложение Meta → WhatsApp → Настройка API. Длинное число, не сам номер телефона.',
      bg: 'Приложение в Meta → WhatsApp → API setup. Дълго число, не самият телефонен номер.',
    },
  },
  {
    name: 'businessAccountId',
    type: 'text',
    required: true,
    label: {
      en: 'WhatsApp Business account ID',
      ru: 'ID аккаунта WhatsApp Business',
      bg: 'ID на акаунта в WhatsApp Business',
    },
    hint: {
      en: 'On the same page. Needed for webhooks and templates.',
      ru: 'На той же странице. Нужен для вебхуков и шаблонов.',
      bg: 'На същата страница. Нужен за уебхуковете и шаблоните.',
    },
  },
  {
    name: 'accessToken',
    type: 'secret',
    required: true,
    label: { en: 'Access token', ru: 'Маркер доступа', bg: 'Токен за достъп' },
    hint: {
      en: 'A permanent one of a system user with whatsapp_business_messaging and whatsapp_business_management.',
      ru: 'Постоянный, системного пользователя с правами whatsapp_business_messaging и whatsapp_business_management.',
      bg: 'Постоянен, на системен потребител с whatsapp_business_messaging и whatsapp_business_management.',
    },
  },
  appSecretField,
  verifyTokenField,
  apiRootField(ROOT),
];

export const phoneNumberIdOf = (config: Config): string => filled(config.phoneNumberId) ?? '';
export const businessAccountIdOf = (config: Config): string => filled(config.businessAccountId) ?? '';
export const verifyTokenOf = (config: Config): string => filled(config.verifyToken) ?? '';

export const graphOf = (config: Config): Graph => ({
  root: `${rootOf(config, ROOT)}/${GRAPH_VERSION}`,
  token: filled(config.accessToken),
  faults: faultsOfWhatsApp,
});
