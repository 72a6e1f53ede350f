// What a mailbox is made of: its settings form, and the values read from it.
import type { Config, ConfigField } from '../channel.js';
import { inboundFields } from './settings-inbound.js';
import { outboundFields } from './settings-outbound.js';

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
  ...outboundFields,
];

const filled = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null;

export const addressOf = (config: Config): string | null => filled(config.address);
