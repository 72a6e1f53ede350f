// Every key and what it does.
import { Button, Kbd, Modal } from '@mantine/core';
import { useWords, type Word } from '../words/words.js';
import styles from './key-help.module.css';
import { show } from './overlays.js';
import { MOD } from './shortcuts.js';

const KEYS: [string[], Word][] = [
  [['j', 'k'], 'keys.move'],
  [['Enter'], 'keys.open'],
  [['Esc'], 'keys.back'],
  [['r'], 'keys.reply'],
  [['n'], 'keys.note'],
  [['a'], 'keys.assign'],
  [['e'], 'keys.solve'],
  [['i'], 'keys.card'],
  [[MOD, 'Enter'], 'keys.send'],
  [['f'], 'search.title'],
  [[MOD, 'K'], 'keys.palette'],
  [['b'], 'keys.bell'],
  [['?'], 'keys.help'],
];

export function KeyHelp({ onClose }: { onClose: () => void }) {
  const { say } = useWords();
  return (
    <Modal
      opened
      onClose={onClose}
      title={say('keys.title')}
      size="sm"
      closeButtonProps={{ 'aria-label': say('close') }}
    >
      <dl className={styles.keys}>
        {KEYS.map(([keys, word]) => (
          <div key={word}>
            <dt>
              {keys.map((key) => (
                <Kbd key={key} size="sm">
                  {key}
                </Kbd>
              ))}
            </dt>
            <dd>{say(word)}</dd>
          </div>
        ))}
      </dl>
      <Button variant="default" size="xs" mt="md" onClick={() => show('tour')}>
        {say('tour.again')}
      </Button>
    </Modal>
  );
}
