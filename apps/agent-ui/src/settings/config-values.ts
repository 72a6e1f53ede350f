// What a connection's form holds and what the desk is told: secrets go in and never come back.
import type { ConfigField } from '../api/shapes.js';

export type ConfigValues = Record<string, string | boolean>;

const isSet = (value: unknown) => typeof value === 'object' && value !== null && 'set' in value && value.set === true;

/** What the form begins with. A secret that is set begins empty, and stays as it is unless something is typed. */
export function startValues(schema: ConfigField[], config: Record<string, unknown>): ConfigValues {
  return Object.fromEntries(
    schema.map((field): [string, string | boolean] => {
      const value = config[field.name] ?? field.default;
      if (field.type === 'flag') return [field.name, value === true];
      if (field.type === 'secret') return [field.name, isSet(value) ? KEPT : ''];
      return [
        field.name,
        Array.isArray(value) ? value.join('\n') : value === undefined || value === null ? '' : String(value),
      ];
    }),
  );
}
/** Stands for a secret that is there and was not touched. */
export const KEPT = '\u0000';

/** What the desk is told. Empty clears a field. */
export function configOf(schema: ConfigField[], values: ConfigValues): Record<string, unknown> {
  return Object.fromEntries(
    schema.map((field): [string, unknown] => {
      const value = values[field.name];
      if (typeof value === 'boolean') return [field.name, value];
      if (value === KEPT) return [field.name, { set: true }];
      if (!value) return [field.name, null];
      if (field.type === 'number') return [field.name, Number(value)];
      if (field.type === 'lines')
        return [
          field.name,
          value
            .split('\n')
            .map((line) => line.trim())
            .filter(Boolean),
        ];
      return [field.name, value];
    }),
  );
}
