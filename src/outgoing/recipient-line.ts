import type { Purpose } from '../calendar/deadlines.policy.ts';
import type { Target } from './outgoing.kinds.ts';

/** A line as the drafter wrote it. */
export interface DraftLine {
  readonly target: Target;
  readonly unitId: string | null;
  readonly groupId: string | null;
  readonly purpose: Purpose;
}

/** A line with the name it is printed under. */
export interface LabelledLine extends DraftLine {
  readonly label: string;
}

/** A line as it was frozen into a dispatch: "all units" is one line, its units are in the deliveries. */
export interface Line extends LabelledLine {
  readonly count: number;
}

/** What stands behind a name under "Nơi nhận" (facts §2.4). */
export const PURPOSE_WORDS: Readonly<Record<Purpose, string>> = {
  act: 'để thực hiện',
  coordinate: 'để phối hợp',
  report: 'để b/c',
  inform: 'để biết',
  file: 'lưu',
};

/** Strongest first: a unit on two lines gets one delivery, with the stronger purpose (product.md §2.2). */
export const STRENGTH: readonly Purpose[] = ['act', 'coordinate', 'report', 'inform', 'file'];

export function stronger(a: Purpose, b: Purpose): Purpose {
  return STRENGTH.indexOf(a) <= STRENGTH.indexOf(b) ? a : b;
}

/** Each unit once, with its strongest purpose, in the order of the lines. */
export function mergeRecipients(
  lines: readonly { readonly purpose: Purpose; readonly unitIds: readonly string[] }[],
): Map<string, Purpose> {
  const merged = new Map<string, Purpose>();
  for (const { purpose, unitIds } of lines) {
    for (const id of unitIds) merged.set(id, stronger(merged.get(id) ?? purpose, purpose));
  }
  return merged;
}
