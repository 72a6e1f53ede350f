// The browser of the end-to-end tests and of the screenshots: Chromium out of npm on Linux x64, elsewhere an installed Chrome.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from 'playwright-core';

const INSTALLED = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: ['Program Files', 'Program Files (x86)'].map(
    (folder) => `C:\\${folder}\\Google\\Chrome\\Application\\chrome.exe`,
  ),
  linux: [],
};
const LONGEST_UNPACKING_MS = 120_000;
const NAMES = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'chrome'];

/**
 * Which browser there is, and how it is started; or why there is none.
 * @returns {Promise<{ path: string, args: string[] } | { path: null, reason: string }>}
 */
export async function findBrowser() {
  const chosen = process.env.CHROME_PATH;
  if (chosen) {
    if (existsSync(chosen)) return { path: chosen, args: plain() };
    return { path: null, reason: `CHROME_PATH names ${chosen}, which does not exist.` };
  }
  if (process.platform === 'linux' && process.arch === 'x64') {
    const { default: bundled } = await import('@sparticuz/chromium');
    try {
      const path = await unpacked(bundled);
      execFileSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 });
      return { path, args: [...bundled.args.filter((arg) => !UNWANTED.test(arg)), ...plain()] };
    } catch {
      // Some libraries of the system are missing: an installed Chrome may still do.
    }
  }
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = [
    ...(INSTALLED[process.platform] ?? []),
    ...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))),
  ].find((path) => existsSync(path));
  if (found) return { path: found, args: plain() };
  return {
    path: null,
    reason: `No browser for ${process.platform} ${process.arch}: install Google Chrome or Chromium, or set CHROME_PATH to one.`,
  };
}

/** Unpacked by one at a time: another would find half a browser and take it for the whole. */
async function unpacked(bundled) {
  const lock = join(tmpdir(), 'otklik-browser.lock');
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      const began = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
      // Whoever held it was killed.
      if (Date.now() - began > LONGEST_UNPACKING_MS) rmSync(lock, { recursive: true, force: true });
      await sleep(50);
    }
  }
  try {
    return await bundled.executablePath();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

// Meant for a cloud function: one process for everything hangs with iframes of another origin, and no isolation is no browser.
const UNWANTED =
  /^--(single-process|no-zygote|headless|disable-web-security|disable-site-isolation-trials|window-size|font-render-hinting|allow-running-insecure-content|disable-features|in-process-gpu|start-maximized|ignore-gpu-blocklist|use-gl|use-angle|enable-unsafe-swiftshader)/;
// A graphics card that is only played by the processor takes most of a small machine: the page is drawn without one.
const plain = () => [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--font-render-hinting=none',
  '--hide-scrollbars',
];

/**
 * Starts it. Null, with the reason printed, where there is none.
 * @returns {Promise<import('playwright-core').Browser | null>}
 */
export async function launchBrowser() {
  const found = await findBrowser();
  if (found.path === null) {
    console.log(`SKIPPED: no browser. ${found.reason}`);
    return null;
  }
  return chromium.launch({ executablePath: found.path, args: found.args, headless: true });
}
