// Which rule did it, after the words of an event; leads get to it and to its log from here.
import type { EventItem } from '@otklik/contract';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { get } from '../api/request.js';
import type { RuleName } from '../api/shapes.js';
import { useMe } from '../shell/people-names.js';
import { useWords } from '../words/words.js';

const ruleNamesQuery = queryOptions({
  queryKey: ['rule-names'],
  queryFn: () => get<RuleName[]>('/api/v1/rule-names'),
});

export function ByRule({ item }: { item: EventItem }) {
  const rules = (item.payload.actor as { rules?: string[] } | undefined)?.rules;
  const id = rules?.at(-1);
  return id ? <RuleLink id={id} /> : null;
}

function RuleLink({ id }: { id: string }) {
  const { say } = useWords();
  const { role } = useMe().agent;
  const rule = useQuery(ruleNamesQuery).data?.find((one) => one.id === id);
  if (!rule) return null;
  const words = say('event.by-rule', { name: rule.name });
  if (rule.deleted || role === 'agent') return <span>{words} </span>;
  return (
    <>
      <Link to="/settings/$page" params={{ page: 'rules' }} search={{ rule: id }}>
        {words}
      </Link>{' '}
    </>
  );
}
