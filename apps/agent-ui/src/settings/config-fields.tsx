// A connection's settings drawn from its channel's schema; secrets go in and never come back.
import { NumberInput, PasswordInput, Select, Switch, Textarea, TextInput } from '@mantine/core';
import type { ConfigField } from '../api/shapes.js';
import { useWords } from '../words/words.js';

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
const KEPT = '\u0000';

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

interface Props {
  schema: ConfigField[];
  values: ConfigValues;
  onChange: (values: ConfigValues) => void;
}

export function ConfigFields({ schema, values, onChange }: Props) {
  const { locale, say } = useWords();
  return schema.map((field) => {
    const value = values[field.name] ?? '';
    const text = value === KEPT ? '' : String(value);
    const put = (next: string | boolean) => onChange({ ...values, [field.name]: next });
    const common = { label: field.label[locale], description: field.hint?.[locale], required: field.required === true };
    switch (field.type) {
      case 'flag':
        return (
          <Switch
            key={field.name}
            label={common.label}
            description={common.description}
            checked={value === true}
            onChange={(event) => put(event.target.checked)}
          />
        );
      case 'secret':
        return (
          <PasswordInput
            key={field.name}
            {...common}
            required={common.required && value !== KEPT}
            value={text}
            placeholder={value === KEPT ? say('connections.secret-kept') : undefined}
            autoComplete="off"
            onChange={(event) => put(event.target.value)}
          />
        );
      case 'number':
        return <NumberInput key={field.name} {...common} value={text} onChange={(next) => put(String(next))} />;
      case 'choice':
        return (
          <Select
            key={field.name}
            {...common}
            data={field.choices ?? []}
            value={text || null}
            onChange={(next) => put(next ?? '')}
          />
        );
      case 'lines':
        return (
          <Textarea
            key={field.name}
            {...common}
            autosize
            minRows={2}
            value={text}
            onChange={(event) => put(event.target.value)}
          />
        );
      default:
        return (
          <TextInput
            key={field.name}
            {...common}
            type={field.type === 'email' || field.type === 'url' ? field.type : 'text'}
            value={text}
            onChange={(event) => put(event.target.value)}
          />
        );
    }
  });
}
