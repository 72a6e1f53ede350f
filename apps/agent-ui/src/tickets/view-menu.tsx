// What can be done with the view on the screen: keep it as one's own, change it, copy it, drop it.
import { Menu } from '@mantine/core';
import { IconCopy, IconFilterPlus, IconPencil, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useWords } from '../words/words.js';
import { draftFrom, dropView, viewsQuery } from './saved-views.js';
import { editView } from './view-editor-state.js';
import type { Place, Sort } from './views.js';

export function ViewItems({ view, sort }: { view: Place; sort: Sort }) {
  const { say } = useWords();
  const navigate = useNavigate();
  const saved = useQuery(viewsQuery).data?.find((one) => one.id === view);
  const copy = () => editView({ id: null, draft: draftFrom(view, sort) });
  const drop = async () => {
    if (saved && (await dropView(saved))) await navigate({ to: '/inbox/$view', params: { view: 'open' } });
  };
  if (!saved) {
    return (
      <Menu.Item leftSection={<IconFilterPlus size={16} stroke={1.75} />} onClick={copy}>
        {say('views.from-here')}
      </Menu.Item>
    );
  }
  const edit = () => editView({ id: saved.id, draft: { ...draftFrom(view, sort), ...keepable(saved) } });
  return (
    <>
      {saved.mayChange && (
        <Menu.Item leftSection={<IconPencil size={16} stroke={1.75} />} onClick={edit}>
          {say('views.edit')}
        </Menu.Item>
      )}
      <Menu.Item leftSection={<IconCopy size={16} stroke={1.75} />} onClick={copy}>
        {say('views.copy')}
      </Menu.Item>
      {saved.mayChange && (
        <Menu.Item leftSection={<IconTrash size={16} stroke={1.75} />} onClick={() => void drop()}>
          {say('views.drop')}
        </Menu.Item>
      )}
    </>
  );
}

const keepable = ({
  name,
  scope,
  teamId,
}: {
  name: string;
  scope: 'personal' | 'team' | 'shared';
  teamId: string | null;
}) => ({
  name,
  scope,
  teamId,
});
