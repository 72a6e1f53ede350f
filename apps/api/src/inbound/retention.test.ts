// Rules of keeping: what a workspace set, and what holds where it set nothing or nonsense.
import { expect, it } from '@jest/globals';
import { retentionOf } from './retention.js';

it.each<[string, Record<string, unknown>, number, number | null]>([
  ['nothing', {}, 90, null],
  ['bodies', { ledger: { bodyDays: 30 } }, 30, null],
  ['both', { ledger: { bodyDays: 30, rowDays: 400 } }, 30, 400],
  ['nonsense', { ledger: { bodyDays: '30', rowDays: -1 } }, 90, null],
])('%s is set', (_, settings, bodyDays, rowDays) => expect(retentionOf(settings)).toEqual({ bodyDays, rowDays }));
