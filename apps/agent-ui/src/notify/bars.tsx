// The quiet bars above everything, one line each: the connection is lost; a new version waits; a look around is offered.
import { useEffect, useState } from 'react';
import { tryNow, useConnection } from '../live/desk-socket.js';
import { show } from '../shell/overlays.js';
import { clockTime } from '../words/moments.js';
import { useWords } from '../words/words.js';
import { renew, useNewVersion } from './app-worker.js';
import styles from './bars.module.css';
import { rememberTour, useTourOffer } from './tour-memory.js';

/** A blink of the network is nobody's business. */
const BLINK_MS = 1500;

export function Bars() {
  return (
    <>
      <ConnectionBar />
      <UpdateBar />
      <TourOffer />
    </>
  );
}

function ConnectionBar() {
  const { say, locale } = useWords();
  const lost = useConnection() === 'lost';
  const [since, setSince] = useState<Date | null>(null);
  useEffect(() => {
    if (!lost) return setSince(null);
    const at = new Date();
    const timer = setTimeout(() => setSince(at), BLINK_MS);
    return () => clearTimeout(timer);
  }, [lost]);
  return (
    <div role="status" className={styles.bar} data-tone={since ? 'lost' : undefined} data-testid="connection-bar">
      {since && (
        <>
          <span>
            {say('connection.lost')} {say('connection.as-of', { time: clockTime(since, locale) })}
          </span>
          <button type="button" onClick={tryNow}>
            {say('connection.try')}
          </button>
        </>
      )}
    </div>
  );
}

function UpdateBar() {
  const { say } = useWords();
  const ready = useNewVersion();
  return (
    <div role="status" className={styles.bar} data-tone={ready ? 'news' : undefined} data-testid="update-bar">
      {ready && (
        <>
          <span>
            {say('update.ready')} {say('update.kept')}
          </span>
          <button type="button" onClick={renew}>
            {say('update.reload')}
          </button>
        </>
      )}
    </div>
  );
}

function TourOffer() {
  const { say } = useWords();
  const offered = useTourOffer();
  if (!offered) return null;
  return (
    <section className={styles.bar} data-tone="news" data-testid="tour-offer" aria-label={say('tour.again')}>
      <span>{say('tour.offer')}</span>
      <span className={styles.acts}>
        <button type="button" onClick={() => show('tour')}>
          {say('tour.start')}
        </button>
        <button type="button" onClick={() => void rememberTour('skipped')}>
          {say('tour.later')}
        </button>
      </span>
    </section>
  );
}
