import { randomUUID } from 'node:crypto';
import type { AccountStanding } from '../accounts/account-standings.reader.ts';
import { ACCOUNTS } from '../accounts/accounts.errors.ts';
import type { Role } from '../platform/access/role.ts';
import { clean } from './cells.policy.ts';
import { gather, type Group } from './gather.policy.ts';
import type { Change, PlannedRow } from './planned-row.ts';
import type { ReadRow } from './read-rows.ts';
import { problem, type Problem } from './table.ts';
import type { UnitView } from './unit-view.ts';
import { ROLE_WORDS, wordFor } from './words.policy.ts';

/** What there is, as far as the table is about it. */
export interface AccountView {
  /** Who imports: nobody changes the own posts. */
  readonly callerId: string;
  readonly today: string;
  readonly accounts: ReadonlyMap<string, AccountStanding>;
  readonly units: UnitView;
}

/** As many as one account is given at once by hand. */
const MAX_POSTS = 20;
const OWN = ['displayName', 'email'] as const;

/** Decides about every row of a table of accounts: each row is one post of one person. */
export function planAccounts(rows: readonly ReadRow[], view: AccountView): PlannedRow[] {
  const { groups, bad } = gather(rows, 'username', OWN, ['username', 'unitCode', 'role']);
  const planned = [...bad].map(([row, problems]) => errorRow(row, problems));
  for (const [step, group] of groups.entries()) planned.push(...planAccount(group, view, step));
  return planned.toSorted((a, b) => (a.no ?? 0) - (b.no ?? 0));
}

function planAccount(group: Group, view: AccountView, step: number): PlannedRow[] {
  const known = view.accounts.get(group.key) ?? null;
  const posts = postsIn(group);
  const refusal = accountProblems(group, known, posts.size);
  if (refusal.length > 0) return group.rows.map((row) => errorRow(row, refusal));
  const id = known?.id ?? randomUUID();
  let carried = known ? changesOf(group, known) : newAccount(group);
  return group.rows.map((row) => {
    const said = posts.get(postKey(row)) ?? { first: row, titles: new Map<string, number>() };
    const problems = postProblems(row, said, known, view);
    if (problems.length > 0) return errorRow(row, problems);
    const values = { ...row.values, ...group.values, title: titleOf(row, said) };
    const changes = [...carried, ...(said.first === row ? postChanges(values, known, view) : [])];
    carried = [];
    const outcome = changes.length === 0 ? 'same' : known ? 'change' : 'create';
    return {
      ...plain(row),
      label: group.values['displayName'] ?? known?.displayName ?? '',
      outcome,
      changes,
      problems: [],
      warnings: [...row.warnings, ...repeats(row, said.first)],
      step: outcome === 'same' ? null : step,
      plan: outcome === 'same' ? null : { id, values },
    };
  });
}

const repeats = (row: ReadRow, first: ReadRow): Problem[] =>
  row === first ? [] : [problem('duplicate-of-row', { row: first.no })];

function accountProblems({ key, values }: Group, known: AccountStanding | null, posts: number): Problem[] {
  if (posts > MAX_POSTS) return [problem('too-many-posts', { limit: MAX_POSTS }, 'username')];
  if (!known) return values['displayName'] === undefined ? [problem('required', {}, 'displayName')] : [];
  if (!known.visible) return [problem(ACCOUNTS.usernameTaken.code, { username: key }, 'username')];
  const changes = changesOf({ values }, known);
  return changes.length > 0 && !known.manage ? [problem(ACCOUNTS.beyondReach.code, {}, changes[0]?.field ?? null)] : [];
}

function changesOf({ values }: Pick<Group, 'values'>, known: AccountStanding): Change[] {
  return OWN.filter((field) => values[field] !== undefined && clean(known[field] ?? '') !== clean(values[field])).map(
    (field) => ({ field, from: known[field], to: values[field] ?? null }),
  );
}

const newAccount = ({ values }: Group): Change[] =>
  OWN.filter((field) => values[field] !== undefined).map((field) => ({ field, from: null, to: values[field] ?? null }));

const postKey = ({ values }: ReadRow): string => `${values['unitCode']} ${values['role']}`;

/** What the rows about one post of the person say together. */
interface Said {
  readonly first: ReadRow;
  /** Each title, with the first row that has it. */
  readonly titles: Map<string, number>;
}

function postsIn({ rows }: Group): Map<string, Said> {
  const posts = new Map<string, Said>();
  for (const row of rows) {
    const said = posts.get(postKey(row)) ?? { first: row, titles: new Map() };
    posts.set(postKey(row), said);
    const { title } = row.values;
    if (title !== undefined && !said.titles.has(title)) said.titles.set(title, row.no);
  }
  return posts;
}

type Values = Readonly<Record<string, string>>;

function heldPost(values: Values, known: AccountStanding | null, view: AccountView) {
  const unit = view.units.byCode(values['unitCode'] ?? '');
  return known?.posts.find(({ unitId, role }) => unitId === unit?.id && role === values['role']) ?? null;
}

function postProblems(row: ReadRow, { titles }: Said, known: AccountStanding | null, view: AccountView): Problem[] {
  const { unitCode = '', title } = row.values;
  const unit = view.units.byCode(unitCode);
  const isOpen = unit !== null && (unit.closedOn === null || unit.closedOn > view.today);
  if (!unit || !isOpen || !view.units.isWithin(unit.id)) return [problem(ACCOUNTS.noSuchUnit.code, {}, 'unitCode')];
  if (titles.size > 1) {
    const [, other] = [...titles].find(([said]) => said !== title) ?? [];
    return [problem('contradicts-row', { row: other ?? row.no }, 'title')];
  }
  const held = heldPost(row.values, known, view);
  const [said] = titles.keys();
  if (held)
    return said !== undefined && clean(held.title) !== said
      ? [problem('title-differs', { known: held.title }, 'title')]
      : [];
  return known?.id === view.callerId ? [problem(ACCOUNTS.ownPost.code)] : [];
}

/** A post that is not held yet. */
function postChanges(values: Values, known: AccountStanding | null, view: AccountView): Change[] {
  if (heldPost(values, known, view)) return [];
  return ['unitCode', 'role', 'title'].map((field) => ({ field, from: null, to: values[field] ?? null }));
}

/** The title said for the post, or the word for its role. */
function titleOf({ values }: ReadRow, { titles }: Said): string {
  const [said] = titles.keys();
  return said ?? wordFor(ROLE_WORDS, values['role'] as Role);
}

function plain(row: ReadRow): Pick<PlannedRow, 'no' | 'key'> {
  return { no: row.no, key: row.values['username'] ?? '' };
}

function errorRow(row: ReadRow, problems: readonly Problem[]): PlannedRow {
  return {
    ...plain(row),
    outcome: 'error',
    label: row.values['displayName'] ?? '',
    changes: [],
    problems,
    warnings: row.warnings,
    step: null,
    plan: null,
  };
}
