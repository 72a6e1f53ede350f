// Charts of a paper, as vectors: bars and lines over days with their intervals as bands, and bars side by side.
import { INK, type Pen, room } from './draw-pdf.js';
import type { Block, Line } from './paper.js';
import { countWords, percentWords, spanWords } from './paper-words.js';

type Chart = Extract<Block, { kind: 'chart' }>;

const HEIGHT = 108;
const AXIS = 52;
const SPAN_STEPS = [
  ...[1, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200],
  ...[86_400, 172_800, 432_000, 604_800, 1_209_600, 2_592_000],
];

/** At most five lines from 0 to at least `most`, at steps that people count in. */
export function axisLines(most: number, unit: Chart['unit']): number[] {
  if (unit === 'share') return [0, 0.25, 0.5, 0.75, 1];
  const wanted = Math.max(most, unit === 'count' ? 4 : 60) / 4;
  const power = 10 ** Math.floor(Math.log10(wanted));
  const step =
    unit === 'seconds'
      ? (SPAN_STEPS.find((each) => each >= wanted) ?? Math.ceil(wanted / 2_592_000) * 2_592_000)
      : Math.max(1, [1, 2, 5, 10].map((each) => each * power).find((each) => each >= wanted) ?? 10 * power);
  const count = Math.max(1, Math.ceil(most / step));
  return Array.from({ length: count + 1 }, (_, i) => i * step);
}

interface Stage {
  x: (index: number) => number;
  y: (value: number) => number;
  step: number;
}

export function drawChart(pen: Pen, chart: Chart): void {
  const { doc, left, width, locale } = pen;
  room(doc, HEIGHT + 56);
  drawLegend(pen, chart);
  const top = doc.y + 4;
  const values = chart.lines.flatMap(({ values, band }) => [...values, ...(band ?? []).map(({ high }) => high)]);
  const lines = axisLines(Math.max(0, ...values.filter((value) => value !== null)), chart.unit);
  const most = lines.at(-1)!;
  const step = (width - AXIS) / Math.max(1, chart.labels.length);
  const stage: Stage = {
    x: (index) => left + AXIS + step * (index + 0.5),
    y: (value) => top + HEIGHT * (1 - Math.min(value, most) / most),
    step,
  };
  const words = (value: number) =>
    chart.unit === 'share'
      ? percentWords(value, locale)
      : chart.unit === 'seconds' && value > 0
        ? spanWords(value, locale)
        : countWords(value, locale);
  doc.font('plain').fontSize(7).fillColor(INK.dim);
  for (const line of lines) {
    doc
      .moveTo(left + AXIS, stage.y(line))
      .lineTo(left + width, stage.y(line))
      .lineWidth(0.5)
      .strokeColor(INK.line)
      .stroke();
    doc.text(words(line), left, stage.y(line) - 4, { width: AXIS - 6, align: 'right', lineBreak: false });
  }
  const every = Math.ceil(chart.labels.length / 9);
  for (const [i, label] of chart.labels.entries())
    if (i % every === 0)
      doc.text(label, stage.x(i) - 30, top + HEIGHT + 5, { width: 60, align: 'center', lineBreak: false });
  const bars = chart.lines.filter(({ kind }) => kind === 'bar');
  for (const line of chart.lines)
    if (line.kind === 'bar') bar(pen, stage, line, bars.indexOf(line), bars.length);
    else drawLine(pen, stage, line);
  doc.x = left;
  doc.y = top + HEIGHT + 26;
}

