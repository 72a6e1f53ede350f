// Connection settings by table: each type of field, clearing, defaults, and secrets that stay where they are.
import { describe, expect, test } from '@jest/globals';
import type { ConfigField } from '@otklik/channels';
import { checkConfig } from './check-config.js';

const label = { en: 'Field', ru: 'Поле', bg: 'Поле' };
const schema: ConfigField[] = [
  { name: 'token', type: 'secret', required: true, label },
  { name: 'mode', type: 'choice', choices: ['polling', 'webhook'], default: 'polling', label },
  { name: 'root', type: 'url', default: 'https://api.example', label },
  { name: 'port', type: 'number', label },
  { name: 'tls', type: 'flag', label },
  { name: 'from', type: 'email', label },
  { name: 'origins', type: 'lines', label },
  { name: 'note', type: 'text', label },
];
const none = { config: {}, secrets: {} };
const check = (given: Record<string, unknown>, present: Parameters<typeof checkConfig>[2] = none) =>
  checkConfig(schema, given, present, 'en');

test('secrets part from the rest, and defaults fill what is empty', () => {
  expect(check({ token: ' 1:abc ', root: '' })).toEqual({
    config: { mode: 'polling', root: 'https://api.example' },
    secrets: { token: '1:abc' },
  });
});

test('each type is read into its own shape', () => {
  const { config } = check({
    token: 'x',
    port: '25',
    tls: false,
    from: ' Help@Shop.example ',
    origins: 'https://a\n\n https://b ',
    note: ' hi ',
  });
  expect(config).toMatchObject({
    port: 25,
    tls: false,
    from: 'help@shop.example',
    origins: ['https://a', 'https://b'],
    note: 'hi',
  });
});

describe('a change', () => {
  const present = { config: { mode: 'webhook', note: 'old' }, secrets: { token: 'kept' } };
  test.each<[string, Record<string, unknown>, object]>([
    ['of nothing keeps all', {}, { config: { mode: 'webhook', note: 'old' }, secrets: { token: 'kept' } }],
    ['{set: true} keeps a secret', { token: { set: true } }, { secrets: { token: 'kept' } }],
    ['a text replaces a secret', { token: 'new' }, { secrets: { token: 'new' } }],
    ['null clears', { note: null }, { config: { mode: 'webhook' } }],
    ['null takes the default', { mode: null }, { config: { mode: 'polling', note: 'old' } }],
  ])('%s', (_, given, expected) => {
    const { config, secrets } = check(given, present);
    expect({ config: { ...config, root: undefined }, secrets }).toMatchObject(expected);
  });
});

test.each<[string, Record<string, unknown>]>([
  ['it is needed.', {}],
  ['it is needed.', { token: null }],
  ['it is needed.', { token: { set: true } }],
  ['choose one of polling,webhook.', { token: 'x', mode: 'pigeon' }],
  ['write a web address starting with https:// or http://.', { token: 'x', root: 'ftp://x' }],
  ['write a number.', { token: 'x', port: 'many' }],
  ['choose yes or no.', { token: 'x', tls: 'yes' }],
  ['write an e-mail address.', { token: 'x', from: 'nobody' }],
  ['write a text.', { token: 'x', note: 'nul\0' }],
  ['write a text.', { token: 'x', origins: [1] }],
  ['it is too long.', { token: 'x', note: 'x'.repeat(10_001) }],
  ['this kind of connection has no such field.', { token: 'x', other: 1 }],
])('refused because %s', (reason, given) => {
  expect(() => check(given)).toThrow(
    expect.objectContaining({ code: 'setting-wrong', params: expect.objectContaining({ reason }) }),
  );
});
