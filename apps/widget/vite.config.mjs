// How the two parts of the widget are built: the app in the iframe (hashed assets under /widget/), and the loader (one plain script).
const jsx = { runtime: 'automatic', importSource: 'preact' };

/** @type {import('vite').InlineConfig} */
export const app = {
  configFile: false,
  root: import.meta.dirname,
  base: '/widget/',
  oxc: { jsx },
  build: {
    target: 'es2022',
    outDir: 'dist/app',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
};

/** @type {import('vite').InlineConfig} */
export const loader = {
  configFile: false,
  root: import.meta.dirname,
  build: {
    target: 'es2020',
    // What the sheet asks for (color-mix, color-scheme) is there or it is not: rewriting it for older browsers only makes it long.
    cssTarget: 'esnext',
    outDir: 'dist',
    emptyOutDir: false,
    copyPublicDir: false,
    reportCompressedSize: false,
    lib: { entry: 'src/loader/loader.ts', formats: ['iife'], name: 'otklikLoader', fileName: () => 'widget.js' },
    rolldownOptions: { output: { minify: true } },
  },
};

/** Fetched by the loader only where the settings let the site speak first. */
/** @type {import('vite').InlineConfig} */
export const invite = {
  ...loader,
  build: {
    ...loader.build,
    outDir: 'dist/app',
    lib: { entry: 'src/loader/invite.ts', formats: ['es'], fileName: () => 'invite.js' },
  },
};
