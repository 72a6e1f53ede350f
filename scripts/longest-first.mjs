// In which order Jest takes the files of a part: those that take longest first, so that none of them is still at work when the rest is done.
import { statSync } from 'node:fs';
import { basename } from 'node:path';

const LONGEST = [
  ...['pages', 'messengers', 'survey', 'report-folding', 'delivery', 'simulated-year', 'routing', 'inbound-chat'],
  ...['bulk', 'one-matter', 'widget', 'whole-line', 'terminal'],
];

export default class LongestFirst {
  sort(tests) {
    const place = ({ path }) => {
      const at = LONGEST.indexOf(basename(path).split('.')[0]);
      return at < 0 ? LONGEST.length : at;
    };
    const size = ({ path }) => statSync(path).size;
    return [...tests].sort((one, other) => place(one) - place(other) || size(other) - size(one));
  }

  /** What this run took is not kept: the next one is often on another machine. */
  cacheResults() {}
}
