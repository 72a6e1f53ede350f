// What a stand-in has seen and done, line by line: kept in memory for tests, and in a file for processes that outlive a kill.
import { appendFileSync } from 'node:fs';

export class StandinLog<Line extends object> {
  readonly lines: (Line & { at: string })[] = [];
  private readonly waiting = new Set<() => void>();

  /** `file`: a JSONL file to append to, written before the outside is answered. */
  constructor(private readonly file: string | null) {}

  add(line: Line): void {
    const dated = { at: new Date().toISOString(), ...line };
    this.lines.push(dated);
    if (this.file) appendFileSync(this.file, `${JSON.stringify(dated)}\n`);
    for (const look of [...this.waiting]) look();
  }

  /** Resolves with the first `n` lines that match, as soon as there are so many. @throws after `timeoutMs`, with what was seen. */
  waitFor(matches: (line: Line) => boolean, n = 1, timeoutMs = 10_000): Promise<(Line & { at: string })[]> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = this.lines.filter(matches);
        if (found.length < n) return;
        done();
        resolve(found.slice(0, n));
      };
      const timer = setTimeout(() => {
        done();
        const seen = this.lines.slice(-10).map((line) => JSON.stringify(line).slice(0, 300));
        reject(new Error(`Waited ${timeoutMs} ms for ${n} line(s) in vain; last seen:\n${seen.join('\n')}`));
      }, timeoutMs);
      const done = () => {
        clearTimeout(timer);
        this.waiting.delete(look);
      };
      this.waiting.add(look);
      look();
    });
  }
}
