// In `npm test` the product is loaded once for all stories of a worker, as it was built: each of its modules, and each package
// the stories share with it, becomes a few lines here that hand over what Node itself has loaded.
import { pathToFileURL } from 'node:url';

/** What Node loads in place of a source (`apps/api/src/x.ts`); a package's file is itself. */
function builtFrom(path) {
  return path.includes('/node_modules/') ? path : path.replace('/src/', '/dist/').replace(/\.tsx?$/, '.js');
}

export default {
  async processAsync(_source, path) {
    const url = JSON.stringify(pathToFileURL(builtFrom(path)).href);
    const names = Object.keys(await import(JSON.parse(url)));
    const lines = names.map((name) =>
      name === 'default' ? 'export default loaded.default;' : `export const ${name} = loaded.${name};`,
    );
    return { code: `const loaded = await loadBuilt(${url});\n${lines.join('\n')}` };
  },
};
