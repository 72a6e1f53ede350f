// The rail on a phone: slides over the list.
import { Drawer } from '@mantine/core';
import { useWords } from '../words/words.js';
import { Rail } from './rail.js';

export function RailDrawer({ onClose }: { onClose: () => void }) {
  const { say } = useWords();
  return (
    <Drawer.Root opened onClose={onClose} size={272} padding={0}>
      <Drawer.Overlay />
      <Drawer.Content aria-label={say('rail.label')}>
        <Drawer.Body>
          <Rail drawer />
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
