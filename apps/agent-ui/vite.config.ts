// How the agents' desk is built: hashed assets into dist; in development the api (or the stand-in desk) is behind a proxy.

import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const desk = process.env.OTKLIK_DESK ?? 'http://localhost:3000';

export default defineConfig({
  plugins: [react()],
  resolve: {
    alias: { '@otklik/survey': fileURLToPath(new URL('../../libs/survey/src/index.ts', import.meta.url)) },
  },
  build: { target: 'es2022', sourcemap: false, assetsInlineLimit: 0, chunkSizeWarningLimit: 900 },
  server: {
    proxy: {
      '/api': desk,
      '/files': desk,
      '/socket.io': { target: desk, ws: true },
    },
  },
});
