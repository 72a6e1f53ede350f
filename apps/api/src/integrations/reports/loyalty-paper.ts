// Loyalty on paper and as lines: who stays, month by month and by the month they came, and what satisfaction goes with. Pure.
import { type Cell, csvOf } from '../../platform/csv.js';
import { say } from '../../platform/words/words.js';
import type { Block, Tile } from '../../reports/paper/paper.js';
import { countWords, monthWords, percentWords } from '../../reports/paper/paper-words.js';
import type { LoyaltyReport, Rate } from '../../survey/loyalty/loyalty.requests.js';

const HEADER = ['section', 'month', 'after', 'figure', 'value', 'unit', 'n', 'low_95', 'high_95'];
const ENOUGH = 10;

export function loyaltyLines(report: LoyaltyReport): Cell[][] {
  const { churn, value, currency } = report;
  const line = (section: string, month: Cell, after: Cell, figure: string, of: Cell[]): Cell[] => [
    ...[section, month, after, figure, ...of],
    ...Array.from({ length: 5 - of.length }, () => null),
  ];
  const share = ({ rate, n, low, high }: Rate): Cell[] => [rate, 'share', n, low, high];
  return [
    HEADER,
    line('all', null, null, 'left after days', [report.gone, 'days']),
    line('all', null, null, 'churn', share(churn)),
    line('all', null, null, 'lifetime value', [value.value, currency, value.customerMonths, value.low, value.high]),
    ...report.months.flatMap((month) => [
      ...(['start', 'left', 'fresh', 'end'] as const).map((figure) =>
        line('months', month.month, null, figure, [month[figure], 'count']),
      ),
      line('months', month.month, null, 'churn', share(month.churn)),
      line('months', month.month, null, 'retention', share(month.retention)),
      line('months', month.month, null, 'orders', [month.revenue, currency]),
    ]),
    ...report.cohorts.flatMap(({ month, shares }) =>
      shares.map((one) => line('cohorts', month, one.after, 'ordered', share(one.share))),
    ),
    ...report.cameBack.map((one) => line('came back', null, null, `after ${one.standing}`, share(one.share))),
    line('left out', null, null, 'strangers', [report.strangers, 'count']),
    line('left out', null, null, 'young', [report.young, 'count']),
  ];
}

export const loyaltyCsv = (report: LoyaltyReport): string => csvOf(loyaltyLines(report));

const shareWords = (share: number | null, locale: string) => (share === null ? '—' : percentWords(share, locale));
const rangeWords = (low: number | null, high: number | null, locale: string) =>
  low === null || high === null ? '' : ` · ${percentWords(low, locale)} – ${percentWords(high, locale)}`;
const moneyWords = (amount: number | null, { currency }: LoyaltyReport, locale: string) =>
  amount === null || !currency
    ? '—'
    : new Intl.NumberFormat(locale, { style: 'currency', currency, maximumFractionDigits: 0 }).format(amount);

export function loyaltyBlocks(report: LoyaltyReport, locale: string): Block[] {
  if (!report.currency) return [{ kind: 'text', text: say(locale, 'report.no-orders') }];
  return [
    { kind: 'tiles', tiles: tiles(report, locale) },
    {
      kind: 'table',
      title: null,
      head: (['month', 'month-start', 'left', 'fresh', 'month-end', 'churn', 'revenue'] as const).map((word) =>
        say(locale, `report.${word}`),
      ),
      rows: report.months.map((month) => ({
        faint: month.start < ENOUGH,
        cells: [
          ...[monthWords(month.month, locale), countWords(month.start, locale), countWords(month.left, locale)],
          ...[countWords(month.fresh, locale), countWords(month.end, locale)],
          `${shareWords(month.churn.rate, locale)}${rangeWords(month.churn.low, month.churn.high, locale)}`,
          moneyWords(month.revenue, report, locale),
        ],
      })),
    },
    {
      kind: 'table',
      title: say(locale, 'report.came-back', { days: countWords(report.backDays, locale) }),
      head: ['', say(locale, 'report.share'), '95 %', 'n'],
      rows: report.cameBack.map(({ standing, share }) => ({
        faint: share.n < ENOUGH,
        cells: [
          ...[say(locale, `report.after-${standing}`), shareWords(share.rate, locale)],
          ...[rangeWords(share.low, share.high, locale).replace(' · ', '') || '—', countWords(share.n, locale)],
        ],
      })),
    },
  ];
}

function tiles(report: LoyaltyReport, locale: string): Tile[] {
  const { churn, value } = report;
  const faint = churn.n < ENOUGH;
  const kept = (share: number | null) => (share === null ? null : 1 - share);
  const n = `n = ${countWords(churn.n, locale)}`;
  return [
    {
      ...{ name: say(locale, 'report.churn'), value: shareWords(churn.rate, locale), faint },
      notes: [`${n}${rangeWords(churn.low, churn.high, locale)}`],
    },
    {
      ...{ name: say(locale, 'report.retention'), value: shareWords(kept(churn.rate), locale), faint },
      notes: [`${n}${rangeWords(kept(churn.high), kept(churn.low), locale)}`],
    },
    {
      ...{ name: say(locale, 'report.value'), value: moneyWords(value.value, report, locale), faint },
      notes:
        value.low === null || value.high === null
          ? []
          : [`${moneyWords(value.low, report, locale)} – ${moneyWords(value.high, report, locale)}`],
    },
  ];
}
