// docs/metrics.md, written from what the code says: `npm run metrics` writes it, `npm run check` compares (--check).
//   figures: apps/api/src/reports/metrics.ts; their names and words: those of the screens; formulas and their sources: the comments of libs/survey
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { transformSync } from '@swc/core';
import { build } from './build.mjs';
import { loadCatalogue } from './checks/words.mjs';
import { filesBelow, ROOT } from './running.mjs';

const PAGE = join(ROOT, 'docs/metrics.md');
const WORDS = 'apps/agent-ui/src/words';
const FIGURE_WORDS = 'apps/agent-ui/src/reports/figure-words.ts';
/** A series is called by the heading over it, not by one of its members. */
const SERIES = {
  'csat.score': 'chart.scores',
  'not-asked': 'chart.not-asked',
  'tickets.hour': 'load.hours',
  'tickets.open': 'load.open',
  'tickets.age': 'load.ages',
  spread: 'load.spread',
};
const LANGUAGES = { en: 'English', ru: 'Русский', bg: 'Български' };
/** A comment and the function or number it stands over. */
const EXPLAINED = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*(export )?(?:function|const) (\w+)/g;
const check = process.argv.includes('--check');

if (!(await build({ ifStale: true, only: ['server'], quiet: check }))) process.exit(1);
const fromRoot = (path) => import(pathToFileURL(join(ROOT, path)));
const survey = await fromRoot('libs/survey/dist/index.js');
const { METRICS } = await fromRoot('apps/api/dist/reports/metrics.js');
const { ANSWER_METRICS } = await fromRoot('apps/api/dist/survey/answer-metrics.js');
const screen = await loadScreen();
const page = [...opening(), ...figures(), ...answers(), ...surveys(), ...reasons(), ...formulas()].join('\n');
const before = existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : '';
if (!check) {
  writeFileSync(PAGE, page);
  console.log(before === page ? 'docs/metrics.md is up to date.' : 'docs/metrics.md was written anew.');
} else if (before !== page) {
  const [was, is] = [before.split('\n'), page.split('\n')];
  const line = is.findIndex((text, i) => text !== was[i]);
  console.error(
    `docs/metrics.md is not what the code says, from line ${line + 1}:\n  it has   ${was[line] ?? 'nothing'}`,
  );
  console.error(`  code has ${is[line] ?? 'nothing'}\nRun \`npm run metrics\` and commit the file.`);
  process.exitCode = 1;
}

