// For the tests: the widget has no vendor; its posts are our own.
import type { Harness } from '../harness.js';

export const harness: Harness = {
  config: {},
  ownAddress: null,
  fixtures: 2,
  conversation: 'v1',
  webhook: null,
  customer: { writes: (n, text) => ({ clientId: `c${n}`, visitorId: 'v1', text }) },
  outside: null,
};
