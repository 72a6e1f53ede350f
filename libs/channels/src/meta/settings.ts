// What the connections to Meta's messengers have in common: fields of their settings forms, and the values read from them.
import type { Config, ConfigField } from '../channel.js';

/** Pinned, so that Meta's next version changes nothing by itself; each lives for about two years. */
export const GRAPH_VERSION = 'v24.0';

export const filled = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : typeof value === 'number' ? String(value) : null;

export const appSecretField: ConfigField = {
  name: 'appSecret',
  type: 'secret',
  required: true,
  label: { en: 'App secret', ru: 'Секрет приложения', bg: 'Тайна на приложението' },
  hint: {
    en: 'Meta app → App settings → Basic. Every webhook is checked with it.',
    ru: 'Приложение Meta → Настройки приложения → Основное. Им проверяется каждый вебхук.',
    bg: 'Приложение в Meta → App settings → Basic. С нея се проверява всеки уебхук.',
  },
};

export const verifyTokenField: ConfigField = {
  name: 'verifyToken',
  type: 'secret',
  required: true,
  label: { en: 'Verify token', ru: 'Маркер подтверждения', bg: 'Токен за потвърждение' },
  hint: {
    en: 'Any long word of your own; paste the same one beside the callback address in the Meta app.',
    ru: 'Любое длинное слово; вставьте то же самое рядом с адресом вебхука в приложении Meta.',
    bg: 'Произволна дълга дума; поставете същата до адреса на уебхука в приложението в Meta.',
  },
};

export const apiRootField = (root: string): ConfigField => ({
  name: 'apiRoot',
  type: 'url',
  default: root,
  label: { en: 'API address', ru: 'Адрес API', bg: 'Адрес на API' },
});

export const humanAgentField: ConfigField = {
  name: 'humanAgent',
  type: 'flag',
  default: false,
  label: { en: 'Human agent for 7 days', ru: 'Ответ сотрудника до 7 дней', bg: 'Отговор от служител до 7 дни' },
  hint: {
    en: 'Only if Meta has granted your app the Human Agent permission: agents may then answer for seven days instead of one.',
    ru: 'Только если Meta выдала приложению разрешение Human Agent: сотрудники смогут отвечать семь дней вместо одного.',
    bg: 'Само ако Meta е дала на приложението разрешението Human Agent: служителите ще могат да отговарят седем дни вместо един.',
  },
};

/** Without a slash at the end. */
export const rootOf = (config: Config, root: string): string => (filled(config.apiRoot) ?? root).replace(/\/+$/, '');

/** Hours in which a person may answer: seven days with Meta's Human Agent permission, else one. */
export const humanWindowOf = (config: Config): number => (config.humanAgent === true ? 7 * 24 : 24);
