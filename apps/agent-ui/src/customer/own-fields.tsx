// The workspace's own fields of a ticket, a person or a company, as a short table that is changed in place.
import { useState } from 'react';
import { useWords } from '../words/words.js';
import { FieldInput } from './field-input.js';
import type { FieldDefinition, FieldValues } from './field-queries.js';
import styles from './fields.module.css';

interface Props {
  definitions: FieldDefinition[];
  values: FieldValues;
  /** Rejects when it was refused: then the old value stands here again. */
  save: (key: string, value: unknown) => Promise<void>;
  disabled?: boolean;
}

export function OwnFields({ definitions, values, save, disabled = false }: Props) {
  const { say } = useWords();
  const [guess, setGuess] = useState<FieldValues>({});
  const [attempt, setAttempt] = useState(0);
  const forget = (key: string) => setGuess(({ [key]: _, ...rest }) => rest);
  const change = async (key: string, value: unknown) => {
    setGuess((known) => ({ ...known, [key]: value }));
    try {
      await save(key, value);
    } catch {
      setAttempt((count) => count + 1);
    } finally {
      forget(key);
    }
  };
  return (
    <dl className={styles.fields} data-testid="own-fields">
      {definitions.map((field) => (
        <div key={`${field.id} ${attempt}`}>
          <dt>
            <label htmlFor={`field-${field.id}`}>
              {field.label}
              {field.required && (
                <abbr title={say('fields.required-hint')} className={styles.required}>
                  *
                </abbr>
              )}
            </label>
          </dt>
          <dd>
            <FieldInput
              field={field}
              value={field.key in guess ? guess[field.key] : values[field.key]}
              onSave={(value) => void change(field.key, value)}
              disabled={disabled}
            />
          </dd>
        </div>
      ))}
    </dl>
  );
}
