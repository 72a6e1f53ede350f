// How stories run in `npm test`: as jest.config.mjs says, but on the product as it was built, which a worker loads once and not
// once for each file.
import config from './jest.config.mjs';

/** Packages that a story shares with the product: by which both must mean the same. */
const SHARED = '(@nestjs|typeorm|pg|socket.io-client|smtp-server)/';

export default {
  ...config,
  testEnvironment: '<rootDir>/apps/api/test/built-environment.mjs',
  transform: {
    [`/(node_modules/${SHARED}|apps/api/src/|libs/[a-z]+/src/).+\\.(m?js|tsx?)$`]:
      '<rootDir>/apps/api/test/built-modules.mjs',
    ...config.transform,
  },
  transformIgnorePatterns: [`/node_modules/(?!${SHARED})`],
};
