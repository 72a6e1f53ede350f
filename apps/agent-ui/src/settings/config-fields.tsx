// A connection's settings drawn from its channel's schema.
import { NumberInput, PasswordInput, Select, Switch, Textarea, TextInput } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { ConfigField } from '../api/shapes.js';
import { useWords } from '../words/words.js';
import { choiceWords } from './choice-words.js';
import styles from './config-fields.module.css';
import { type ConfigValues, KEPT } from './config-values.js';
import { type FieldNode, fieldTree, folded } from './field-tree.js';

const LogoField = lazy(() => import('./logo-field.js').then((m) => ({ default: m.LogoField })));

interface Props {
  schema: ConfigField[];
  values: ConfigValues;
  onChange: (values: ConfigValues) => void;
}

/** Somebody has filled it in: it must not hide. */
const isTouched = (values: ConfigValues) => (field: ConfigField) => {
  const value = values[field.name];
  const usual = field.default ?? (field.type === 'flag' ? false : '');
  return value !== undefined && String(value) !== String(usual);
};

export function ConfigFields({ schema, values, onChange }: Props) {
  const { say } = useWords();
  const tree = fieldTree(schema, values);
  // What was folded when the form opened stays folded: a field must not jump away from under the hands.
  const [{ more }] = useState(() => ({ more: new Set(folded(tree, isTouched(values)).more.map(nameOf)) }));
  const first = tree.filter((node) => !more.has(nameOf(node)));
  const rest = tree.filter((node) => more.has(nameOf(node)));
  const show = (nodes: FieldNode[]) =>
    nodes.map((node) => <Node key={nameOf(node)} node={node} values={values} onChange={onChange} />);
  return (
    <>
      {show(first)}
      {rest.length > 0 && (
        <details className={styles.fold}>
          <summary>{say('connections.more')}</summary>
          <div className={styles.fields}>{show(rest)}</div>
        </details>
      )}
    </>
  );
}

const nameOf = (node: FieldNode) => node.field.name;

interface NodeProps {
  node: FieldNode;
  values: ConfigValues;
  onChange: (values: ConfigValues) => void;
}

function Node({ node, values, onChange }: NodeProps) {
  return (
    <>
      <Field
        field={node.field}
        value={values[nameOf(node)] ?? ''}
        onChange={(next) => onChange({ ...values, [nameOf(node)]: next })}
      />
      {node.under.length > 0 && (
        <div className={styles.under}>
          {node.under.map((each) => (
            <Node key={nameOf(each)} node={each} values={values} onChange={onChange} />
          ))}
        </div>
      )}
    </>
  );
}

interface FieldProps {
  field: ConfigField;
  value: string | boolean;
  onChange: (value: string | boolean) => void;
}

function Field({ field, value, onChange: put }: FieldProps) {
  const { locale, say } = useWords();
  const text = value === KEPT ? '' : String(value);
  const common = {
    label: field.label[locale],
    description: field.hint?.[locale],
    required: field.required === true,
    withAsterisk: field.required === true,
  };
  switch (field.type) {
    case 'flag':
      return (
        <Switch
          label={common.label}
          description={common.description}
          checked={value === true}
          onChange={(event) => put(event.target.checked)}
        />
      );
    case 'secret':
      return (
        <PasswordInput
          {...common}
          required={common.required && value !== KEPT}
          value={text}
          placeholder={value === KEPT ? say('connections.secret-kept') : undefined}
          autoComplete="off"
          onChange={(event) => put(event.target.value)}
        />
      );
    case 'number':
      return <NumberInput {...common} value={text} onChange={(next) => put(String(next))} />;
    case 'choice':
      return (
        <Select
          {...common}
          data={(field.choices ?? []).map((each) => ({ value: each, label: choiceWords(field.name, each, say) }))}
          allowDeselect={!common.required && field.default === undefined}
          value={text || null}
          onChange={(next) => put(next ?? '')}
        />
      );
    case 'picture':
      return (
        <Suspense>
          <LogoField label={common.label} hint={common.description} value={text} onChange={put} />
        </Suspense>
      );
    case 'lines':
      return (
        <Textarea
          {...common}
          autosize
          minRows={2}
          maxRows={10}
          value={text}
          onChange={(event) => put(event.target.value)}
        />
      );
    default:
      return (
        <TextInput
          {...common}
          type={field.type === 'email' || field.type === 'url' ? field.type : 'text'}
          value={text}
          onChange={(event) => put(event.target.value)}
        />
      );
  }
}
