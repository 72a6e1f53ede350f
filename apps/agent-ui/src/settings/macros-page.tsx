// Macros: words to begin an answer with and what is done with them; one's own, a team's, everybody's.
import { Button, Group, TextInput } from '@mantine/core';
import { IconFileImport, IconPlus, IconSearch } from '@tabler/icons-react';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queryClient } from '../api/queries.js';
import { get } from '../api/request.js';
import { useActionWords } from '../composer/action-chips.js';
import { best } from '../composer/find-words.js';
import { type Macro, macrosQuery } from '../composer/macros.js';
import { useMe, useNames } from '../shell/people-names.js';
import { useWords } from '../words/words.js';
import { MacroEditor } from './macro-editor.js';
import { MacroImport } from './macro-import.js';
import { Loaded, SettingsSection, Table } from './parts.js';
import parts from './parts.module.css';

const countedQuery = queryOptions({
  queryKey: ['macros', 'counted'],
  queryFn: () => get<Macro[]>('/api/v1/macros?uses=true'),
});
export const renewMacros = () => queryClient.invalidateQueries({ queryKey: macrosQuery.queryKey });

export function MacrosPage() {
  const { say } = useWords();
  const query = useQuery(countedQuery);
  const [words, setWords] = useState('');
  const [editing, setEditing] = useState<Macro | 'new' | null>(null);
  const [importing, setImporting] = useState(false);
  return (
    <SettingsSection
      title="settings.macros"
      hint="macros.hint"
      action={
        <Group gap="xs" wrap="nowrap">
          <Button variant="default" leftSection={<IconFileImport size={16} />} onClick={() => setImporting(true)}>
            {say('macros.import')}
          </Button>
          <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing('new')}>
            {say('macros.add')}
          </Button>
        </Group>
      }
    >
      <Loaded query={query}>
        {(macros) =>
          macros.length === 0 ? (
            <p className={parts.hint}>{say('macros.none')}</p>
          ) : (
            <>
              <TextInput
                mb="sm"
                maw={360}
                aria-label={say('macros.find')}
                placeholder={say('macros.find')}
                leftSection={<IconSearch size={15} />}
                value={words}
                onChange={(event) => setWords(event.target.value)}
              />
              <Macros macros={best(words, macros, (one) => `${one.name} ${one.text}`, 2000)} onEdit={setEditing} />
            </>
          )
        }
      </Loaded>
      {editing && <MacroEditor macro={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
      {importing && <MacroImport onClose={() => setImporting(false)} />}
    </SettingsSection>
  );
}

const MOST_COUNTED = 1000;
const SHOWN = 90;
const short = (text: string) => (text.length > SHOWN ? `${text.slice(0, SHOWN).trimEnd()}…` : text);

function Macros({ macros, onEdit }: { macros: Macro[]; onEdit: (macro: Macro) => void }) {
  const { say, locale } = useWords();
  const names = useNames();
  const me = useMe();
  const action = useActionWords();
  const mayChange = (macro: Macro) => macro.scope !== 'shared' || me.agent.role !== 'agent';
  const number = new Intl.NumberFormat(locale);
  return (
    <Table stacked label="settings.macros" heads={['macros.name', 'macros.whose', 'macros.uses', null]}>
      {macros.map((macro) => (
        <tr key={macro.id} data-testid="macro">
          <td>
            {macro.name}
            <small>{[short(macro.text), ...macro.actions.map(action)].filter(Boolean).join(' · ')}</small>
          </td>
          <td style={{ whiteSpace: 'nowrap' }}>
            {macro.scope === 'team' ? names.team(macro.teamId) : say(`macro-scope.${macro.scope}`)}
          </td>
          <td data-head={say('macros.uses')}>
            {macro.uses === MOST_COUNTED ? `${number.format(MOST_COUNTED)}+` : number.format(macro.uses ?? 0)}
          </td>
          <td>
            {mayChange(macro) && (
              <Button size="xs" variant="default" onClick={() => onEdit(macro)}>
                {say('edit')}
              </Button>
            )}
          </td>
        </tr>
      ))}
    </Table>
  );
}
