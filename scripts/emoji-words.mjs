// Writes the emoji of the composer with their names and search words in our three languages, out of Unicode's own data (CLDR).
// node scripts/emoji-words.mjs FOLDER, where FOLDER has had `npm i unicode-emoji-json cldr-annotations-full`. The data is under the
// Unicode License v3; run it again when a new Unicode version is in use everywhere.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('Say where unicode-emoji-json and cldr-annotations-full are installed.');
const read = (...path) => JSON.parse(readFileSync(join(folder, 'node_modules', ...path), 'utf8'));
/** What every system in use can draw. */
const NEWEST = 15;
const WORDS = 5;
const GROUPS = [
  'smileys_emotion',
  'people_body',
  'animals_nature',
  'food_drink',
  'travel_places',
  'activities',
  'objects',
  'symbols',
];

const all = read('unicode-emoji-json', 'data-by-group.json');
for (const language of ['en', 'ru', 'bg']) {
  const { annotations } = read('cldr-annotations-full', 'annotations', language, 'annotations.json').annotations;
  const lines = [];
  for (const group of all) {
    const number = GROUPS.indexOf(group.slug);
    if (number < 0) continue;
    for (const { emoji, emoji_version: version, name: english } of group.emojis) {
      if (Number(version) > NEWEST) continue;
      const known = annotations[emoji] ?? annotations[emoji.replaceAll('\ufe0f', '')];
      const name = known?.tts?.[0] ?? english;
      const words = [...new Set(known?.default ?? [])].filter((word) => !name.includes(word)).slice(0, WORDS);
      lines.push(JSON.stringify([emoji, number, name, words.join(' ')]));
    }
  }
  writeFileSync(join('apps/agent-ui/src/composer/emoji', `${language}.json`), `[\n${lines.join(',\n')}\n]\n`);
  console.log(`${language}: ${lines.length}`);
}
