// Filter: a person who writes through a mailing list may be a customer: accepted, with a remark.
import type { Filter } from './verdict.js';

export const list: Filter = (event) => (event.mail?.auto === 'list' ? { verdict: 'accept', reason: 'list' } : null);
