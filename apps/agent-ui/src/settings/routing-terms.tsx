// What holds for all: the team of a ticket that no rule knows, languages as skills, and the usual capacity.
import { Select, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { teamsQuery } from '../api/queries.js';
import { put } from '../api/request.js';
import type { Routing, RoutingTerms } from '../api/shapes.js';
import { useWords } from '../words/words.js';
import { CapacityInputs } from './capacity-fields.js';
import { Form, useAction } from './parts.js';
import { keepRouting, USUAL } from './routing.js';

export function RoutingTermsForm({ terms }: { terms: RoutingTerms }) {
  const { say } = useWords();
  const teams = useQuery(teamsQuery).data ?? [];
  const [body, setBody] = useState<RoutingTerms>(terms);
  const { busy, run } = useAction();
  const change = (next: Partial<RoutingTerms>) => setBody((now) => ({ ...now, ...next }));
  const save = () => run(async () => keepRouting(await put<Routing>('/api/v1/routing/terms', body)));
  return (
    <Form onSave={() => void save()} busy={busy}>
      <Select
        label={say('routing.default-team')}
        placeholder={say('routing.no-team')}
        clearable
        value={body.defaultTeamId}
        data={teams.map((team) => ({ value: team.id, label: team.name }))}
        onChange={(defaultTeamId) => change({ defaultTeamId })}
      />
      <Switch
        label={say('routing.by-language')}
        description={say('routing.by-language-hint')}
        checked={body.byLanguage}
        onChange={(event) => change({ byLanguage: event.target.checked })}
      />
      <CapacityInputs capacity={body.capacity} otherwise={USUAL} onChange={(capacity) => change({ capacity })} />
    </Form>
  );
}
