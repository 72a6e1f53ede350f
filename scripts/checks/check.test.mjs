// The checks are checked: each violation planted into a copy of the repository must be noticed by `npm run check`.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { filesBelow, ROOT, run } from '../running.mjs';

let copy;

before(() => {
  copy = mkdtempSync(join(tmpdir(), 'otklik-plants-'));
  const top = [
    '.gitignore',
    '.dependency-cruiser.cjs',
    'biome.json',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'tsconfig.base.json',
    'knip.json',
    'jest.config.mjs',
  ];
  for (const file of [...top, ...filesBelow(['apps', 'libs', 'scripts', 'e2e'])]) {
    if (file.includes('/fixtures/')) continue;
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(ROOT, file), join(copy, file));
  }
  for (const folder of ['', 'apps/api/', 'apps/agent-ui/', 'apps/widget/', 'libs/channels/']) {
    try {
      symlinkSync(join(ROOT, folder, 'node_modules'), join(copy, folder, 'node_modules'), 'dir');
    } catch {
      // That workspace has no packages of its own.
    }
  }
});
after(() => rmSync(copy, { recursive: true, force: true }));

const check = (...names) => run(process.execPath, [join(copy, 'scripts/check.mjs'), ...names], { cwd: copy });

/** Writes a file into the copy, or changes one, asks the check, and puts everything back. */
async function planted(path, change, name) {
  const full = join(copy, path);
  let former = null;
  try {
    former = readFileSync(full, 'utf8');
  } catch {
    mkdirSync(dirname(full), { recursive: true });
  }
  writeFileSync(full, change(former ?? ''));
  try {
    return await check(name);
  } finally {
    if (former === null) rmSync(full);
    else writeFileSync(full, former);
  }
}

function noticed({ code, output }, pattern) {
  assert.notEqual(code, 0, `it was not noticed:\n${output}`);
  assert.match(output, pattern);
}

const file = (text) => () => `// A plant, made by a test of the checks.\n${text}\n`;

test('nothing planted: the staircase, the lock file, the openings and the words pass', async () => {
  const { code, output } = await check('staircase', 'lock-file', 'openings', 'words');
  assert.equal(code, 0, output);
});

test('npm run check runs all of them', () => {
  assert.match(readFileSync(join(ROOT, 'package.json'), 'utf8'), /"check": "node scripts\/check\.mjs"/);
});

/** The staircase takes its time with the whole repository: what breaks it is planted at once, each plant in a file of its own. */
const AGAINST_THE_STAIRCASE = [
  {
    what: 'an upward import',
    files: {
      'apps/api/src/people/plant.ts':
        "import type { Posted } from '../tickets/post-message.js';\nexport type Plant = Posted;",
    },
    told: /no-upward-import-from-people.*people\/plant\.ts/,
  },
  {
    what: 'an upward import that hides behind import()',
    files: { 'apps/api/src/platform/plant.ts': "export const plant = () => import('../tickets/post-message.js');" },
    told: /no-upward-import-from-platform.*platform\/plant\.ts/,
  },
  {
    what: "another room's entity",
    files: {
      'apps/api/src/tickets/plant.ts':
        "import { AgentEntity } from '../people/agent.entity.js';\nexport const plant = AgentEntity;",
    },
    told: /no-foreign-table-of-people.*tickets\/plant\.ts/,
  },
  {
    what: "another room's store",
    files: {
      'apps/api/src/survey/plant-store.ts':
        "import type { Ticket } from '../tickets/ticket.store.js';\nexport type Plant = Ticket;",
    },
    told: /no-foreign-table-of-tickets.*survey\/plant-store\.ts/,
  },
  {
    what: 'a room that must not know the channels',
    files: {
      'apps/api/src/survey/plant-channel.ts':
        "import type { Channel } from '@otklik/channels';\nexport type Plant = Channel;",
    },
    told: /who-may-import-channels.*survey\/plant-channel\.ts/,
  },
  {
    what: 'a lib that knows Nest',
    files: {
      'libs/channels/src/plant.ts': "import { Injectable } from '@nestjs/common';\nexport const plant = Injectable;",
    },
    told: /libs-know-no-app.*channels\/src\/plant\.ts/,
  },
  {
    what: 'a barrel in the api',
    files: {
      'apps/api/src/tickets/index.ts': "export { PostMessage } from './post-message.js';",
      'apps/api/src/survey/plant-barrel.ts':
        "import { PostMessage } from '../tickets/index.js';\nexport const plant = PostMessage;",
    },
    told: /no-barrels-in-the-api/,
  },
];

let staircase = null;
async function plantedStaircase() {
  const files = Object.assign({}, ...AGAINST_THE_STAIRCASE.map((one) => one.files));
  for (const [path, text] of Object.entries(files)) writeFileSync(join(copy, path), file(text)());
  try {
    return await check('staircase');
  } finally {
    for (const path of Object.keys(files)) rmSync(join(copy, path));
  }
}

for (const { what, told } of AGAINST_THE_STAIRCASE) {
  test(what, async () => {
    staircase ??= plantedStaircase();
    noticed(await staircase, told);
  });
}

test('process.env outside env.ts', async () => {
  const plant = file('export const plant = process.env.PLANT;');
  noticed(await planted('apps/api/src/tickets/plant.ts', plant, 'lint'), /noProcessEnv/);
});

for (const build of ['linux-arm64', 'darwin-arm64', 'win32-x64']) {
  test(`a lock file without the ${build} builds`, async () => {
    const words = build === 'win32-x64' ? /(win32|windows)-x64/ : new RegExp(build);
    const strip = (text) => {
      const lock = JSON.parse(text);
      for (const key of Object.keys(lock.packages)) if (words.test(key)) delete lock.packages[key];
      return JSON.stringify(lock);
    };
    noticed(
      await planted('package-lock.json', strip, 'lock-file'),
      new RegExp(`for ${build}\\) is not in package-lock`),
    );
  });
}

test('a file that does not say what it is', async () => {
  noticed(
    await planted('apps/api/src/tickets/plant.ts', () => 'export const plant = 1;\n', 'openings'),
    /plant\.ts does not open/,
  );
});

test('a word missing in one language', async () => {
  const withoutOne = (text) => text.replace(/^\s*'error\.not-found':.*$/m, '');
  noticed(await planted('apps/api/src/platform/words/bg.ts', withoutOne, 'words'), /bg: .*error\.not-found is missing/);
});
