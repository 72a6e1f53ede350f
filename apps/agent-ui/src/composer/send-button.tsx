// The send button carries the next state and the time: Send, Send and solve, Send later.
import { ActionIcon, Button, Group, Menu } from '@mantine/core';
import { IconCalendarTime, IconChevronDown } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { Hint } from '../shell/hints.js';
import { LightMenu } from '../shell/light-menu.js';
import { MOD } from '../shell/shortcuts.js';
import { clockTime } from '../words/moments.js';
import { useWords } from '../words/words.js';
import styles from './composer.module.css';
import type { ThenState } from './outgoing.js';
import { moments } from './scheduled.js';

const SendLater = lazy(() => import('./send-later.js').then((m) => ({ default: m.SendLater })));

interface Props {
  note: boolean;
  disabled: boolean;
  onSend: (thenState: ThenState) => void;
  onLater: (at: Date) => void;
}

export function SendButton({ note, disabled, onSend, onLater }: Props) {
  const { say, locale } = useWords();
  const [choosing, setChoosing] = useState(false);
  if (note) {
    return (
      <Hint label={`${say('composer.add-note')} ${MOD} Enter`}>
        <Button color="yellow" className={styles.addNote} disabled={disabled} onClick={() => onSend(null)}>
          {say('composer.add-note')}
        </Button>
      </Hint>
    );
  }
  return (
    <Group gap={1} wrap="nowrap">
      <Hint label={`${say('send')} ${MOD} Enter`}>
        <Button className={styles.send} disabled={disabled} onClick={() => onSend(null)}>
          {say('send')}
        </Button>
      </Hint>
      <LightMenu
        position="top-end"
        label={say('send.more')}
        button={
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
        }
      >
        <Menu.Item onClick={() => onSend('solved')} rightSection={<kbd className="key">{MOD} ⇧ Enter</kbd>}>
          {say('send.solved')}
        </Menu.Item>
        <Menu.Item onClick={() => onSend('pending')} rightSection={<kbd className="key">{MOD} Alt Enter</kbd>}>
          {say('send.pending')}
        </Menu.Item>
        <Menu.Item onClick={() => onSend('hold')}>{say('send.hold')}</Menu.Item>
        <Menu.Divider />
        <Menu.Label>{say('schedule.title')}</Menu.Label>
        {moments(new Date()).map(({ word, at }) => (
          <Menu.Item key={word} onClick={() => onLater(at)}>
            {say(word, { time: clockTime(at, locale) })}
          </Menu.Item>
        ))}
        <Menu.Item leftSection={<IconCalendarTime size={15} />} onClick={() => setChoosing(true)}>
          {say('schedule.choose')}
        </Menu.Item>
      </LightMenu>
      <Suspense>
        {choosing && (
          <SendLater
            onClose={() => setChoosing(false)}
            onChoose={(at) => {
              setChoosing(false);
              onLater(at);
            }}
          />
        )}
      </Suspense>
    </Group>
  );
}
