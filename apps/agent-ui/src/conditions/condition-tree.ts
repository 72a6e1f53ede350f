// A condition as one edits it: groups and questions with keys of their own, "none of" and "not all of" as ways a group can be meant.

export type Op = 'in' | 'not-in' | 'contains' | 'lacks' | 'more' | 'less' | 'before' | 'after' | 'set' | 'unset' | 'is';
export type Value = string | number | boolean | (string | number)[] | { ago: number } | { ahead: number };
export interface ConditionLeaf {
  field: string;
  op: Op;
  value?: Value;
}
/** As the desk takes it: at most four deep and fifty questions. */
export type Condition = { all: Condition[] } | { any: Condition[] } | { not: Condition } | ConditionLeaf;

export const MODES = ['all', 'any', 'none', 'not-all'] as const;
export type Mode = (typeof MODES)[number];
export interface Group {
  key: string;
  mode: Mode;
  items: Node[];
}
export interface Question extends ConditionLeaf {
  key: string;
}
export type Node = Group | Question;

export const DEEPEST = 4;
export const MOST_QUESTIONS = 50;

let keys = 0;
export const newKey = () => `n${++keys}`;
export const isGroup = (node: Node): node is Group => 'items' in node;

/** The root is always a group. */
export function treeOf(condition: Condition): Group {
  const node = nodeOf(condition);
  return isGroup(node) ? node : { key: newKey(), mode: 'all', items: [node] };
}

function nodeOf(condition: Condition): Node {
  const group = (mode: Mode, items: Condition[]): Group => ({ key: newKey(), mode, items: items.map(nodeOf) });
  if ('all' in condition) return group('all', condition.all);
  if ('any' in condition) return group('any', condition.any);
  if (!('not' in condition)) return { key: newKey(), ...condition };
  const inner = condition.not;
  if ('all' in inner) return group('not-all', inner.all);
  if ('any' in inner) return group('none', inner.any);
  if ('not' in inner) return nodeOf(inner.not);
  return group('none', [inner]);
}

/** What is not whole yet and groups without anything are left out; all of nothing is met by everything. */
export function conditionOf(root: Group): Condition {
  return wholeOf(root) ?? { all: [] };
}

function wholeOf(node: Node): Condition | null {
  if (!isGroup(node)) return isWhole(node) ? bare(node) : null;
  const items = node.items.flatMap((item) => wholeOf(item) ?? []);
  if (items.length === 0) return null;
  switch (node.mode) {
    case 'all':
      return { all: items };
    case 'any':
      return { any: items };
    case 'none':
      return { not: items.length === 1 ? (items[0] as Condition) : { any: items } };
    case 'not-all':
      return { not: { all: items } };
  }
}

const bare = ({ field, op, value }: Question): ConditionLeaf =>
  op === 'set' || op === 'unset' || value === undefined ? { field, op } : { field, op, value };

/** A question that can be asked: it has what it compares with. */
export function isWhole({ field, op, value }: ConditionLeaf): boolean {
  if (!field) return false;
  if (op === 'set' || op === 'unset') return true;
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value === 'string') return value.trim() !== '';
  if (typeof value === 'number') return Number.isFinite(value);
  return value !== undefined;
}

export const questions = (node: Node): Question[] => (isGroup(node) ? node.items.flatMap(questions) : [node]);

/** How deep the condition made of it would be. */
export function depthOf(node: Node): number {
  if (!isGroup(node)) return 0;
  const own = node.mode === 'all' || node.mode === 'any' ? 1 : 2;
  return own + Math.max(0, ...node.items.map(depthOf));
}

/** The same tree with one node made anew; null: without it. */
export function replace(group: Group, key: string, change: (node: Node) => Node | null): Group {
  let changed = false;
  const items = group.items.flatMap((item) => {
    const next = item.key === key ? change(item) : isGroup(item) ? replace(item, key, change) : item;
    changed ||= next !== item;
    return next ?? [];
  });
  return changed ? { ...group, items } : group;
}

/** At the end of a group; the root is named by its own key. */
export function addTo(root: Group, key: string, node: Node): Group {
  const grown = (group: Group): Group => ({ ...group, items: [...group.items, node] });
  return root.key === key ? grown(root) : replace(root, key, (found) => (isGroup(found) ? grown(found) : found));
}

/** In another order within its group; null when it stands at the end already. */
export function move(root: Group, key: string, step: number): Group | null {
  const at = root.items.findIndex((item) => item.key === key);
  if (at >= 0) {
    const to = at + step;
    if (to < 0 || to >= root.items.length) return null;
    const items = [...root.items];
    items.splice(to, 0, ...items.splice(at, 1));
    return { ...root, items };
  }
  for (const [index, item] of root.items.entries()) {
    const moved = isGroup(item) ? move(item, key, step) : null;
    if (moved) return { ...root, items: root.items.map((each, i) => (i === index ? moved : each)) };
  }
  return null;
}
