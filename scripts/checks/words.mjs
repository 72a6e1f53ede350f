// Words a person reads exist in every language: catalogues that stand side by side have the same keys and the same {values}.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { transformSync } from '@swc/core';
import { filesBelow } from '../running.mjs';

const LANGUAGES = ['en', 'ru', 'bg'];
const CATALOGUE = /\/(en|ru|bg)\.(ts|json)$/;

/** @returns {Promise<string[]>} what is missing where */
export async function checkWords(root) {
  const complaints = [];
  const folders = new Set(
    filesBelow(['apps', 'libs'], root)
      .filter((file) => CATALOGUE.test(file))
      .map((file) => dirname(file)),
  );
  if (folders.size === 0) return ['No catalogue was found: this check has gone blind.'];
  const scratch = mkdtempSync(join(tmpdir(), 'otklik-words-'));
  writeFileSync(join(scratch, 'package.json'), '{"type":"module"}');
  try {
    for (const folder of folders) {
      const files = filesBelow([folder], root).filter((file) => dirname(file) === folder);
      const read = {};
      for (const language of LANGUAGES) {
        const file = files.find((name) => name.endsWith(`/${language}.ts`) || name.endsWith(`/${language}.json`));
        if (file) read[language] = await loadCatalogue(root, folder, file, scratch);
        else complaints.push(`${folder} has no ${language} catalogue.`);
      }
      for (const language of LANGUAGES.slice(1))
        if (read.en && read[language]) complaints.push(...compare(folder, language, read.en, read[language]));
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  return complaints;
}

function compare(folder, language, english, other) {
  const complaints = [];
  const stem = (key) => key.replace(/_(zero|one|two|few|many|other)$/, '');
  const stems = new Set([...other.keys()].map(stem));
  for (const [key, words] of english) {
    const same = other.get(key) ?? other.get(`${stem(key)}_other`);
    if (same === undefined && !stems.has(stem(key))) complaints.push(`${folder}/${language}: ${key} is missing.`);
    else if (same !== undefined && typeof words === 'string' && values(words) !== values(same))
      complaints.push(`${folder}/${language}: ${key} names other {values} than the English.`);
    else if (typeof same === 'string' && same.trim() === '' && words !== '')
      complaints.push(`${folder}/${language}: ${key} is empty.`);
  }
  const known = new Set([...english.keys()].map(stem));
  for (const key of other.keys())
    if (!known.has(stem(key))) complaints.push(`${folder}/${language}: ${key} is in no English catalogue.`);
  return complaints;
}

const values = (words) =>
  [...new Set(words.match(/\{\{?\s*\w+/g)?.map((name) => name.replace(/[{\s]/g, '')) ?? [])].sort().join();

/** A catalogue, its keys flattened. It may import its parts from beside it: its whole folder is turned into JavaScript first. */
export async function loadCatalogue(root, folder, file, scratch) {
  if (file.endsWith('.json')) return flatten(JSON.parse(readFileSync(join(root, file), 'utf8')));
  for (const source of filesBelow([folder], root).filter((name) => /(?<!\.test|\.d)\.ts$/.test(name))) {
    const options = { module: { type: 'es6' }, jsc: { target: 'es2022', parser: { syntax: 'typescript' } } };
    const { code } = transformSync(readFileSync(join(root, source), 'utf8'), options);
    const target = join(scratch, source.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, code);
  }
  const module = await import(pathToFileURL(join(scratch, file.replace(/\.ts$/, '.js'))));
  return flatten(Object.assign({}, ...Object.values(module).filter((value) => value && typeof value === 'object')));
}

function flatten(value, prefix = '', found = new Map()) {
  for (const [key, inner] of Object.entries(value)) {
    if (inner && typeof inner === 'object') flatten(inner, `${prefix}${key}.`, found);
    else found.set(prefix + key, inner);
  }
  return found;
}
