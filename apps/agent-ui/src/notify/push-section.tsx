// Pushes: this browser on or off, the others of mine, one to try, and whether customers' words may travel in them.
import { Button, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { post, Refusal } from '../api/request.js';
import { useAction } from '../settings/parts.js';
import { tell, tellRefusal } from '../shell/notices.js';
import { fullTime } from '../words/moments.js';
import { useWords } from '../words/words.js';
import { ability, askForPush, mineId, pushQuery, stopPush } from './browser-push.js';
import styles from './notifications-page.module.css';
import { changeSettings, type NotifySettings } from './notify-settings.js';

export function PushSection({ settings }: { settings: NotifySettings }) {
  const { say, locale } = useWords();
  const push = useQuery(pushQuery).data;
  const { run } = useAction();
  const [asking, setAsking] = useState(false);
  const can = ability();
  const here = push?.browsers.find((browser) => browser.id === mineId());
  const ask = async () => {
    setAsking(true);
    try {
      if (await askForPush()) tell(say('push.on'));
    } catch (error) {
      if (error instanceof Refusal) tellRefusal(error);
      else tell(say('push.unreached'), true);
    } finally {
      setAsking(false);
    }
  };
  return (
    <section className={styles.part}>
      <h2>{say('push.title')}</h2>
      <p>{say(can === 'ready' ? 'push.hint' : `push.${can}`)}</p>
      {can === 'ready' && !here && (
        <div className={styles.row}>
          <Button loading={asking} onClick={() => void ask()}>
            {say('push.ask')}
          </Button>
        </div>
      )}
      {push && push.browsers.length > 0 && (
        <ul className={styles.browsers}>
          {push.browsers.map((browser) => (
            <li key={browser.id}>
              <div>
                <strong>
                  {browser.label}
                  {browser.id === mineId() && ` · ${say('push.this-one')}`}
                </strong>
                <span>{say('push.since', { time: fullTime(browser.createdAt, locale) })}</span>
              </div>
              <Button
                size="xs"
                variant="default"
                onClick={() => void run(() => post('/api/v1/push/test', { id: browser.id }), 'push.test-sent')}
              >
                {say('push.test')}
              </Button>
              <Button
                size="xs"
                variant="subtle"
                color="gray"
                aria-label={`${say('push.stop')}: ${browser.label}`}
                onClick={() => void run(() => stopPush(browser.id), 'push.stopped')}
              >
                {say('push.stop')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Switch
        label={say('push.words')}
        description={say('push.words-hint')}
        checked={settings.wordsInPush}
        onChange={(event) => void changeSettings({ wordsInPush: event.currentTarget.checked })}
      />
    </section>
  );
}
