// The rail on a phone: slides over the list.
import { Drawer } from '@mantine/core';
import { useWords } from '../words/words.js';
import { Rail } from './rail.js';

export function RailDrawer({ onClose }: { onClose: () => void }) {
  const { say } = useWords();
  return (
    <Drawer
      opened
      onClose={onClose}
      size={272}
      padding={0}
      withCloseButton={false}
      title={null}
      aria-label={say('rail.label')}
    >
      <Rail drawer />
    </Drawer>
  );
}
