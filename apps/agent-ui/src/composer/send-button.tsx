// The send button carries the next state: Send, Send and solve, Send and wait for the customer.
import { ActionIcon, Button, Group, Menu, Tooltip } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { MOD } from '../shell/shortcuts.js';
import { useWords } from '../words/words.js';
import styles from './composer.module.css';
import type { ThenState } from './outgoing.js';

interface Props {
  note: boolean;
  disabled: boolean;
  onSend: (thenState: ThenState) => void;
}

export function SendButton({ note, disabled, onSend }: Props) {
  const { say } = useWords();
  if (note) {
    return (
      <Tooltip label={`${say('composer.add-note')} ${MOD} Enter`}>
        <Button color="yellow" className={styles.addNote} disabled={disabled} onClick={() => onSend(null)}>
          {say('composer.add-note')}
        </Button>
      </Tooltip>
    );
  }
  return (
    <Group gap={1} wrap="nowrap">
      <Tooltip label={`${say('send')} ${MOD} Enter`}>
        <Button className={styles.send} disabled={disabled} onClick={() => onSend(null)}>
          {say('send')}
        </Button>
      </Tooltip>
      <Menu position="top-end">
        <Menu.Target>
          <ActionIcon
            variant="filled"
            color="teal"
            size={36}
            className={styles.more}
            aria-label={say('send.more')}
            disabled={disabled}
          >
            <IconChevronDown size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => onSend('solved')} rightSection={<kbd>{MOD} ⇧ Enter</kbd>}>
            {say('send.solved')}
          </Menu.Item>
          <Menu.Item onClick={() => onSend('pending')}>{say('send.pending')}</Menu.Item>
          <Menu.Item onClick={() => onSend('hold')}>{say('send.hold')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}
