// Follows a ticket that is not mine, or stops following it: at once, and taken back if the desk refuses.
import { ActionIcon } from '@mantine/core';
import { IconEye, IconEyeCheck } from '@tabler/icons-react';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { queryClient } from '../api/queries.js';
import { get, put } from '../api/request.js';
import type { Watchers } from '../api/shapes.js';
import { useAttended } from '../conversation/attended.js';
import { takeAnswer, takeNews } from '../live/take-news.js';
import { Hint } from '../shell/hints.js';
import { tellRefusal } from '../shell/notices.js';
import { useMe } from '../shell/people-names.js';
import { useWords } from '../words/words.js';

const watchersQuery = (ticketId: string) =>
  queryOptions({
    queryKey: ['watchers', ticketId],
    queryFn: () => get<Watchers>(`/api/v1/tickets/${ticketId}/watchers`),
  });

export function WatchButton({ ticketId }: { ticketId: string }) {
  const { say } = useWords();
  const me = useMe().agent.id;
  const { queryKey } = watchersQuery(ticketId);
  const known = useQuery({ ...watchersQuery(ticketId), enabled: useAttended(ticketId) }).data;
  const watching = known?.agentIds.includes(me) ?? false;
  const toggle = async () => {
    takeNews<Watchers>(queryKey, ({ agentIds }) => ({
      agentIds: [...agentIds.filter((id) => id !== me), ...(watching ? [] : [me])],
    }));
    try {
      const body = { watching: !watching };
      takeAnswer(queryKey, await put<Watchers>(`/api/v1/tickets/${ticketId}/watchers/me`, body));
    } catch (error) {
      takeNews<Watchers>(queryKey, () => known as Watchers);
      void queryClient.invalidateQueries({ queryKey });
      tellRefusal(error);
    }
  };
  const label = watching ? say('watch.off') : `${say('watch.on')}: ${say('watch.hint')}`;
  return (
    <Hint label={label}>
      <ActionIcon
        aria-label={say('watch.on')}
        aria-pressed={watching}
        data-on={watching || undefined}
        disabled={!known}
        onClick={() => void toggle()}
      >
        {watching ? <IconEyeCheck size={18} stroke={1.75} /> : <IconEye size={18} stroke={1.75} />}
      </ActionIcon>
    </Hint>
  );
}