/** The title, and beside it what each colour is: lines and bars differ in shape too. */
function drawLegend({ doc, left }: Pen, chart: Chart): void {
  const top = doc.y;
  doc.font('bold').fontSize(10).fillColor(INK.ink).text(chart.title, left, top, { lineBreak: false });
  let x = left + doc.widthOfString(chart.title) + 16;
  if (chart.lines.length > 1)
    for (const { name, tint, kind } of chart.lines) {
      if (kind === 'bar') doc.rect(x, top + 3, 7, 7).fill(INK[tint]);
      else {
        doc
          .moveTo(x, top + 6.5)
          .lineTo(x + 10, top + 6.5)
          .lineWidth(1.4)
          .strokeColor(INK[tint]);
        if (tint === 'amber') doc.dash(2.5, { space: 2 });
        doc.stroke().undash();
      }
      doc
        .font('plain')
        .fontSize(8)
        .fillColor(INK.dim)
        .text(name, x + 13, top + 2, { lineBreak: false });
      x += 13 + doc.widthOfString(name) + 14;
    }
  doc.y = top + 16;
}

function bar({ doc }: Pen, { x, y, step }: Stage, line: Line, which: number, of: number): void {
  const room = Math.min(step * 0.74, 22 * of);
  const width = Math.max(0.8, room / of - 0.6);
  for (const [i, value] of line.values.entries())
    if (value) doc.rect(x(i) - room / 2 + (room / of) * which, y(value), width, y(0) - y(value)).fill(INK[line.tint]);
}

/** Unbroken stretches of days with a value. */
export function stretches(values: (number | null)[]): number[][] {
  const found: number[][] = [];
  for (const [i, value] of values.entries()) {
    if (value === null) continue;
    const last = found.at(-1);
    if (last?.at(-1) === i - 1) last.push(i);
    else found.push([i]);
  }
  return found;
}

function drawLine({ doc }: Pen, { x, y }: Stage, line: Line): void {
  const at = (i: number) => line.values[i] ?? 0;
  for (const stretch of stretches(line.values)) {
    if (line.band) {
      const edge = (i: number, side: 'low' | 'high'): [number, number] => [x(i), y(line.band?.[i]?.[side] ?? at(i))];
      doc
        .polygon(...stretch.map((i) => edge(i, 'high')), ...stretch.toReversed().map((i) => edge(i, 'low')))
        .fillOpacity(0.55)
        .fill(INK.band)
        .fillOpacity(1);
    }
    const [first, ...rest] = stretch;
    doc.moveTo(x(first!), y(at(first!)));
    for (const i of rest) doc.lineTo(x(i), y(at(i)));
    doc.lineWidth(1.3).strokeColor(INK[line.tint]);
    if (line.tint === 'amber') doc.dash(2.5, { space: 2 });
    doc.stroke().undash();
    if (stretch.length === 1) doc.circle(x(first!), y(at(first!)), 1.8).fill(INK[line.tint]);
  }
}

/** Null: neither good nor low. */
const tintOf = (good: boolean | null | undefined) =>
  good === null ? INK.grey : good === false ? INK.amber : INK.accent;

export function drawBars(pen: Pen, block: Extract<Block, { kind: 'bars' }>): void {
  const { doc, left, width } = pen;
  room(doc, 28 + block.bars.length * 17);
  const top = doc.y;
  doc.font('bold').fontSize(10).fillColor(INK.ink).text(block.title, left, top, { lineBreak: false });
  // Words that are not broken do not move the pen: the bars begin below the title by its height.
  let y = top + 20;
  const most = Math.max(1, ...block.bars.map(({ value }) => value));
  const [name, words] = [110, 90];
  for (const one of block.bars) {
    doc.font('plain').fontSize(8.5).fillColor(INK.ink);
    doc.text(one.name, left, y + 1, { width: name - 8, lineBreak: false, ellipsis: true, height: 12 });
    const full = width - name - words;
    doc.rect(left + name, y + 2, full, 8).fill(INK.line);
    doc.rect(left + name, y + 2, (full * one.value) / most, 8).fill(tintOf(one.good));
    doc
      .fillColor(INK.ink)
      .text(one.words, left + width - words, y + 1, { width: words, align: 'right', lineBreak: false });
    y += 17;
  }
  doc.x = left;
  doc.y = y + 8;
}
