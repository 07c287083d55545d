import { randomUUID } from 'node:crypto';
import { gather, type Group } from './gather.policy.ts';
import { planUnit, type UnitPlan } from './plan-unit.policy.ts';
import type { PlannedRow } from './planned-row.ts';
import type { ReadRow } from './read-rows.ts';
import { problem, type Problem } from './table.ts';
import type { UnitView } from './unit-view.ts';

const OWN = [
  'parentCode',
  'name',
  'shortName',
  'kind',
  'email',
  'phone',
  'symbol',
  'openedOn',
  'place',
  'channel',
  'numbering',
  'nameFrom',
];

/**
 * Decides about every row of a table of units, superiors first wherever they stand in it.
 * @param view the tree as it is; afterwards as it would be
 */
export function planUnits(rows: readonly ReadRow[], view: UnitView, day: string): PlannedRow[] {
  const { groups, bad } = gather(rows, 'code', OWN, ['code']);
  const { ordered, rings } = inOrder(groups);
  const badCodes = new Map<string, number>();
  for (const { values, no } of bad.keys()) if (values['code'] !== undefined) badCodes.set(values['code'], no);
  const planned = [...bad].map(([row, problems]) => errorRow(row, problems));
  for (const [step, group] of ordered.entries()) {
    const ring = rings.get(group.key);
    const id = view.byCode(group.key)?.id ?? randomUUID();
    const values = { ...group.values, code: group.key };
    const plan = ring ? refusedFor(ring) : explained(planUnit(view, { id, values }, day), group, badCodes);
    if (plan.after && plan.outcome !== 'same') view.put(plan.after);
    if (plan.outcome === 'error') badCodes.set(group.key, group.rows[0]?.no ?? 0);
    planned.push(...rowsOf(group, plan, { id, values }, step));
  }
  return planned.toSorted((a, b) => (a.no ?? 0) - (b.no ?? 0));
}

/** A superior that is missing because its own row is wrong is told as such. */
function explained(plan: UnitPlan, { values }: Group, badCodes: ReadonlyMap<string, number>): UnitPlan {
  const code = values['parentCode'] ?? '';
  const row = badCodes.get(code);
  if (row === undefined || !plan.problems.some((found) => found.code === 'units.parent-not-found')) return plan;
  const problems = plan.problems.map((found) =>
    found.code === 'units.parent-not-found' ? problem('parent-row-bad', { code, row }, 'parentCode') : found,
  );
  return { ...plan, problems };
}

const refusedFor = (problems: readonly Problem[]): UnitPlan => ({
  outcome: 'error',
  changes: [],
  problems,
  before: null,
  after: null,
});

function errorRow(row: ReadRow, problems: readonly Problem[]): PlannedRow {
  return {
    no: row.no,
    outcome: 'error',
    key: row.values['code'] ?? '',
    label: row.values['name'] ?? '',
    changes: [],
    problems,
    warnings: row.warnings,
    step: null,
    plan: null,
  };
}

/** The first row of a unit carries what is done; the others say the same once more. */
function rowsOf(
  { rows, key, values }: Group,
  plan: UnitPlan,
  stored: NonNullable<PlannedRow['plan']>,
  step: number,
): PlannedRow[] {
  const label = values['name'] ?? plan.before?.names.at(-1)?.name ?? '';
  return rows.map((row, i) => {
    if (plan.outcome === 'error') return { ...errorRow(row, plan.problems), label };
    const isDone = i === 0 && plan.outcome !== 'same';
    const again = i === 0 ? [] : [problem('duplicate-of-row', { row: rows[0]?.no ?? 0 })];
    return {
      no: row.no,
      outcome: isDone ? plan.outcome : 'same',
      key,
      label,
      changes: isDone ? plan.changes : [],
      problems: [],
      warnings: [...row.warnings, ...again],
      step: isDone ? step : null,
      plan: isDone ? stored : null,
    };
  });
}

/** Superiors before those below them; units tied into a ring by their rows are named instead. */
function inOrder(groups: readonly Group[]): {
  readonly ordered: readonly Group[];
  readonly rings: ReadonlyMap<string, Problem[]>;
} {
  const byCode = new Map(groups.map((group) => [group.key, group]));
  const [ordered, rings] = [new Set<Group>(), new Map<string, Problem[]>()];
  for (const group of groups) {
    const chain: Group[] = [];
    const onChain = new Set<Group>();
    let at: Group | undefined = group;
    while (at && !ordered.has(at) && !onChain.has(at)) {
      chain.push(at);
      onChain.add(at);
      at = byCode.get(at.values['parentCode'] ?? '');
    }
    if (at && onChain.has(at)) nameRing(chain.slice(chain.indexOf(at)), rings);
    for (const member of chain.toReversed()) ordered.add(member);
  }
  return { ordered: [...ordered], rings };
}

function nameRing(ring: readonly Group[], rings: Map<string, Problem[]>): void {
  const codes = ring.map(({ key }) => key);
  const shown = [...codes.slice(0, 10), codes.length > 10 ? '…' : codes[0]].join(' → ');
  for (const code of codes) rings.set(code, [problem('ring', { codes: shown }, 'parentCode')]);
}
