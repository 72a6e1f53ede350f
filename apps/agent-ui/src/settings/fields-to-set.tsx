// Which of the workspace's own fields an action fills, and with what; left empty, a field is emptied.
import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { FieldInput } from '../customer/field-input.js';
import { type FieldDefinition, type FieldValues, fieldsQuery, living } from '../customer/field-queries.js';
import { useWords } from '../words/words.js';
import styles from './fields-to-set.module.css';

interface Props {
  values: FieldValues;
  onChange: (values: FieldValues) => void;
  disabled?: boolean;
}

export function FieldsToSet({ values, onChange, disabled = false }: Props) {
  const { say } = useWords();
  const all = useQuery(fieldsQuery).data;
  const fields = living(all, 'ticket');
  const free = fields.filter((field) => !(field.key in values));
  return (
    <div className={styles.fields} data-testid="fields-to-set">
      {Object.entries(values).map(([key, value]) => (
        <Line
          key={key}
          field={fields.find((one) => one.key === key)}
          name={key}
          value={value}
          disabled={disabled}
          onChange={(next) => onChange({ ...values, [key]: next ?? null })}
          onRemove={() => onChange(Object.fromEntries(Object.entries(values).filter(([other]) => other !== key)))}
        />
      ))}
      {all && fields.length === 0 && <p className={styles.hint}>{say('set-fields.none')}</p>}
      {free.length > 0 && (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button size="compact-sm" variant="subtle" leftSection={<IconPlus size={14} />} disabled={disabled}>
              {say('set-fields.add')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
            {free.map((field) => (
              <Menu.Item key={field.id} onClick={() => onChange({ ...values, [field.key]: null })}>
                {field.label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}

interface LineProps {
  field: FieldDefinition | undefined;
  name: string;
  value: unknown;
  disabled: boolean;
  onChange: (value: unknown) => void;
  onRemove: () => void;
}

function Line({ field, name, value, disabled, onChange, onRemove }: LineProps) {
  const { say } = useWords();
  const label = field?.label ?? name;
  return (
    <div className={styles.line}>
      <label htmlFor={field ? `field-form-${field.id}` : undefined}>{label}</label>
      <div className={styles.value}>
        {field ? (
          <FieldInput field={field} value={value} onSave={onChange} disabled={disabled} form />
        ) : (
          <p className={styles.hint}>{say('set-fields.gone')}</p>
        )}
        {field && (value === null || value === undefined) && <p className={styles.hint}>{say('set-fields.empties')}</p>}
      </div>
      <ActionIcon aria-label={say('set-fields.remove', { label })} disabled={disabled} onClick={onRemove}>
        <IconX size={16} stroke={1.75} />
      </ActionIcon>
    </div>
  );
}
