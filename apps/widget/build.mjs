// Builds dist/{widget.js, app/, demo/} and refuses to be heavier than promised: 3 KB for the loader, 45 KB for the app (gzip).
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { buildDemo } from './demo/build-demo.mjs';
import { app, invite, loader } from './vite.config.mjs';

const dist = join(import.meta.dirname, 'dist');
rmSync(dist, { recursive: true, force: true });
await build({ ...app, logLevel: 'warn' });
await build({ ...loader, logLevel: 'warn' });
await build({ ...invite, logLevel: 'warn' });
buildDemo(join(import.meta.dirname, 'demo'), join(dist, 'demo'));

const packed = (path) => gzipSync(readFileSync(path), { level: 9 }).length;
const assets = join(dist, 'app/assets');
const sizes = [
  { what: 'widget.js', bytes: packed(join(dist, 'widget.js')), limit: 3 * 1024 },
  {
    what: 'app (scripts and styles together)',
    bytes: readdirSync(assets).reduce(
      (sum, name) => sum + packed(join(assets, name)),
      packed(join(dist, 'app/invite.js')),
    ),
    limit: 45 * 1024,
  },
];
for (const { what, bytes, limit } of sizes) {
  console.log(`${what}: ${(bytes / 1024).toFixed(1)} KB of ${limit / 1024} KB gzip`);
  if (bytes > limit) {
    console.error(`${what} is heavier than promised.`);
    process.exitCode = 1;
  }
}
