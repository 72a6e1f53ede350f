// One row of a table: what it says, what is wrong with it, and that no cell keeps the desk busy.
import { describe, expect, it } from '@jest/globals';
import { type RowContext, readRow } from './import-rows.js';

const context: RowContext = {
  of: 'orders',
  mapping: ['externalId', 'amount', 'placedAt', 'email'],
  fields: [],
  locale: 'en',
  timeZone: 'UTC',
  currency: 'EUR',
};
const row = (cells: string[]) => readRow(cells, context);

describe('a row', () => {
  it('is an order', () =>
    expect(row(['7', '12,50', '2026-03-01', 'anna@shop.example'])).toMatchObject({
      order: { externalId: '7', amount: 12.5, customer: { email: 'anna@shop.example' } },
    }));

  it.each([
    ['amount', 1, `${'1'.repeat(300_000)}+`],
    ['placedAt', 2, `1${' '.repeat(300_000)}x`],
    ['email', 3, `${'a.'.repeat(150_000)}@`],
  ])('with a cell without end is refused at once: %s', (target, at, cell) => {
    const cells = ['7', '1', '2026-03-01', 'anna@shop.example'];
    cells[at] = cell;
    const began = performance.now();
    expect(row(cells)).toMatchObject({ faults: [{ target, why: 'too-long' }] });
    expect(performance.now() - began).toBeLessThan(200);
  });
});
