// What an Instagram connection is made of: its settings form, and the values read from it.
import type { Config, ConfigField } from '../channel.js';
import type { SendWorld } from '../meta/send-client.js';
import { faultsOfSendApi } from '../meta/send-faults.js';
import { appSecretField, filled, GRAPH_VERSION, humanAgentField, rootOf, verifyTokenField } from '../meta/settings.js';

const ROOTS = { instagram: 'https://graph.instagram.com', facebook: 'https://graph.facebook.com' };

export const configSchema: ConfigField[] = [
  {
    name: 'login',
    type: 'choice',
    choices: ['instagram', 'facebook'],
    default: 'instagram',
    label: { en: 'Token made with', ru: 'Маркер получен через', bg: 'Токенът е направен с' },
    hint: {
      en: 'instagram: the account by itself. facebook: through the Facebook page it is linked to.',
      ru: 'instagram: сам аккаунт. facebook: через связанную с ним Страницу Facebook.',
      bg: 'instagram: самият акаунт. facebook: през свързаната с него страница във Facebook.',
    },
  },
  {
    name: 'accountId',
    type: 'text',
    required: true,
    label: { en: 'Instagram account ID', ru: 'ID аккаунта Instagram', bg: 'ID на акаунта в Instagram' },
    hint: {
      en: 'Of the professional account, usually beginning with 17841; not the user name.',
      ru: 'Профессионального аккаунта, обычно начинается с 17841; не имя пользователя.',
      bg: 'На професионалния акаунт, обикновено започва със 17841; не потребителското име.',
    },
  },
  {
    name: 'pageId',
    type: 'text',
    required: true,
    when: { field: 'login', is: ['facebook'] },
    label: { en: 'Facebook page ID', ru: 'ID Страницы Facebook', bg: 'ID на страницата във Facebook' },
  },
  {
    name: 'accessToken',
    type: 'secret',
    required: true,
    label: { en: 'Access token', ru: 'Маркер доступа', bg: 'Токен за достъп' },
    hint: {
      en: 'Meta app → Instagram → API setup → Generate token. With facebook: the page’s token.',
      ru: 'Приложение Meta → Instagram → Настройка API → Сгенерировать маркер. Для facebook: маркер Страницы.',
      bg: 'Приложение в Meta → Instagram → API setup → Generate token. При facebook: токенът на страницата.',
    },
  },
  {
    ...appSecretField,
    hint: {
      en: 'With instagram: the Instagram app secret, on the same page as the token. With facebook: App settings → Basic.',
      ru: 'Для instagram: секрет приложения Instagram, на той же странице, что и маркер. Для facebook: Настройки приложения → Основное.',
      bg: 'При instagram: Instagram app secret, на същата страница като токена. При facebook: App settings → Basic.',
    },
  },
  verifyTokenField,
  humanAgentField,
  {
    name: 'apiRoot',
    type: 'url',
    label: { en: 'API address', ru: 'Адрес API', bg: 'Адрес на API' },
    hint: {
      en: 'Empty: the one that belongs to the token.',
      ru: 'Пусто: тот, что подходит к маркеру.',
      bg: 'Празно: този, който отговаря на токена.',
    },
  },
];

export const byFacebook = (config: Config): boolean => config.login === 'facebook';
export const accountIdOf = (config: Config): string => filled(config.accountId) ?? '';
export const pageIdOf = (config: Config): string => filled(config.pageId) ?? '';

export function worldOf(config: Config): SendWorld {
  const graph = {
    root: `${rootOf(config, ROOTS[byFacebook(config) ? 'facebook' : 'instagram'])}/${GRAPH_VERSION}`,
    token: filled(config.accessToken),
    faults: faultsOfSendApi,
  };
  const account = byFacebook(config) ? pageIdOf(config) : 'me';
  return { graph, path: `${account}/messages`, files: 'link', humanAgent: config.humanAgent === true };
}
