// One benchmark, in a process of its own: `run.mjs` starts it with the name and the options as one JSON object, and reads its lines.
import { readFileSync } from 'node:fs';
import { growFrom } from './print.mjs';

const [name, words] = process.argv.slice(2);
const options = JSON.parse(words);
if (options.than) growFrom(JSON.parse(readFileSync(options.than, 'utf8')));
let code = 2; // It broke off.
try {
  const { bench } = await import(`./${name}.mjs`);
  code = (await bench(options)) === 0 ? 0 : 1;
} catch (error) {
  console.error(error);
}
process.exit(code);
