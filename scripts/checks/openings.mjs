// Every source file opens with one sentence that says what it is: so that the tree can be read aloud.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow } from '../running.mjs';

const PLACES = [
  'apps',
  'libs',
  'e2e',
  'bench',
  'scripts',
  '.ci',
  'jest.config.mjs',
  '.dependency-cruiser.cjs',
  'docker-compose.yml',
  'Dockerfile',
];
const SOURCE = /(\.(ts|tsx|mts|cts|js|mjs|cjs|css|sh|yml)|\/run|Dockerfile)$/;
/** Written by a program, taken as they came, or (a component's own styles) introduced by the file of the same name. */
const NOT_OURS = /\/fixtures\/|\/public\/|schema\.d\.ts$|\.golden\.|\.module\.css$|\/routeTree\.gen\.ts$/;

/** @returns {string[]} the files that begin without such a sentence */
export function checkOpenings(root) {
  const complaints = [];
  for (const file of filesBelow(PLACES, root)) {
    if (!SOURCE.test(file) || NOT_OURS.test(`/${file}`)) continue;
    const lines = readFileSync(join(root, file), 'utf8').split('\n');
    const first = (lines[0]?.startsWith('#!') ? lines[1] : lines[0]) ?? '';
    const sentence = first.match(/^(?:\/\/|\/\*\*?|#)\s*(.*?)(?:\*\/)?\s*$/)?.[1] ?? '';
    if (sentence.length < 12 || !/\s/.test(sentence))
      complaints.push(`${file} does not open with a sentence saying what it is.`);
  }
  return complaints;
}
