// Every key and what it does.
import { Button, Kbd, Modal } from '@mantine/core';
import { useWords, type Word } from '../words/words.js';
import { GO } from './go-keys.js';
import styles from './key-help.module.css';
import { show } from './overlays.js';
import { MOD } from './shortcuts.js';

type Line = [string[], Word];
const GROUPS: [Word, Line[]][] = [
  [
    'keys.in-list',
    [
      [['j', 'k'], 'keys.move'],
      [['Enter'], 'keys.open'],
      [['space'], 'keys.peek'],
      [['x'], 'keys.pick'],
      [['⇧', 'j', 'k'], 'keys.stretch'],
      [[MOD, 'A'], 'keys.pick-all'],
      [['s'], 'snooze.title'],
      [['t'], 'tags.label'],
      [['p'], 'priority.label'],
    ],
  ],
  [
    'keys.in-ticket',
    [
      [['r'], 'keys.reply'],
      [['n'], 'keys.note'],
      [['a'], 'keys.assign'],
      [['e'], 'keys.solve'],
      [['m'], 'command.merge'],
      [['w'], 'side.title'],
      [['i'], 'keys.card'],
      [[MOD, 'Enter'], 'keys.send'],
      [[MOD, 'Alt', 'Enter'], 'send.pending'],
      [['Esc'], 'keys.back'],
    ],
  ],
  [
    'keys.go',
    [
      ...Object.entries(GO).map(([key, view]): Line => [['g', key], `view.${view}`]),
      [['g', '1…9'], 'keys.saved'],
      [['g', 'i'], 'reports.title'],
      [['g', ','], 'settings.title'],
    ],
  ],
  [
    'keys.everywhere',
    [
      [['c'], 'start.title'],
      [['f'], 'search.title'],
      [[MOD, 'K'], 'keys.palette'],
      [['b'], 'keys.bell'],
      [['?'], 'keys.help'],
    ],
  ],
];

export function KeyHelp({ onClose }: { onClose: () => void }) {
  const { say } = useWords();
  return (
    <Modal
      opened
      onClose={onClose}
      title={say('keys.title')}
      size={1080}
      closeButtonProps={{ 'aria-label': say('close') }}
    >
      <div className={styles.groups}>
        {GROUPS.map(([title, lines]) => (
          <section key={title}>
            <h3>{say(title)}</h3>
            <dl className={styles.keys}>
              {lines.map(([keys, word]) => (
                <div key={word}>
                  <dt>
                    {keys.map((key) => (
                      <Kbd key={key} size="sm">
                        {key === 'space' ? say('keys.space') : key}
                      </Kbd>
                    ))}
                  </dt>
                  <dd>{say(word)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <Button variant="default" size="xs" mt="md" onClick={() => show('tour')}>
        {say('tour.again')}
      </Button>
    </Modal>
  );
}
