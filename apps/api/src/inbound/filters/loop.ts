// Filter: a mail that has come round already (its own headers say so) is dropped, or two machines would talk for ever.
import type { Filter } from './verdict.js';

export const loop: Filter = (event) => (event.mail?.auto === 'loop' ? { verdict: 'drop', reason: 'loop' } : null);
