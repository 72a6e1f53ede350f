// How the agents' desk is built: hashed assets into dist; in development the api (or the stand-in desk) is behind a proxy.

import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const desk = process.env.OTKLIK_DESK ?? 'http://localhost:3000';

/** Parts that are fetched only when somebody goes there: the service worker keeps them then, not at once. */
const LATER =
  /^assets\/((bg|ru|en)-|(?!inbox-|search-)[\w-]+-page-|inter-(?!latin-wght|cyrillic-wght))|\.(?!js$|css$|woff2$)\w+$/;

/** Writes into the service worker which hashed parts this version is made of. */
function listParts(): Plugin {
  return {
    name: 'otklik-parts',
    enforce: 'post',
    generateBundle(_, bundle) {
      const worker = bundle['sw.js'];
      if (worker?.type !== 'chunk') return;
      const names = Object.keys(bundle).filter((name) => name.startsWith('assets/'));
      const version = createHash('sha256').update(names.sort().join()).digest('hex').slice(0, 12);
      const parts = names.filter((name) => !LATER.test(name)).map((name) => `/${name}`);
      worker.code = worker.code.replaceAll('__PARTS__', JSON.stringify({ version, parts }));
    },
  };
}

export default defineConfig({
  plugins: [react(), listParts()],
  resolve: {
    alias: { '@otklik/survey': fileURLToPath(new URL('../../libs/survey/src/index.ts', import.meta.url)) },
  },
  build: {
    target: 'es2022',
    sourcemap: false,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      input: {
        index: fileURLToPath(new URL('./index.html', import.meta.url)),
        sw: fileURLToPath(new URL('./src/worker/service-worker.ts', import.meta.url)),
      },
      // A service worker is known by its address: no hash.
      output: {
        entryFileNames: (chunk) => (chunk.name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
        // What the first page needs comes in two pieces, ours and others': a hundred small ones cost a hundred trips through the worker.
        codeSplitting: {
          groups: [
            { name: 'vendor', test: /node_modules/, tags: ['$initial'] },
            { name: 'desk', test: /agent-ui\/src\/(?!worker\/)|\/libs\//, tags: ['$initial'] },
          ],
        },
      },
    },
  },
  server: {
    proxy: {
      '/api': desk,
      '/files': desk,
      '/socket.io': { target: desk, ws: true },
    },
  },
});
