// The other half of built-modules: lends a story Node's own loader, and Node's own Date, Error and the like, so that the story
// and the product, which live in two worlds of the engine, mean the same by them.
import { TestEnvironment } from 'jest-environment-node';

const SHARED = { AggregateError, Date, Error, Map, Promise, RangeError, Reflect, RegExp, Set, TypeError, WeakMap };

export default class BuiltEnvironment extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    Object.assign(this.global, SHARED, { loadBuilt: (url) => import(url) });
  }
}
