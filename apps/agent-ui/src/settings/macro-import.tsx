// Macros out of a table: chosen, looked at, taken in. Names that are there already are left as they are.
import { Button, FileButton, Group, Modal, Select } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { post } from '../api/request.js';
import { tell } from '../shell/notices.js';
import { useMe } from '../shell/people-names.js';
import { useWords } from '../words/words.js';
import { macrosOf } from './macro-csv.js';
import { renewMacros } from './macros-page.js';
import { Form, useAction } from './parts.js';
import parts from './parts.module.css';

const MOST = 500;
const SHOWN = 5;

export function MacroImport({ onClose }: { onClose: () => void }) {
  const { say } = useWords();
  const lead = useMe().agent.role !== 'agent';
  const [rows, setRows] = useState<{ name: string; text: string }[] | null>(null);
  const [scope, setScope] = useState(lead ? 'shared' : 'personal');
  const { busy, run } = useAction();
  const take = async () => {
    let answer = { made: 0, known: 0 };
    const done = await run(async () => {
      answer = await post<typeof answer>('/api/v1/macros/import', { scope, rows: rows?.slice(0, MOST) });
      await renewMacros();
    });
    if (!done) return;
    tell(say('macros.imported', { made: answer.made, known: answer.known }));
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={say('macros.import')} closeButtonProps={{ 'aria-label': say('close') }}>
      <Form onSave={() => void take()} busy={busy} disabled={!rows?.length} label="macros.take">
        <p className={parts.hint}>{say('macros.import-hint')}</p>
        <Group>
          <FileButton
            accept=".csv,.tsv,.txt,text/csv"
            onChange={(file) => void file?.text().then((text) => setRows(macrosOf(text)))}
          >
            {(props) => (
              <Button {...props} variant="default" leftSection={<IconUpload size={16} />}>
                {say('macros.file')}
              </Button>
            )}
          </FileButton>
        </Group>
        {rows && (
          <>
            <p>{say('macros.found', { count: rows.length })}</p>
            <ul>
              {rows.slice(0, SHOWN).map((row) => (
                <li key={row.name}>
                  <strong>{row.name}</strong> {row.text.slice(0, 80)}
                </li>
              ))}
            </ul>
            <Select
              label={say('macros.whose')}
              allowDeselect={false}
              value={scope}
              data={(lead ? (['shared', 'personal'] as const) : (['personal'] as const)).map((value) => ({
                value,
                label: say(`macro-scope.${value}`),
              }))}
              onChange={(next) => next && setScope(next)}
            />
          </>
        )}
      </Form>
    </Modal>
  );
}
