/** Which items of two sequences have no partner in the other; the rest is the same in both, in the same order. */
export interface SequenceDiff {
  /** 1 at each index of the first that the second has not. */
  readonly removed: Uint8Array;
  /** 1 at each index of the second that the first has not. */
  readonly added: Uint8Array;
}

// Beyond so many edits in one search the shortest way is not worth its time: the best one found so far is taken.
const leastPatience = 256;

/** The shortest edit from one sequence to another, items compared as numbers; near the shortest for long ones that have little in
 *  common. Memory is linear in both, time in their lengths times what differs, and bounded there.
 *  Method: E. Myers, An O(ND) Difference Algorithm and Its Variations, 1986, section 4b. */
export function diffSequences(a: Int32Array, b: Int32Array): SequenceDiff {
  const removed = new Uint8Array(a.length);
  const added = new Uint8Array(b.length);
  const search = new Search(a, b);
  const open: Range[] = [{ aFrom: 0, aTo: a.length, bFrom: 0, bTo: b.length }];
  for (let range = open.pop(); range; range = open.pop()) {
    let { aFrom, aTo, bFrom, bTo } = range;
    while (aFrom < aTo && bFrom < bTo && a[aFrom] === b[bFrom]) {
      aFrom += 1;
      bFrom += 1;
    }
    while (aFrom < aTo && bFrom < bTo && a[aTo - 1] === b[bTo - 1]) {
      aTo -= 1;
      bTo -= 1;
    }
    if (aFrom === aTo) added.fill(1, bFrom, bTo);
    else if (bFrom === bTo) removed.fill(1, aFrom, aTo);
    else {
      const { x, y } = search.findMiddle({ aFrom, aTo, bFrom, bTo });
      open.push({ aFrom, aTo: x, bFrom, bTo: y }, { aFrom: x, aTo, bFrom: y, bTo });
    }
  }
  return { removed, added };
}

interface Range {
  readonly aFrom: number;
  readonly aTo: number;
  readonly bFrom: number;
  readonly bTo: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Looks from both ends of a range for a point on the shortest way. Diagonals are numbered by x − y. */
class Search {
  readonly #a: Int32Array;
  readonly #b: Int32Array;
  /** How far each diagonal was reached from the start and from the end (x). */
  readonly #forward: Int32Array;
  readonly #backward: Int32Array;
  /** What is added to a diagonal to make it an index. */
  readonly #zero: number;
  readonly #patience: number;

  constructor(a: Int32Array, b: Int32Array) {
    this.#a = a;
    this.#b = b;
    this.#zero = b.length + 1;
    this.#forward = new Int32Array(a.length + b.length + 3);
    this.#backward = new Int32Array(a.length + b.length + 3);
    this.#patience = Math.max(leastPatience, Math.ceil(Math.sqrt(a.length + b.length)));
  }

  findMiddle(range: Range): Point {
    const { aFrom, aTo, bFrom, bTo } = range;
    const [first, last] = [aFrom - bFrom, aTo - bTo];
    const [lowest, highest] = [aFrom - bTo, aTo - bFrom];
    const isOdd = ((first - last) & 1) !== 0;
    const [forward, backward, zero] = [this.#forward, this.#backward, this.#zero];
    const ahead = { low: first, high: first };
    const behind = { low: last, high: last };
    forward[zero + first] = aFrom;
    backward[zero + last] = aTo;
    for (let cost = 1; ; cost += 1) {
      widen(ahead, lowest, highest, (diagonal) => (forward[zero + diagonal] = -1));
      for (let d = ahead.high; d >= ahead.low; d -= 2) {
        const x = this.#goForward(d, range);
        if (isOdd && behind.low <= d && d <= behind.high && (backward[zero + d] ?? 0) <= x) return { x, y: x - d };
      }
      widen(behind, lowest, highest, (diagonal) => (backward[zero + diagonal] = 0x7fffffff));
      for (let d = behind.high; d >= behind.low; d -= 2) {
        const x = this.#goBack(d, range);
        if (!isOdd && ahead.low <= d && d <= ahead.high && x <= (forward[zero + d] ?? 0)) return { x, y: x - d };
      }
      if (cost >= this.#patience) return this.#farthest(range, ahead, behind);
    }
  }

  #goForward(d: number, { aTo, bTo }: Range): number {
    const below = this.#forward[this.#zero + d - 1] ?? 0;
    const above = this.#forward[this.#zero + d + 1] ?? 0;
    let x = below < above ? above : below + 1;
    while (x < aTo && x - d < bTo && this.#a[x] === this.#b[x - d]) x += 1;
    this.#forward[this.#zero + d] = x;
    return x;
  }

  #goBack(d: number, { aFrom, bFrom }: Range): number {
    const below = this.#backward[this.#zero + d - 1] ?? 0;
    const above = this.#backward[this.#zero + d + 1] ?? 0;
    let x = below < above ? below : above - 1;
    while (x > aFrom && x - d > bFrom && this.#a[x - 1] === this.#b[x - d - 1]) x -= 1;
    this.#backward[this.#zero + d] = x;
    return x;
  }

  /** The point that was come farthest to, from either end. */
  #farthest({ aFrom, aTo, bFrom, bTo }: Range, ahead: Band, behind: Band): Point {
    let there: Point = { x: aFrom, y: bFrom };
    for (let d = ahead.high; d >= ahead.low; d -= 2) {
      const reached = Math.min(this.#forward[this.#zero + d] ?? 0, aTo, bTo + d);
      if (reached + reached - d > there.x + there.y) there = { x: reached, y: reached - d };
    }
    let back: Point = { x: aTo, y: bTo };
    for (let d = behind.high; d >= behind.low; d -= 2) {
      const reached = Math.max(this.#backward[this.#zero + d] ?? 0, aFrom, bFrom + d);
      if (reached + reached - d < back.x + back.y) back = { x: reached, y: reached - d };
    }
    return there.x + there.y - aFrom - bFrom > aTo + bTo - back.x - back.y ? there : back;
  }
}

/** The diagonals of one round. */
interface Band {
  low: number;
  high: number;
}

/** One diagonal more at each side, as long as there are any; `clear` readies the ones beyond. */
function widen(band: Band, lowest: number, highest: number, clear: (diagonal: number) => void): void {
  if (band.low > lowest) {
    band.low -= 1;
    clear(band.low - 1);
  } else band.low += 1;
  if (band.high < highest) {
    band.high += 1;
    clear(band.high + 1);
  } else band.high -= 1;
}