/** What the screens say, by the screens' own function and catalogues. */
async function loadScreen() {
  const cache = join(ROOT, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const scratch = mkdtempSync(join(cache, 'metrics-'));
  try {
    writeFileSync(join(scratch, 'package.json'), '{"type":"module"}');
    const options = { module: { type: 'es6' }, jsc: { target: 'es2022', parser: { syntax: 'typescript' } } };
    const target = join(scratch, 'figure-words.js');
    writeFileSync(target, transformSync(readFileSync(join(ROOT, FIGURE_WORDS), 'utf8'), options).code);
    const { figureName, figureDefinition } = await import(pathToFileURL(target));
    const says = {};
    for (const language of Object.keys(LANGUAGES)) {
      const catalogue = await loadCatalogue(ROOT, WORDS, `${WORDS}/${language}.ts`, scratch);
      says[language] = (word, params = {}) =>
        String(catalogue.get(word) ?? '').replace(/\{(\w+)\}/g, (_, name) => String(params[name] ?? ''));
    }
    return {
      name: (name, example, language) =>
        SERIES[name] ? says[language](SERIES[name]) : figureName(example, says[language], language),
      said: (word, language) => says[language](word),
      definition: (figure, language) => figureDefinition(figure, says[language]),
    };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function opening() {
  return [
    '# What every figure means',
    '',
    'Written by `npm run metrics` from the definitions in the code; `npm run check` fails when it is not current. Names and',
    'explanations are those of the screens. Every figure can be recounted from the facts: `npx otklik reports verify`.',
    '',
    '**Left out of all figures:** tickets that are spam, merged into another or in the trash, from the moment they become so;',
    'taken back, they count again.',
    '',
    '**Days** are days of the workspace’s time zone. **Intervals** are 95 %. Below n = ' +
      `${survey.ENOUGH} a figure is greyed and not ranked.`,
    '',
  ];
}

function figures() {
  const languages = Object.keys(LANGUAGES);
  return [
    '## Figures',
    '',
    ...Object.entries(METRICS).flatMap(([name, { example, shows, formula, counted, leftOut, methods }]) => {
      const [english, ...others] = languages.map((language) => screen.name(name, example, language));
      return [
        `### ${english}`,
        '',
        `\`${name}\`, a ${shows} · ${others.join(' · ')}`,
        '',
        ...languages.map((language) => `- ${LANGUAGES[language]}: ${screen.definition(example, language)}`),
        `- Formula: ${formula}.`,
        `- Counted: ${counted}.`,
        ...(leftOut ? [`- Left out: ${leftOut}`] : []),
        ...(methods.length > 0
          ? [`- By: ${methods.map((method) => `[${method}](#${anchor(method)})`).join(', ')}.`]
          : []),
        '',
      ];
    }),
  ];
}

function answers() {
  const languages = Object.keys(LANGUAGES);
  return [
    '## Open answers and loyalty',
    '',
    ...Object.entries(ANSWER_METRICS).flatMap(([name, { word, formula, counted, leftOut, methods }]) => {
      const [english, ...others] = languages.map((language) => screen.said(word, language));
      return [
        `### ${english}`,
        '',
        `\`${name}\` · ${others.join(' · ')}`,
        '',
        `- Formula: ${formula}.`,
        `- Counted: ${counted}.`,
        `- Left out: ${leftOut}`,
        `- By: ${methods.map((method) => `[${method}](#${anchor(method)})`).join(', ')}.`,
        '',
      ];
    }),
    'How often a feeling is read as people read it:',
    '',
    '| language | samples | read right | 95 % |',
    '| --- | --- | --- | --- |',
    ...Object.keys(survey.FEELING_ACCURACY).map((language) => {
      const { share, n, low, high } = survey.accuracyOf(language);
      const percent = (value) => `${Math.round(value * 100)} %`;
      return `| ${LANGUAGES[language]} | ${n} | ${percent(share)} | ${percent(low)}–${percent(high)} |`;
    }),
    '',
  ];
}

function surveys() {
  const rows = survey.SURVEY_KINDS.flatMap((kind) =>
    survey.maximaOf(kind).map((max) => {
      const points = survey.pointsOf(kind, max);
      const of = (standing) => span(points.filter((score) => survey.standingOf(kind, max, score) === standing));
      return `| ${kind.toUpperCase()} | ${points[0]}–${max} | ${of('good')} | ${of('middle')} | ${of('low')} |`;
    }),
  );
  const questions = survey.SURVEY_KINDS.flatMap((kind) =>
    Object.keys(LANGUAGES).map(
      (language) => `| ${kind.toUpperCase()} | ${language} | ${survey.questionOf(kind, language)} |`,
    ),
  );
  return [
    '## Surveys',
    '',
    'CSAT: good ÷ all × 100. NPS: % good minus % low. CES: good ÷ all × 100, with the mean beside it.',
    '',
    '| survey | scale | good | middle | low |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
    commentOf('libs/survey/src/scales.ts', 'SCALES'),
    '',
    'The question, unless the workspace words its own:',
    '',
    '| survey | language | question |',
    '| --- | --- | --- |',
    ...questions,
    '',
  ];
}

function reasons() {
  return [
    '## Why somebody was not asked',
    '',
    'In the order in which they are looked at: the first that applies is the reason.',
    '',
    `| reason | ${Object.values(LANGUAGES).join(' | ')} |`,
    '| --- | --- | --- | --- |',
    ...survey.NOT_ASKED_REASONS.map((reason) => {
      const words = Object.keys(LANGUAGES).map((language) => survey.reasonWords(reason, language));
      return `| \`${reason}\` | ${words.join(' | ')} |`;
    }),
    '',
  ];
}

function commentOf(file, wanted) {
  const found = [...readFileSync(join(ROOT, file), 'utf8').matchAll(EXPLAINED)].find(([, , , name]) => name === wanted);
  if (!found) throw new Error(`${file} does not explain ${wanted}`);
  return plain(found[1]);
}

/** Every formula of libs/survey that names its source, and those that figures are counted by: where it is, what it does, after whom. */
function formulas() {
  const found = new Map();
  const files = filesBelow(['libs/survey/src']).filter((name) => !/\.test\.ts$|\/(simulation|published)\//.test(name));
  for (const file of files)
    for (const [, comment, exported, name] of readFileSync(join(ROOT, file), 'utf8').matchAll(EXPLAINED))
      if (exported) found.set(name, { file, text: plain(comment) });
  const cited = new Set(
    [...Object.values(METRICS), ...Object.values(ANSWER_METRICS)].flatMap(({ methods }) => methods),
  );
  const isSourced = ({ text }) => /\b(1[89]|20)\d\d\b/.test(text);
  const shown = [...found]
    .filter(([name, one]) => cited.has(name) || isSourced(one))
    .sort(([a], [b]) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
  const missing = [...cited].filter((name) => !found.has(name));
  if (missing.length > 0) throw new Error(`libs/survey explains none of: ${missing.join(', ')}`);
  return [
    '## Formulas',
    '',
    'Each stands once in `libs/survey`, with its source; how often the intervals of satisfaction hold the truth is measured by',
    '`npm run bench -- coverage`.',
    '',
    ...shown.flatMap(([name, { file, text }]) => [`### ${name}`, '', `${text} (\`${file}\`)`, '']),
  ];
}

/** A comment's words: without stars, without what only a caller needs. */
function plain(comment) {
  return comment
    .replace(/^\s*\*? ?/gm, '')
    .replace(/@throws[\s\S]*$/, '')
    .replace(/DEFINITIONS(\.md)? "[^"]+"\. /g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function anchor(name) {
  return name.toLowerCase();
}

/** Scores from–to; a dash for none. */
function span(points) {
  if (points.length === 0) return '–';
  return points.length === 1 ? `${points[0]}` : `${points[0]}–${points.at(-1)}`;
}
