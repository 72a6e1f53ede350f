// One macro being written: its words in each language, with gaps, and what is done to the ticket when they are sent.
import { Button, Group, Menu, Modal, SegmentedControl, Select, TextInput } from '@mantine/core';
import { IconVariable } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { teamsQuery } from '../api/queries.js';
import { post, put, remove } from '../api/request.js';
import composer from '../composer/composer.module.css';
import { Editor } from '../composer/editor.js';
import type { EditorHandle } from '../composer/editor-handle.js';
import type { Macro } from '../composer/macros.js';
import { type FieldDefinition, fieldsQuery } from '../customer/field-queries.js';
import { useMe } from '../shell/people-names.js';
import { LOCALES, useWords } from '../words/words.js';
import { MacroActions } from './macro-actions.js';
import { renewMacros } from './macros-page.js';
import { Form, useAction } from './parts.js';

const GAPS = [
  'customer.first_name',
  'customer.name',
  'customer.email',
  'agent.first_name',
  'agent.name',
  'ticket.number',
  'ticket.subject',
  'workspace.name',
] as const;
type Body = Pick<Macro, 'name' | 'scope' | 'teamId' | 'text' | 'html' | 'variants' | 'actions'>;
const NONE = { text: '', html: '' };

export function MacroEditor({ macro, onClose }: { macro: Macro | null; onClose: () => void }) {
  const { say } = useWords();
  const lead = useMe().agent.role !== 'agent';
  const teams = useQuery(teamsQuery).data ?? [];
  const own = useQuery(fieldsQuery).data ?? [];
  const [body, setBody] = useState<Body>(
    () => macro ?? { name: '', scope: lead ? 'shared' : 'personal', teamId: null, ...NONE, variants: {}, actions: [] },
  );
  const [language, setLanguage] = useState('all');
  const editor = useRef<EditorHandle | null>(null);
  const { busy, run } = useAction();
  const change = (next: Partial<Body>) => setBody((now) => ({ ...now, ...next }));
  const words = language === 'all' ? body : (body.variants[language] ?? NONE);
  const write = (html: string, text: string) =>
    setBody((now) =>
      language === 'all'
        ? { ...now, html, text }
        : { ...now, variants: { ...now.variants, [language]: { html, text } } },
    );
  const save = async () => {
    const { name, scope, teamId, text, html, variants, actions } = body;
    const kept = { name: name.trim(), scope, teamId: scope === 'team' ? teamId : null, text, html, variants, actions };
    const done = await run(async () => {
      await (macro ? put(`/api/v1/macros/${macro.id}`, kept) : post('/api/v1/macros', kept));
      await renewMacros();
    });
    if (done) onClose();
  };
  const erase = async () => {
    if (!macro || !window.confirm(say('macros.delete-sure', { name: macro.name }))) return;
    const done = await run(async () => {
      await remove(`/api/v1/macros/${macro.id}`);
      await renewMacros();
    }, 'deleted');
    if (done) onClose();
  };
  const empty = body.text.trim() === '' && body.actions.length === 0;
  const half = body.actions.some((one) => one.do === 'set-fields' && Object.keys(one.values ?? {}).length === 0);
  return (
    <Modal
      opened
      onClose={onClose}
      size={500}
      title={say(macro ? 'macros.edit' : 'macros.add')}
      closeButtonProps={{ 'aria-label': say('close') }}
      closeOnClickOutside={false}
    >
      <Form
        onSave={() => void save()}
        busy={busy}
        disabled={!body.name.trim() || empty || half || (body.scope === 'team' && !body.teamId)}
      >
        <TextInput
          data-autofocus
          label={say('macros.name')}
          maxLength={120}
          value={body.name}
          onChange={(event) => change({ name: event.target.value })}
        />
        <Group align="flex-end" grow>
          <Select
            label={say('macros.whose')}
            allowDeselect={false}
            value={body.scope}
            data={(['personal', 'team', 'shared'] as const)
              .filter((scope) => lead || scope !== 'shared')
              .map((value) => ({ value, label: say(`macro-scope.${value}`) }))}
            onChange={(scope) => scope && change({ scope: scope as Body['scope'] })}
          />
          {body.scope === 'team' && (
            <Select
              label={say('macros.team')}
              value={body.teamId}
              data={teams.map((team) => ({ value: team.id, label: team.name }))}
              onChange={(teamId) => change({ teamId })}
            />
          )}
        </Group>
        <Group justify="space-between" gap="xs">
          <SegmentedControl
            size="xs"
            aria-label={say('macros.language')}
            value={language}
            onChange={setLanguage}
            data={[
              { value: 'all', label: say('macros.every-language') },
              ...Object.entries(LOCALES).map(([value, label]) => ({ value, label })),
            ]}
          />
          <Menu position="bottom-end">
            <Menu.Target>
              <Button size="xs" variant="default" leftSection={<IconVariable size={15} />}>
                {say('macros.gap')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
              {GAPS.map((gap) => (
                <Menu.Item key={gap} onClick={() => editor.current?.insertText(`{{${gap}}}`)}>
                  {say(`gap.${gap}`)}
                </Menu.Item>
              ))}
              {(['ticket', 'contact', 'company'] as const).map((of) => (
                <OwnGaps
                  key={of}
                  title={say(`fields-of.${of}s`)}
                  fields={own.filter((one) => one.of === of && !one.archived)}
                  onTake={(gap) => editor.current?.insertText(`{{${gap}}}`)}
                />
              ))}
            </Menu.Dropdown>
          </Menu>
        </Group>
        <div className={composer.composer} style={{ margin: 0 }}>
          <Editor
            key={language}
            html={words.html}
            note={false}
            macro
            placeholder={say('macros.placeholder', { gap: '{{customer.first_name}}' })}
            label={say('macros.words')}
            autoFocus={false}
            onReady={(handle) => {
              editor.current = handle;
            }}
            onChange={write}
            onFiles={() => undefined}
            onSend={() => undefined}
            onMacro={() => undefined}
          >
            <span />
          </Editor>
        </div>
        <MacroActions actions={body.actions} onChange={(actions) => change({ actions })} />
      </Form>
      {macro && (
        <Group mt="lg">
          <Button variant="subtle" color="red" onClick={() => void erase()}>
            {say('macros.delete')}
          </Button>
        </Group>
      )}
    </Modal>
  );
}

/** The workspace's own fields of a ticket, a person or a company, by their labels. */
function OwnGaps({
  title,
  fields,
  onTake,
}: {
  title: string;
  fields: FieldDefinition[];
  onTake: (gap: string) => void;
}) {
  if (fields.length === 0) return null;
  return (
    <>
      <Menu.Label>{title}</Menu.Label>
      {fields.map(({ id, of, key, label }) => (
        <Menu.Item key={id} onClick={() => onTake(of === 'ticket' ? `field.${key}` : `${of}.field.${key}`)}>
          {label}
        </Menu.Item>
      ))}
    </>
  );
}
