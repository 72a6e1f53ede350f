// What an API connection is made of: its settings form, and the values read from it.
import type { Config, ConfigField } from '../channel.js';

export const configSchema: ConfigField[] = [
  {
    name: 'url',
    type: 'url',
    required: true,
    label: { en: 'Your address', ru: 'Ваш адрес', bg: 'Вашият адрес' },
    hint: {
      en: 'We post outgoing messages there.',
      ru: 'Сюда мы отправляем исходящие сообщения (POST).',
      bg: 'Там изпращаме изходящите съобщения (POST).',
    },
  },
  {
    name: 'secret',
    type: 'secret',
    required: true,
    label: { en: 'Secret', ru: 'Секрет', bg: 'Тайна' },
    hint: {
      en: 'Any long random text; both sides sign with it.',
      ru: 'Любой длинный случайный текст; им подписывают обе стороны.',
      bg: 'Произволен дълъг случаен текст; с него се подписват и двете страни.',
    },
  },
];

const filled = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null;

export const urlOf = (config: Config): string | null => filled(config.url);
export const secretOf = (config: Config): string | null => filled(config.secret);
