// Solving has been stopped by empty fields: they are asked for here, and solving goes on.
import { Button, Group, Modal, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queryClient } from '../api/queries.js';
import { post } from '../api/request.js';
import { tellRefusal } from '../shell/notices.js';
import { useWords } from '../words/words.js';
import { type Asked, askFields } from './ask-fields.js';
import { FieldInput } from './field-input.js';
import { type FieldValues, fieldsQuery, living } from './field-queries.js';

export function MissingFields({ asked }: { asked: Asked }) {
  const { say } = useWords();
  const definitions = living(useQuery(fieldsQuery).data, 'ticket').filter((one) => asked.keys.includes(one.key));
  const [values, setValues] = useState<FieldValues>({});
  const [busy, setBusy] = useState(false);
  const close = () => askFields(null);
  const ready = definitions.every(({ key }) => {
    const value = values[key];
    return value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
  });
  const go = async () => {
    setBusy(true);
    try {
      await post(`/api/v1/tickets/${asked.ticketId}/fields`, { values });
      await queryClient.invalidateQueries({ queryKey: ['ticket', asked.ticketId] });
      close();
      asked.then();
    } catch (error) {
      tellRefusal(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      opened
      onClose={close}
      title={say('fields.needed')}
      size={440}
      closeButtonProps={{ 'aria-label': say('close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) void go();
        }}
      >
        <Stack gap="sm" data-testid="missing-fields">
          <p style={{ margin: 0, color: 'var(--ink-2)' }}>{say('fields.needed-hint')}</p>
          {definitions.map((field, index) => (
            <div key={field.id}>
              <label htmlFor={`field-form-${field.id}`} style={{ fontWeight: 500 }}>
                {field.label}
              </label>
              <FieldInput
                form
                first={index === 0}
                field={field}
                value={values[field.key]}
                onSave={(value) => setValues((known) => ({ ...known, [field.key]: value }))}
              />
            </div>
          ))}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              {say('fields.not-now')}
            </Button>
            <Button type="submit" loading={busy} disabled={!ready}>
              {say('fields.fill-and-solve')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
