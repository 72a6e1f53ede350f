// Who the agents and teams are, by id, for every place that shows a name.
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { agentsQuery, meQuery, teamsQuery } from '../api/queries.js';
import type { Me } from '../api/shapes.js';
import { useWords } from '../words/words.js';

export interface Names {
  agent(id: string | null): string;
  team(id: string | null): string;
}

/** The one who is signed in; only inside the desk. */
export function useMe(): Me {
  const { data } = useQuery(meQuery);
  return data as Me;
}

export function useNames(): Names {
  const { say } = useWords();
  const agents = useQuery(agentsQuery).data;
  const teams = useQuery(teamsQuery).data;
  return useMemo(() => {
    const names = new Map([...(agents ?? []), ...(teams ?? [])].map((each) => [each.id, each.name]));
    const name = (id: string | null) => (id ? (names.get(id) ?? say('somebody')) : say('nobody'));
    return { agent: name, team: name };
  }, [agents, teams, say]);
}
