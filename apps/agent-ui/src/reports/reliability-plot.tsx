// Whether "80 %" means eight of ten: what was foreseen against what came, each point with its interval; the table says the same in words.
import type { SatisfactionModel } from '../api/shapes.js';
import { useWords } from '../words/words.js';
import { rangeWords } from './answer-words.js';
import styles from './satisfaction.module.css';
import { countWords, percentWords } from './spans.js';

const SIZE = 220;
const EDGE = { left: 44, bottom: 30, rest: 8 };

export function ReliabilityPlot({ points }: { points: SatisfactionModel['reliability'] }) {
  const { say, locale } = useWords();
  const share = (value: number) => percentWords(value, locale);
  const x = (value: number) => EDGE.left + value * (SIZE - EDGE.left - EDGE.rest);
  const y = (value: number) => EDGE.rest + (1 - value) * (SIZE - EDGE.bottom - EDGE.rest);
  return (
    <div className={styles.plot}>
      <svg viewBox={`0 0 ${SIZE} ${SIZE}`} aria-hidden="true">
        {[0, 0.5, 1].map((line) => (
          <g key={line}>
            <line x1={x(0)} x2={x(1)} y1={y(line)} y2={y(line)} data-grid />
            <text x={x(0) - 6} y={y(line) + 4} textAnchor="end">
              {share(line)}
            </text>
            <text x={x(line)} y={SIZE - 12} textAnchor={line === 1 ? 'end' : 'middle'}>
              {share(line)}
            </text>
          </g>
        ))}
        <line x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} data-diagonal />
        {points.map(({ expected, observed, interval }) => (
          <g key={expected}>
            <line
              x1={x(expected)}
              x2={x(expected)}
              y1={y(interval.low ?? 0)}
              y2={y(interval.high ?? 1)}
              data-interval
            />
            <circle cx={x(expected)} cy={y(observed)} r={3.5} />
          </g>
        ))}
      </svg>
      <p>{say('model.plot')}</p>
      <table className="visually-hidden">
        <caption>{say('model.reliability')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('model.expected')}</th>
            <th scope="col">{say('model.observed')}</th>
            <th scope="col">n</th>
          </tr>
        </thead>
        <tbody>
          {points.map(({ expected, observed, interval, n }) => (
            <tr key={expected}>
              <td>{share(expected)}</td>
              <td>
                {share(observed)} ({rangeWords(interval, share)})
              </td>
              <td>{countWords(n, locale)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
