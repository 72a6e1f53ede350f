// The settings form: what it begins with and what it tells the desk.
import { describe, expect, it } from '@jest/globals';
import type { ConfigField } from '../api/shapes.js';
import { configOf, startValues } from './config-values.js';

const words = { en: '', ru: '', bg: '' };
const schema: ConfigField[] = [
  { name: 'token', type: 'secret', label: words },
  { name: 'poll', type: 'flag', default: true, label: words },
  { name: 'port', type: 'number', default: 25, label: words },
  { name: 'domains', type: 'lines', label: words },
  { name: 'note', type: 'text', label: words },
];

describe('a connection’s settings', () => {
  it('begin with what is set, else the default', () => {
    const values = startValues(schema, { token: { set: false }, domains: ['a.test', 'b.test'] });
    expect(values).toEqual({ token: '', poll: true, port: '25', domains: 'a.test\nb.test', note: '' });
  });
  it('leave an untouched secret, clear what is empty, split lines', () => {
    const values = startValues(schema, { token: { set: true }, poll: false, port: 587 });
    expect(configOf(schema, { ...values, domains: ' a.test \n\n' })).toEqual({
      token: { set: true },
      poll: false,
      port: 587,
      domains: ['a.test'],
      note: null,
    });
    expect(configOf(schema, { ...values, token: 'new' }).token).toBe('new');
  });
});
