// Editing conditions: there and back without a loss, every way of negation, nothing half-finished goes to the desk.
import { describe, expect, it } from '@jest/globals';
import { addTo, type Condition, conditionOf, depthOf, move, questions, replace, treeOf } from './condition-tree.js';

const open: Condition = { field: 'state', op: 'in', value: ['open'] };
const vip: Condition = { field: 'tag', op: 'contains', value: [3] };
const bad: Condition = { field: 'rated', op: 'in', value: ['bad'] };

describe('a condition that is edited', () => {
  it.each<[string, Condition]>([
    ['all', { all: [open, vip] }],
    ['any inside all', { all: [open, { any: [vip, bad] }] }],
    ['none of', { all: [open, { not: { any: [vip, bad] } }] }],
    ['not all of', { all: [open, { not: { all: [vip, bad] } }] }],
    ['not one', { all: [open, { not: vip }] }],
    ['not at the root', { not: { any: [vip, bad] } }],
    ['everything', { all: [] }],
    ['no value', { all: [{ field: 'assignee', op: 'unset' }] }],
  ])('%s comes back as it was', (_, condition) => {
    expect(conditionOf(treeOf(condition))).toEqual(condition);
  });

  it('a single question gets a group around it; twice not is nothing', () => {
    expect(conditionOf(treeOf(open))).toEqual({ all: [open] });
    expect(conditionOf(treeOf({ all: [{ not: { not: vip } }] }))).toEqual({ all: [vip] });
  });

  it('leaves out what is not whole, and groups of nothing', () => {
    const half: Condition = { field: 'tag', op: 'contains', value: [] };
    expect(conditionOf(treeOf({ all: [open, half, { any: [half] }] }))).toEqual({ all: [open] });
    expect(conditionOf(treeOf({ any: [{ field: 'subject', op: 'contains', value: ' ' }] }))).toEqual({ all: [] });
  });

  it('grows, changes, shrinks and is put in another order at any depth', () => {
    const root = treeOf({ all: [open, { any: [vip, bad] }] });
    const group = root.items[1]!;
    const [, second, third] = questions(root);
    const grown = addTo(root, group.key, { key: 'new', field: 'spam', op: 'is', value: false });
    expect(conditionOf(grown)).toEqual({ all: [open, { any: [vip, bad, { field: 'spam', op: 'is', value: false }] }] });
    expect(conditionOf(replace(root, second!.key, () => null))).toEqual({ all: [open, { any: [bad] }] });
    expect(conditionOf(move(root, third!.key, -1)!)).toEqual({ all: [open, { any: [bad, vip] }] });
    expect(move(root, second!.key, -1)).toBeNull();
    expect(replace(root, 'nobody', () => null)).toBe(root);
  });

  it('knows how deep the desk will find it', () => {
    expect(depthOf(treeOf({ all: [open] }))).toBe(1);
    expect(depthOf(treeOf({ all: [{ not: { any: [vip, bad] } }] }))).toBe(3);
  });
});
