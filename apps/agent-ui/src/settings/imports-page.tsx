// Imports: bring a table of orders or of people, see what its columns mean, try it, run it.
import { Button, FileButton, Group } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queryClient } from '../api/queries.js';
import { get, upload } from '../api/request.js';
import type { components } from '../api/schema.js';
import { tellRefusal } from '../shell/notices.js';
import { fullTime } from '../words/moments.js';
import { useWords } from '../words/words.js';
import { ImportSteps } from './import-steps.js';
import styles from './imports-page.module.css';
import { Loaded, Mark, SettingsSection, Table } from './parts.js';

export type Import = components['schemas']['ImportView'];
const KINDS = ['orders', 'contacts'] as const;

export function ImportsPage() {
  const { say, locale } = useWords();
  const [open, setOpen] = useState<string | null>(null);
  const [share, setShare] = useState<number | null>(null);
  const query = useQuery({ queryKey: ['imports'], queryFn: () => get<Import[]>('/api/v1/imports') });
  const bring = async (of: (typeof KINDS)[number], file: File | null) => {
    if (!file) return;
    setShare(0);
    try {
      const begun = await upload<Import>(`/api/v1/imports?of=${of}`, file, setShare);
      queryClient.setQueryData(['import', begun.id], begun);
      setOpen(begun.id);
      await queryClient.invalidateQueries({ queryKey: ['imports'] });
    } catch (error) {
      tellRefusal(error);
    } finally {
      setShare(null);
    }
  };
  if (open) return <ImportSteps key={open} id={open} onClose={() => setOpen(null)} />;
  return (
    <SettingsSection title="settings.imports" hint="imports.hint">
      <Group gap="xs" mb="lg">
        {KINDS.map((of) => (
          <FileButton
            key={of}
            accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values"
            inputProps={{ 'data-import': of } as object}
            onChange={(file) => void bring(of, file)}
          >
            {(props) => (
              <Button
                {...props}
                variant={of === 'orders' ? 'filled' : 'default'}
                loading={share !== null}
                leftSection={<IconUpload size={16} stroke={1.75} />}
              >
                {say(`import-of.${of}`)}
              </Button>
            )}
          </FileButton>
        ))}
      </Group>
      <Loaded query={query}>
        {(imports) =>
          imports.length === 0 ? (
            <p className={styles.none}>{say('imports.none')}</p>
          ) : (
            <Table label="settings.imports" heads={['imports.file', 'imports.when', 'imports.state', null]}>
              {imports.map((one) => (
                <tr key={one.id}>
                  <td>{one.name}</td>
                  <td>{fullTime(one.createdAt, locale)}</td>
                  <td>
                    <Mark tone={one.state === 'done' ? 'good' : one.state === 'failed' ? 'bad' : 'quiet'}>
                      {say(`import-state.${one.state}`)}
                    </Mark>
                  </td>
                  <td>
                    <Button size="xs" variant="default" onClick={() => setOpen(one.id)}>
                      {say('imports.open')}
                    </Button>
                  </td>
                </tr>
              ))}
            </Table>
          )
        }
      </Loaded>
    </SettingsSection>
  );
}
