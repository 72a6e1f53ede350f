// The lock file must carry every native dependency for the four platforms we promise, wherever it was last written.
import { readFileSync } from 'node:fs';

const PLATFORMS = {
  'linux-x64': /linux[-_]x64(?![-_]?musl)/,
  'linux-arm64': /linux[-_]arm64(?![-_]?musl)/,
  'darwin-arm64': /darwin[-_](arm64|universal)/,
  'win32-x64': /(win32|windows)[-_]x64/,
};
const ANY_PLATFORM = /(linux|darwin|win32|windows)[-_](x64|arm64|universal)/;

/**
 * A family is a package whose optional dependencies are builds of itself, one a platform. npm forgets those of other
 * platforms when it writes a lock file over an installed tree: then `npm ci` breaks on somebody else's machine only.
 * @returns {string[]} one line for each build that is missing
 */
export function checkLockFile(path) {
  const lock = JSON.parse(readFileSync(path, 'utf8'));
  const families = familiesOf(lock);
  if (families.length === 0) return ['No native dependency was recognised: this check has gone blind.'];
  const unlisted = families.flatMap(({ name, builds }) =>
    Object.keys(PLATFORMS)
      .filter((platform) => !builds.some((build) => PLATFORMS[platform].test(build)))
      .map((platform) => `${name} lists no build for ${platform}.`),
  );
  const missing = missingBuilds(lock).map(
    ({ name, parent, platform }) => `${name} (of ${parent}, for ${platform}) is not in package-lock.json.`,
  );
  return missing.length > 0 ? [...unlisted, ...missing, 'Mend it with: node scripts/lock-platforms.mjs'] : unlisted;
}

/** @returns the builds for our platforms that a family lists and the lock file lacks, with the place of the family in the lock file */
export function missingBuilds(lock) {
  const locked = new Set(Object.keys(lock.packages).map(nameOf));
  return familiesOf(lock).flatMap(({ parent, builds, ranges }) =>
    Object.entries(PLATFORMS).flatMap(([platform, pattern]) =>
      builds
        .filter((build) => pattern.test(build) && !locked.has(build))
        .map((name) => ({ name, range: ranges[name], parent, platform })),
    ),
  );
}

function familiesOf(lock) {
  return Object.entries(lock.packages)
    .map(([parent, entry]) => {
      const ranges = entry.optionalDependencies ?? {};
      return {
        parent,
        name: nameOf(parent),
        ranges,
        builds: Object.keys(ranges).filter((name) => ANY_PLATFORM.test(name)),
      };
    })
    .filter(({ builds }) => builds.length > 1);
}

const nameOf = (key) => key.replace(/^.*node_modules\//, '');
