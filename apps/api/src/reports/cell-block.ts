// Path C, pure: a day's cells packed into bytes, sorted, as differences of small whole numbers; and read again, slices that do not matter skipped.

/** slice → kind → entry → how many. Slice 0 stands for all that a row of rollups is of. */
export type Cells = Map<number, Map<number, Map<number, number>>>;

export function addCell(cells: Cells, slice: number, kind: number, entry: number, n: number): void {
  const kinds = cells.get(slice) ?? new Map<number, Map<number, number>>();
  const entries = kinds.get(kind) ?? new Map<number, number>();
  const sum = (entries.get(entry) ?? 0) + n;
  if (sum !== 0) entries.set(entry, sum);
  else entries.delete(entry);
  kinds.set(kind, entries);
  cells.set(slice, kinds);
}

class Writer {
  private bytes = new Uint8Array(256);
  length = 0;

  /** Whole numbers from 0 to 2^53: seven bits a byte, the lowest first. Anything else would be read as something else: it throws. */
  put(value: number): void {
    if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${value} has no place in a cell`);
    if (this.length + 10 > this.bytes.length) {
      const wider = new Uint8Array(this.bytes.length * 2);
      wider.set(this.bytes);
      this.bytes = wider;
    }
    let rest = value;
    while (rest >= 128) {
      this.bytes[this.length++] = (rest % 128) + 128;
      rest = Math.floor(rest / 128);
    }
    this.bytes[this.length++] = rest;
  }

  append(other: Writer): void {
    while (this.length + other.length > this.bytes.length) {
      const wider = new Uint8Array(this.bytes.length * 2);
      wider.set(this.bytes);
      this.bytes = wider;
    }
    this.bytes.set(other.bytes.subarray(0, other.length), this.length);
    this.length += other.length;
  }

  done(): Buffer {
    return Buffer.from(this.bytes.subarray(0, this.length));
  }
}

const rising = (keys: Iterable<number>) => [...keys].sort((a, b) => a - b);

/** For each slice: its distance to the one before, the length of what follows, and by kind its entries likewise. */
export function packCells(cells: Cells): Buffer {
  const out = new Writer();
  let lastSlice = 0;
  for (const slice of rising(cells.keys())) {
    const run = new Writer();
    let lastKind = 0;
    const kinds = cells.get(slice)!;
    for (const kind of rising(kinds.keys())) {
      const entries = kinds.get(kind)!;
      if (entries.size === 0) continue;
      run.put(kind - lastKind);
      run.put(entries.size);
      lastKind = kind;
      let lastEntry = 0;
      for (const entry of rising(entries.keys())) {
        const n = entries.get(entry)!;
        run.put(entry - lastEntry);
        // Small numbers of either sign: a count below zero shows a fault, and must be seen to be mended.
        run.put(n >= 0 ? n * 2 : -n * 2 - 1);
        lastEntry = entry;
      }
    }
    if (run.length === 0) continue;
    out.put(slice - lastSlice);
    out.put(run.length);
    out.append(run);
    lastSlice = slice;
  }
  return out.done();
}

/** Tells every cell of the slices that `wants` says yes to. Bytes that were cut short are refused with a RangeError. */
export function readCells(
  bytes: Uint8Array,
  wants: (slice: number) => boolean,
  tell: (slice: number, kind: number, entry: number, n: number) => void,
): void {
  let at = 0;
  const take = () => {
    let byte = bytes[at++]!;
    if (byte < 128) return byte;
    let value = byte - 128;
    for (let scale = 128; at < bytes.length; scale *= 128) {
      byte = bytes[at++]!;
      if (byte < 128) return value + byte * scale;
      value += (byte - 128) * scale;
    }
    throw new RangeError('these cells end in the middle of a number');
  };
  for (let slice = 0; at < bytes.length; ) {
    slice += take();
    const end = take() + at;
    if (!wants(slice)) at = end;
    for (let kind = 0; at < end; ) {
      kind += take();
      let entry = 0;
      for (let left = take(); left > 0; left--) {
        entry += take();
        const n = take();
        tell(slice, kind, entry, n % 2 === 0 ? n / 2 : -(n + 1) / 2);
      }
    }
  }
}

export function unpackCells(bytes: Uint8Array): Cells {
  const cells: Cells = new Map();
  readCells(
    bytes,
    () => true,
    (slice, kind, entry, n) => addCell(cells, slice, kind, entry, n),
  );
  return cells;
}
