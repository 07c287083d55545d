import { DomainError, type ErrorFactory, type ErrorParams } from '../platform/errors/domain-error.ts';
import type { Channel, Numbering, UnitKind } from '../units/unit-kinds.ts';
import type { UnitStanding } from '../units/unit-standings.reader.ts';
import { UNITS } from '../units/units.errors.ts';
import { refuseUnreachable, usualChannel } from '../units/units.policy.ts';
import { clean } from './cells.policy.ts';
import type { Change } from './planned-row.ts';
import { problem, type Problem } from './table.ts';
import type { UnitView } from './unit-view.ts';
import { KIND_WORDS, wordFor } from './words.policy.ts';

export interface WantedUnit {
  readonly id: string;
  readonly values: Readonly<Record<string, string>>;
}

/** What is to become of one unit, as the tree stands. */
export interface UnitPlan {
  readonly outcome: 'create' | 'change' | 'same' | 'error';
  readonly changes: readonly Change[];
  readonly problems: readonly Problem[];
  readonly before: UnitStanding | null;
  readonly after: UnitStanding | null;
}

const PLAIN = ['email', 'phone', 'symbol', 'numbering', 'place', 'channel'] as const;

const of = (error: ErrorFactory, params: ErrorParams = {}, field: string | null = null): Problem =>
  problem(error.code, params, field);

const refused = (problems: readonly Problem[]): UnitPlan => ({
  outcome: 'error',
  changes: [],
  problems,
  before: null,
  after: null,
});

/**
 * Decides about one unit by the rules of the unit room. Cells left empty leave alone what is there.
 * @param day from which new units are there and new names hold, 'yyyy-MM-dd', unless the file says another
 */
export function planUnit(view: UnitView, wanted: WantedUnit, day: string): UnitPlan {
  const known = view.byCode(wanted.values['code'] ?? '');
  if (!known) return planNew(view, wanted, day);
  if (!view.isWithin(known.id)) return refused([of(UNITS.codeTaken, { code: known.code }, 'code')]);
  return planChange(view, known, wanted.values, day);
}

function planNew(view: UnitView, { id, values }: WantedUnit, day: string): UnitPlan {
  const { code = '', name = '', kind, shortName = name, email = null } = values;
  const parent = values['parentCode'] === undefined ? view.rootId : view.byCode(values['parentCode'])?.id;
  const problems = [
    ...(name === '' ? [problem('required', {}, 'name')] : []),
    ...(kind === undefined ? [problem('required', {}, 'kind')] : []),
    ...(shortName.length > 100 ? [problem('required', {}, 'shortName')] : []),
    ...parentProblems(view, parent),
  ];
  if (problems.length > 0 || kind === undefined || parent === undefined) return refused(problems);
  const channel = (values['channel'] as Channel | undefined) ?? usualChannel(kind as UnitKind, email);
  const openedOn = values['openedOn'] ?? day;
  const after: UnitStanding = {
    id,
    parentId: parent,
    code,
    kind: kind as UnitKind,
    channel,
    email,
    phone: values['phone'] ?? null,
    symbol: values['symbol'] ?? 'ĐTN',
    numbering: (values['numbering'] as Numbering | undefined) ?? 'TERM',
    place: values['place'] ?? '',
    openedOn,
    closedOn: null,
    names: [{ validFrom: openedOn, name, shortName }],
  };
  const unreachable = reachProblems(after);
  if (unreachable.length > 0) return refused(unreachable);
  const shown = { ...values, parentCode: view.codeOf(parent) ?? '', shortName, channel, openedOn };
  const changes = Object.entries(shown)
    .filter(([field]) => field !== 'code' && field !== 'nameFrom')
    .map(([field, to]) => ({ field, from: null, to }))
    .toSorted(byField);
  return { outcome: 'create', changes, problems: [], before: null, after };
}

function planChange(
  view: UnitView,
  known: UnitStanding,
  values: Readonly<Record<string, string>>,
  day: string,
): UnitPlan {
  const parent = values['parentCode'] === undefined ? known.parentId : (view.byCode(values['parentCode'])?.id ?? '');
  const after: UnitStanding = {
    ...known,
    ...said(known, values),
    parentId: parent,
    names: renamed(known, values, day),
  };
  const changes = changesBetween(view, known, after);
  const problems = [
    ...fixedProblems(known, values),
    ...(parent === known.parentId ? [] : moveProblems(view, known, parent ?? undefined)),
    ...nameProblems(known, after, values['nameFrom'] ?? day),
  ];
  if (problems.length > 0) return refused(problems);
  if (changes.length === 0) return { outcome: 'same', changes, problems, before: known, after: known };
  if (known.closedOn !== null) return refused([of(UNITS.closed, { closedOn: known.closedOn })]);
  const unreachable = reachProblems(after);
  return unreachable.length > 0 ? refused(unreachable) : { outcome: 'change', changes, problems, before: known, after };
}

