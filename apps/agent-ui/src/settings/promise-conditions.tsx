// Whom a policy is for: one list a field; an empty one asks nothing.
import { MultiSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { tagsQuery, teamsQuery } from '../api/queries.js';
import type { SlaCondition } from '../api/shapes.js';
import { useWords } from '../words/words.js';
import { connectionsQuery, kindsQuery } from './connections-page.js';
import { FIELDS, type Field, valuesOf, withValues } from './promises.js';

/** Those that people write in most; any other that a policy names already is kept. */
const LANGUAGES =
  'ar bg cs da de el en es et fi fr he hr hu hy it ja ka kk ko lt lv mk nl no pl pt ro ru sk sl sr sv tr uk zh';

interface Choice {
  value: string;
  label: string;
}

export function PromiseConditions(props: { conditions: SlaCondition[]; onChange: (next: SlaCondition[]) => void }) {
  const { conditions, onChange } = props;
  const { say } = useWords();
  const choices = useChoices();
  return FIELDS.map((field) => {
    const chosen = valuesOf(conditions, field);
    const known = choices[field];
    const unknown = chosen.filter((value) => !known.some((choice) => choice.value === value));
    return (
      <MultiSelect
        key={field}
        label={say(`promises.${field}`)}
        placeholder={chosen.length === 0 ? say('promises.any') : undefined}
        searchable
        clearable
        value={chosen}
        onChange={(is) => onChange(withValues(conditions, field, is))}
        data={[...known, ...unknown.map((value) => ({ value, label: value }))]}
      />
    );
  });
}

function useChoices(): Record<Field, Choice[]> {
  const { say, locale } = useWords();
  const kinds = useQuery(kindsQuery);
  const connections = useQuery(connectionsQuery);
  const teams = useQuery(teamsQuery);
  const tags = useQuery(tagsQuery);
  const languages = new Intl.DisplayNames(locale, { type: 'language' });
  return {
    channel: (kinds.data ?? []).map(({ kind, label }) => ({ value: kind, label: label[locale as keyof typeof label] })),
    connection: (connections.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
    priority: ([3, 2, 1, 0] as const).map((value) => ({ value: String(value), label: say(`priority.${value}`) })),
    team: (teams.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
    tag: (tags.data ?? []).map(({ id, name }) => ({ value: String(id), label: name })),
    language: LANGUAGES.split(' ').map((value) => ({ value, label: languages.of(value) ?? value })),
  };
}
