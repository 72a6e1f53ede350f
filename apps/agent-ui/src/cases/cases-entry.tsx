// The bad answers that wait for somebody, in the rail: an agent sees how many are theirs, a lead all of them.
import { IconLifebuoy } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMe } from '../shell/people-names.js';
import { Entry } from '../shell/rail-entry.js';
import { useWords } from '../words/words.js';
import { caseCountsQuery } from './cases.js';

export function CasesEntry({ narrow, locale }: { narrow: boolean; locale: string }) {
  const { say } = useWords();
  const { role } = useMe().agent;
  const counts = useQuery({ ...caseCountsQuery, refetchInterval: 60_000 }).data;
  const count = counts && (role === 'agent' ? counts.mine : counts.open);
  return (
    <li>
      <Entry
        narrow={narrow}
        link={{ to: '/cases', search: role === 'agent' ? { view: 'mine' } : {} }}
        below="/cases"
        icon={<IconLifebuoy size={18} stroke={1.75} />}
        name={say('cases.title')}
        count={count ?? null}
        more={count === 1000}
        locale={locale}
      />
    </li>
  );
}
