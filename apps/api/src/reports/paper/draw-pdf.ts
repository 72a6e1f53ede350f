// A paper as PDF: A4, embedded fonts with Latin, Cyrillic and Greek, charts as vectors; nothing but drawing.
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import { say } from '../../platform/words/words.js';
import { drawBars, drawChart } from './draw-chart.js';
import type { Block, Paper, Tile } from './paper.js';

/** What everything on the page is drawn with. */
export interface Pen {
  doc: PDFKit.PDFDocument;
  locale: string;
  left: number;
  width: number;
}

export const INK = {
  ink: '#16191d',
  dim: '#626973',
  line: '#e4e7e9',
  accent: '#0f766e',
  band: '#cfe9e4',
  grey: '#b6bdc4',
  amber: '#b45309',
} as const;

const fontFile = (name: string) => createRequire(import.meta.url).resolve(`@expo-google-fonts/inter/${name}`);
const FONTS = {
  plain: fontFile('400Regular/Inter_400Regular.ttf'),
  bold: fontFile('600SemiBold/Inter_600SemiBold.ttf'),
};
const MARGIN = 44;
const FOOT = 18;
const GAP = 12;

/** The whole file. */
export async function drawPdf(paper: Paper): Promise<Buffer> {
  const doc = new PDFDocument({
    size: 'A4',
    margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: MARGIN + FOOT },
    bufferPages: true,
    lang: paper.locale,
    displayTitle: true,
    info: { Title: paper.title, Creator: 'Otklik' },
  });
  doc.registerFont('plain', FONTS.plain);
  doc.registerFont('bold', FONTS.bold);
  const parts: Buffer[] = [];
  const whole = new Promise<Buffer>((resolve, reject) => {
    doc.on('data', (part: Buffer) => parts.push(part));
    doc.on('end', () => resolve(Buffer.concat(parts)));
    doc.on('error', reject);
  });
  const pen: Pen = { doc, locale: paper.locale, left: MARGIN, width: doc.page.width - 2 * MARGIN };
  drawHead(pen, paper);
  for (const [i, block] of paper.blocks.entries()) drawBlock(pen, block, paper.blocks[i + 1]);
  write(pen, paper.small, { size: 7.5, tint: INK.dim });
  number(pen, paper);
  doc.end();
  return whole;
}

function write(
  { doc, left, width }: Pen,
  text: string,
  { size, tint = INK.ink, font = 'plain' }: { size: number; tint?: string; font?: 'plain' | 'bold' },
): void {
  doc.font(font).fontSize(size).fillColor(tint);
  room(doc, Math.min(200, doc.heightOfString(text, { width })));
  doc.text(text, left, doc.y, { width, lineGap: 1.5 });
  doc.y += GAP / 2;
}

/** The next page when so much no longer fits on this one. */
export function room(doc: PDFKit.PDFDocument, height: number): void {
  if (doc.y + height > doc.page.height - MARGIN - FOOT) doc.addPage();
}

function drawHead(pen: Pen, paper: Paper): void {
  write(pen, paper.title, { size: 20, font: 'bold' });
  write(pen, paper.under, { size: 9.5, tint: INK.dim });
  pen.doc.y += GAP / 2;
}

/** How much must follow a heading on its page. */
const MINIMUM: Record<Block['kind'], number> = { heading: 30, text: 40, tiles: 90, chart: 190, bars: 110, table: 80 };

function drawBlock(pen: Pen, block: Block, next: Block | undefined): void {
  const { doc } = pen;
  if (block.kind === 'heading') {
    room(doc, 36 + MINIMUM[next?.kind ?? 'text']);
    doc.y += GAP / 2;
    write(pen, block.text, { size: 13, font: 'bold' });
  } else if (block.kind === 'text') write(pen, block.text, { size: block.large ? 11.5 : 10 });
  else if (block.kind === 'tiles') drawTiles(pen, block.tiles);
  else if (block.kind === 'chart') drawChart(pen, block);
  else if (block.kind === 'bars') drawBars(pen, block);
  else drawTable(pen, block);
}

const IN_A_ROW = 3;

function drawTiles({ doc, left, width }: Pen, tiles: Tile[]): void {
  const each = (width - GAP * (IN_A_ROW - 1)) / IN_A_ROW;
  const height = 74;
  for (let row = 0; row < tiles.length; row += IN_A_ROW) {
    room(doc, height + GAP);
    const top = doc.y;
    for (const [i, tile] of tiles.slice(row, row + IN_A_ROW).entries()) {
      const x = left + i * (each + GAP);
      const inner = { width: each - 20, height: 11, ellipsis: true, lineBreak: false };
      doc.roundedRect(x, top, each, height, 5).lineWidth(0.7).strokeColor(INK.line).stroke();
      doc
        .font('plain')
        .fontSize(8.5)
        .fillColor(INK.dim)
        .text(tile.name, x + 10, top + 8, inner);
      doc
        .font('bold')
        .fontSize(15)
        .fillColor(tile.faint ? INK.dim : INK.ink)
        .text(tile.value, x + 10, top + 19, { ...inner, height: 20 });
      for (const [line, note] of tile.notes.entries())
        doc
          .font('plain')
          .fontSize(7.5)
          .fillColor(INK.dim)
          .text(note, x + 10, top + 40 + line * 10, inner);
    }
    doc.y = top + height + GAP;
  }
  doc.x = left;
}

function drawTable(pen: Pen, table: Extract<Block, { kind: 'table' }>): void {
  const { doc, left, width } = pen;
  room(doc, MINIMUM.table);
  if (table.title) write(pen, table.title, { size: 10, font: 'bold' });
  const first = width * (table.head.length > 5 ? 0.26 : 0.36);
  const other = (width - first) / (table.head.length - 1);
  const place = (i: number) => (i === 0 ? left : left + first + (i - 1) * other);
  const line = (cells: string[], font: 'plain' | 'bold', tint: string, size: number) => {
    doc.font(font).fontSize(size).fillColor(tint);
    const height = Math.max(
      ...cells.map((cell, i) => doc.heightOfString(cell, { width: (i === 0 ? first : other) - 6 })),
    );
    room(doc, height + 8);
    const top = doc.y + 3;
    for (const [i, cell] of cells.entries())
      doc.text(cell, place(i), top, { width: (i === 0 ? first : other) - 6, align: i === 0 ? 'left' : 'right' });
    doc.y = top + height + 3;
    doc
      .moveTo(left, doc.y)
      .lineTo(left + width, doc.y)
      .lineWidth(0.5)
      .strokeColor(INK.line)
      .stroke();
  };
  line(table.head, 'bold', INK.dim, 7.5);
  for (const { cells, faint } of table.rows) line(cells, 'plain', faint ? INK.dim : INK.ink, 8.5);
  doc.x = left;
  doc.y += GAP;
}

/** Each page says whose it is and which of how many; written when their number is known. */
function number({ doc, left, width }: Pen, paper: Paper): void {
  const { start, count } = doc.bufferedPageRange();
  for (let page = start; page < start + count; page++) {
    doc.switchToPage(page);
    // Below the margin: else the words would ask for a page of their own.
    doc.page.margins.bottom = 0;
    const y = doc.page.height - MARGIN;
    doc.font('plain').fontSize(7.5).fillColor(INK.dim);
    doc.text(paper.made, left, y, { width: width - 80, lineBreak: false, ellipsis: true, height: 10 });
    const at = say(paper.locale, 'report.page', { page: page + 1, of: count });
    doc.text(at, left + width - 80, y, { width: 80, align: 'right', lineBreak: false });
  }
}
