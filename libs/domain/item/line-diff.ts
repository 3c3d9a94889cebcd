export interface LineChange {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** So many pairs of lines are compared at most; what differs more is shown as removed and added whole. */
const MOST_PAIRS = 1_000_000;

/** How one list of lines becomes another, by their longest common subsequence; what was removed stands first. */
export function lineDiff(before: readonly string[], after: readonly string[]): readonly LineChange[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  while (
    end < before.length - start &&
    end < after.length - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  )
    end++;
  const same = (lines: readonly string[]) => lines.map((text): LineChange => ({ kind: 'same', text }));
  return [
    ...same(before.slice(0, start)),
    ...middle(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...same(before.slice(before.length - end)),
  ];
}

function middle(before: readonly string[], after: readonly string[]): readonly LineChange[] {
  const lengths = before.length * after.length > MOST_PAIRS ? null : commonLengths(before, after);
  const common = (i: number, j: number): number => lengths?.[i * (after.length + 1) + j] ?? 0;
  const changes: LineChange[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const [old, present] = [before[i], after[j]];
    if (lengths !== null && old !== undefined && old === present) {
      changes.push({ kind: 'same', text: old });
      i++;
      j++;
    } else if (old !== undefined && (present === undefined || common(i + 1, j) >= common(i, j + 1))) {
      changes.push({ kind: 'removed', text: old });
      i++;
    } else {
      changes.push({ kind: 'added', text: present ?? '' });
      j++;
    }
  }
  return changes;
}

/** By place in both: how many lines they have in common from there on, row by row. */
function commonLengths(before: readonly string[], after: readonly string[]): Uint16Array {
  const width = after.length + 1;
  const lengths = new Uint16Array((before.length + 1) * width);
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--)
      lengths[i * width + j] =
        before[i] === after[j]
          ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0);
  return lengths;
}