/** What the file says differently. Both sides are cleaned: a double space of years ago is no difference. */
function said(known: UnitStanding, values: Readonly<Record<string, string>>): Partial<UnitStanding> {
  const differing = PLAIN.filter(
    (field) => values[field] !== undefined && clean(known[field] ?? '') !== clean(values[field]),
  );
  return Object.fromEntries(differing.map((field) => [field, values[field]]));
}

type Names = UnitStanding['names'];

/** As `unit_name_on` in SQL: before the first name, the first. */
function nameOn(names: Names, day: string): Names[number] {
  return (names.findLast(({ validFrom }) => validFrom <= day) ?? names[0]) as Names[number];
}

function renamed({ names }: UnitStanding, values: Readonly<Record<string, string>>, day: string): Names {
  const from = values['nameFrom'] ?? day;
  const now = nameOn(names, from);
  const { name = now.name, shortName = now.shortName } = values;
  if (clean(now.name) === clean(name) && clean(now.shortName) === clean(shortName)) return names;
  return [...names, { validFrom: from, name, shortName }];
}

function nameProblems(known: UnitStanding, after: UnitStanding, from: string): Problem[] {
  const taken = known.names.find(({ validFrom }) => validFrom === from);
  if (after.names === known.names || !taken) return [];
  return [of(UNITS.nameTaken, { validFrom: from, name: taken.name }, 'name')];
}

function changesBetween(view: UnitView, before: UnitStanding, after: UnitStanding): Change[] {
  const changes: Change[] = PLAIN.filter((field) => before[field] !== after[field]).map((field) => ({
    field,
    from: before[field] || null,
    to: after[field],
  }));
  if (before.parentId !== after.parentId)
    changes.push({ field: 'parentCode', from: view.codeOf(before.parentId), to: view.codeOf(after.parentId) });
  if (before.names !== after.names) {
    const next = after.names.at(-1) as Names[number];
    const last = nameOn(before.names, next.validFrom);
    for (const field of ['name', 'shortName'] as const)
      if (last[field] !== next[field]) changes.push({ field, from: last[field], to: next[field] });
    changes.push({ field: 'nameFrom', from: null, to: next.validFrom });
  }
  return changes.toSorted(byField);
}

const byField = (a: Change, b: Change): number => (a.field < b.field ? -1 : 1);

function fixedProblems(known: UnitStanding, { kind, openedOn }: Readonly<Record<string, string>>): Problem[] {
  return [
    ...(kind !== undefined && kind !== known.kind
      ? [problem('kind-differs', { known: wordFor(KIND_WORDS, known.kind) }, 'kind')]
      : []),
    ...(openedOn !== undefined && openedOn !== known.openedOn
      ? [problem('opened-on-differs', { known: known.openedOn }, 'openedOn')]
      : []),
  ];
}

/** Both the place it leaves and the place it goes to must be the administrator's, as when one unit is moved by hand. */
function moveProblems(view: UnitView, known: UnitStanding, parent: string | undefined): Problem[] {
  if (!view.isWithin(known.parentId)) return [of(UNITS.moveFromAbove, {}, 'parentCode')];
  const problems = parentProblems(view, parent || undefined);
  if (problems.length > 0 || parent === undefined) return problems;
  return view.pathOf(parent).has(known.id) ? [of(UNITS.movedIntoItself, {}, 'parentCode')] : [];
}

function parentProblems(view: UnitView, parent: string | undefined): Problem[] {
  if (parent === undefined || !view.isWithin(parent)) return [of(UNITS.parentNotFound, {}, 'parentCode')];
  const closedOn = view.closedOn(parent);
  return closedOn === null ? [] : [of(UNITS.parentClosed, { closedOn }, 'parentCode')];
}

function reachProblems(unit: UnitStanding): Problem[] {
  try {
    refuseUnreachable(unit);
    return [];
  } catch (error) {
    if (error instanceof DomainError) return [problem(error.code, error.params, 'channel')];
    throw error;
  }
}
