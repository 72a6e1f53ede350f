// How a channel's schema becomes a form: what a choice opens stands under it, and what is seldom needed is folded away.
import type { ConfigField } from '../api/shapes.js';
import type { ConfigValues } from './config-values.js';

export interface FieldNode {
  field: ConfigField;
  /** Fields that stand here because of this one's value. */
  under: FieldNode[];
}

/** A form this short has nothing to fold. */
const SHORT = 6;

/** The fields to be shown for these values, each under the one that it depends on. */
export function fieldTree(schema: ConfigField[], values: ConfigValues): FieldNode[] {
  const roots: FieldNode[] = [];
  const shown = new Map<string, FieldNode>();
  for (const field of schema) {
    const node = { field, under: [] };
    const { when } = field;
    const parent = when && shown.get(when.field);
    if (when && !(parent && when.is.includes(String(values[when.field] ?? '')))) continue;
    (parent ? parent.under : roots).push(node);
    shown.set(field.name, node);
  }
  return roots;
}

/** In a long form: what nobody has to fill in, and nobody has, goes below. Choices stay, for they show what there is. */
export function folded(
  roots: FieldNode[],
  touched: (field: ConfigField) => boolean,
): { first: FieldNode[]; more: FieldNode[] } {
  if (roots.length <= SHORT) return { first: roots, more: [] };
  const stays = ({ field, under }: FieldNode) =>
    field.required || field.type === 'choice' || under.length > 0 || touched(field);
  return { first: roots.filter(stays), more: roots.filter((node) => !stays(node)) };
}
