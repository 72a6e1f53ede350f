// Which tickets are not in the score, and why: asked without an answer, or never asked.
import type { Satisfaction } from '../api/shapes.js';
import { useWords } from '../words/words.js';
import charts from './charts.module.css';
import { figureName } from './figure-words.js';
import type { Opened } from './rows-drawer.js';
import styles from './satisfaction.module.css';
import { countWords } from './spans.js';

export function LeftOut({ report, onOpen }: { report: Satisfaction; onOpen: (what: Opened) => void }) {
  const { say, locale } = useWords();
  const { silent, kind, notAsked } = report;
  const lines = [
    { figure: `${kind}.silent`, name: say('sat.left-out.silent'), count: silent.sent - silent.answered },
    ...notAsked.map(({ figure, count }) => ({ figure, name: figureName(figure, say, locale), count })),
  ].filter(({ count }) => count > 0);
  if (lines.length === 0) return null;
  const most = Math.max(...lines.map(({ count }) => count));
  return (
    <section className={`${charts.box} ${styles.part}`} data-testid="left-out">
      <h2>{say('sat.left-out')}</h2>
      <ul data-wide>
        {lines.map(({ figure, name, count }) => (
          <li key={figure}>
            <button type="button" onClick={() => onOpen({ figure, day: null })}>
              <span>{name}</span>
              <span className={charts.track}>
                <span className={charts.fill} style={{ width: `${(count / most) * 100}%` }} />
              </span>
              <span>{countWords(count, locale)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
