// What a Messenger connection is made of: its settings form, and the values read from it.
import type { Config, ConfigField } from '../channel.js';
import type { SendWorld } from '../meta/send-client.js';
import { faultsOfSendApi } from '../meta/send-faults.js';
import {
  apiRootField,
  appSecretField,
  filled,
  GRAPH_VERSION,
  humanAgentField,
  rootOf,
  verifyTokenField,
} from '../meta/settings.js';

const ROOT = 'https://graph.facebook.com';

export const configSchema: ConfigField[] = [
  {
    name: 'pageId',
    type: 'text',
    required: true,
    label: { en: 'Page ID', ru: 'ID Страницы', bg: 'ID на страницата' },
    hint: {
      en: 'Your Facebook page → About → Page transparency.',
      ru: 'Ваша страница в Facebook → Информация → Прозрачность Страницы.',
      bg: 'Страницата ви във Facebook → Информация → Прозрачност на страницата.',
    },
  },
  {
    name: 'accessToken',
    type: 'secret',
    required: true,
    label: { en: 'Page access token', ru: 'Маркер доступа Страницы', bg: 'Токен за достъп на страницата' },
    hint: {
      en: 'Meta app → Messenger → API setup → Generate token.',
      ru: 'Приложение Meta → Messenger → Настройка API → Сгенерировать маркер.',
      bg: 'Приложение в Meta → Messenger → API setup → Generate token.',
    },
  },
  appSecretField,
  verifyTokenField,
  humanAgentField,
  apiRootField(ROOT),
];

export const pageIdOf = (config: Config): string => filled(config.pageId) ?? '';

export function worldOf(config: Config): SendWorld {
  const graph = {
    root: `${rootOf(config, ROOT)}/${GRAPH_VERSION}`,
    token: filled(config.accessToken),
    faults: faultsOfSendApi,
  };
  return { graph, path: `${pageIdOf(config)}/messages`, files: 'upload', humanAgent: config.humanAgent === true };
}
