// The workspace's own fields, filled on all chosen tickets at once.
import { Button, Group, Modal } from '@mantine/core';
import { useState } from 'react';
import type { FieldValues } from '../customer/field-queries.js';
import { FieldsToSet } from '../settings/fields-to-set.js';
import { useWords } from '../words/words.js';

interface Props {
  title: string;
  onClose: () => void;
  onFill: (values: FieldValues) => void;
}

export function FillFields({ title, onClose, onFill }: Props) {
  const { say } = useWords();
  const [values, setValues] = useState<FieldValues>({});
  return (
    <Modal opened onClose={onClose} title={title} size={480} closeButtonProps={{ 'aria-label': say('close') }}>
      <form
        data-testid="fill-fields"
        onSubmit={(event) => {
          event.preventDefault();
          onFill(values);
        }}
      >
        <FieldsToSet values={values} onChange={setValues} />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            {say('cancel')}
          </Button>
          <Button type="submit" disabled={Object.keys(values).length === 0}>
            {say('set-fields.fill')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
