// The rules of the desk: in which order they are asked, which are on; one of them open to be written, tried and read.
import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useWords } from '../../words/words.js';
import { Loaded, SettingsSection } from '../parts.js';
import parts from '../parts.module.css';
import { RuleEditor } from './rule-editor.js';
import { RuleList } from './rule-list.js';
import { freshRule, fromTemplate, type RuleDraft, rulesQuery, TEMPLATES, type Template } from './rules.js';

export function RulesPage() {
  const { say } = useWords();
  const query = useQuery(rulesQuery);
  const navigate = useNavigate();
  const { rule: openId } = useSearch({ strict: false }) as { rule?: string };
  const [draft, setDraft] = useState<RuleDraft | null>(null);
  const open = (id: string | undefined) => {
    setDraft(null);
    void navigate({ to: '/settings/$page', params: { page: 'rules' }, search: id ? { rule: id } : {} });
  };
  const start = (template: Template | null) => setDraft(template ? fromTemplate(template, say) : freshRule());
  const opened = query.data?.find((rule) => rule.id === openId) ?? null;
  if (draft) return <RuleEditor rule={null} draft={draft} onClose={open} />;
  if (opened) return <RuleEditor key={opened.id} rule={opened} draft={opened} onClose={open} />;
  return (
    <SettingsSection
      title="settings.rules"
      hint="rules.hint"
      action={
        <Menu position="bottom-end" width={320}>
          <Menu.Target>
            <Button leftSection={<IconPlus size={16} />} rightSection={<IconChevronDown size={14} />}>
              {say('rules.add')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => start(null)}>{say('rules.empty')}</Menu.Item>
            <Menu.Divider />
            <Menu.Label>{say('rules.templates')}</Menu.Label>
            {TEMPLATES.map((template) => (
              <Menu.Item key={template} onClick={() => start(template)}>
                {say(`rules.template.${template}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      }
    >
      <Loaded query={query}>
        {(rules) =>
          rules.length === 0 ? (
            <p className={parts.hint}>{say('rules.none')}</p>
          ) : (
            <RuleList rules={rules} onOpen={open} />
          )
        }
      </Loaded>
    </SettingsSection>
  );
}
