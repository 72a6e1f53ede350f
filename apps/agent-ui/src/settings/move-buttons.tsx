// Up and down: how a row of the settings is moved among its neighbours, by mouse and by keyboard.
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useWords } from '../words/words.js';

interface Props {
  name: string;
  index: number;
  count: number;
  busy?: boolean;
  onMove: (step: -1 | 1) => void;
}

export function MoveButtons({ name, index, count, busy = false, onMove }: Props) {
  const { say } = useWords();
  return (
    <>
      <Tooltip label={say('move.up', { name })}>
        <ActionIcon aria-label={say('move.up', { name })} disabled={busy || index === 0} onClick={() => onMove(-1)}>
          <IconArrowUp size={16} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={say('move.down', { name })}>
        <ActionIcon
          aria-label={say('move.down', { name })}
          disabled={busy || index === count - 1}
          onClick={() => onMove(1)}
        >
          <IconArrowDown size={16} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
    </>
  );
}
