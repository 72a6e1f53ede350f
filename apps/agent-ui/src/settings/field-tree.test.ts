// Which fields of a schema are shown, under which, and which are folded away.
import { describe, expect, it } from '@jest/globals';
import type { ConfigField } from '../api/shapes.js';
import { type FieldNode, fieldTree, folded } from './field-tree.js';

const words = { en: 'x', ru: 'x', bg: 'x' };
const field = (name: string, more: Partial<ConfigField> = {}): ConfigField => ({
  name,
  type: 'text',
  label: words,
  ...more,
});
const schema = [
  field('address', { required: true }),
  field('in', { type: 'choice', choices: ['a', 'b'] }),
  field('host', { when: { field: 'in', is: ['b'] } }),
  field('auth', { type: 'choice', choices: ['p', 'o'], when: { field: 'in', is: ['b'] } }),
  field('client', { when: { field: 'auth', is: ['o'] } }),
];
const names = (nodes: FieldNode[]): unknown[] =>
  nodes.map(({ field: { name }, under }) => (under.length > 0 ? [name, ...names(under)] : name));

describe('a form', () => {
  it('shows under a choice what it opens, and nothing of what it closes', () => {
    expect(names(fieldTree(schema, { in: 'a', auth: 'o' }))).toEqual(['address', 'in']);
    expect(names(fieldTree(schema, { in: 'b', auth: 'p' }))).toEqual(['address', ['in', 'host', 'auth']]);
    expect(names(fieldTree(schema, { in: 'b', auth: 'o' }))).toEqual(['address', ['in', 'host', ['auth', 'client']]]);
  });
  it('folds only what is long and not needed', () => {
    const long = [...schema, ...['1', '2', '3', '4', '5'].map((name) => field(name))];
    const { first, more } = folded(fieldTree(long, { in: 'a' }), ({ name }) => name === '3');
    expect(names(first)).toEqual(['address', 'in', '3']);
    expect(names(more)).toEqual(['1', '2', '4', '5']);
    expect(folded(fieldTree(schema, { in: 'a' }), () => false).more).toEqual([]);
  });
});
