#!/usr/bin/env node
// The command `otklik`: hands over to the built terminal, or says how to build it.
import { existsSync } from 'node:fs';
import module from 'node:module';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Otklik needs Node 20.19 or newer; this is ${process.versions.node}. Get it from https://nodejs.org and try again.`,
  );
  process.exit(1);
}
const terminal = new URL('../dist/cli/main.js', import.meta.url);
if (!existsSync(terminal)) {
  console.error('Otklik is not built yet. Run `npm run build` in its folder (after `npm ci`), or simply `npm start`.');
  process.exit(1);
}
// Where Node knows how (22 and newer), the second start need not compile everything again.
module.enableCompileCache?.();
await import(terminal.href);
