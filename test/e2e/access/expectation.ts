import type { AccessRule } from '../../../src/platform/access/access.decorator.ts';
import type { Role } from '../../../src/platform/access/role.ts';
import { EVERYBODY, postsOf, type Who } from './people.ts';

/** A refusal by the room itself, with its own code. */
export interface Refusal {
  readonly status: 403 | 404 | 422;
  readonly code: string;
}

/**
 * What somebody gets. `allowed`: the success of the route, nothing else · `forbidden`: 403 access.role-needed · `hidden`: 404 ·
 * `unauthenticated`: 401 · `filtered`: 200, and the subject is not in it.
 */
export type Expected = 'allowed' | 'forbidden' | 'hidden' | 'unauthenticated' | 'filtered' | Refusal;

/** Whom it concerns (`*` for any part), what they get instead of the derived answer, and why. The last one that fits counts. */
export type Exception = readonly [who: string, gets: Expected, why: string];

export interface Derivation {
  /** `unit`: the subject is its unit's business. `everybody`: the same for all whom the guard lets in. */
  readonly scope: 'unit' | 'everybody';
  /** Strangers get a list without the subject, where one row would be 404. */
  readonly isList: boolean;
  /** The request says for which unit it is: whoever belongs to it is told which role it takes, administrators too. */
  readonly namesUnit: boolean;
}

/** What follows from the rule of the route and the unit of the subject alone. Without a rule nobody gets in. */
export function derived(rule: AccessRule | undefined, who: Who, { scope, isList, namesUnit }: Derivation): Expected {
  if (rule === 'public') return 'allowed';
  if (who === 'anonymous') return 'unauthenticated';
  const held = postsOf(who);
  const fits = (role: Role): boolean => rule === 'signed-in' || (rule ?? []).includes(role);
  if (rule !== 'signed-in' && !held.some(([, role]) => fits(role))) return 'forbidden';
  if (scope === 'everybody') return 'allowed';
  const here = held.filter(([place]) => place === 'own').map(([, role]) => role);
  if (here.some(fits)) return 'allowed';
  if (isList && !namesUnit) return 'filtered';
  // Administrators never see what units send each other; a member knows of the row and is told which role it takes.
  return here.includes('member') || (namesUnit && here.length > 0) ? 'forbidden' : 'hidden';
}

/** The answer for each person, exceptions worked in. @throws when an exception changes nothing: then its reason is wrong */
export function expectations(
  rule: AccessRule | undefined,
  how: Derivation,
  exceptions: readonly Exception[],
): ReadonlyMap<Who, Expected> {
  const all = new Map(EVERYBODY.map((who) => [who, derived(rule, who, how)]));
  for (const [pattern, gets, why] of exceptions) {
    const changed = EVERYBODY.filter((who) => isMeant(pattern, who) && !isSame(all.get(who), gets));
    if (changed.length === 0) throw new Error(`the exception "${pattern}" (${why}) changes nothing`);
    for (const who of changed) all.set(who, gets);
  }
  return all;
}

export function isMeant(pattern: string, who: Who): boolean {
  const [relation, role] = pattern.split('.');
  const [itsRelation, itsRole] = who.split('.');
  return (relation === '*' ? itsRole !== undefined : relation === itsRelation) && (role === '*' || role === itsRole);
}

function isSame(a: Expected | undefined, b: Expected): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** For the names of tests. */
export function wordsOf(expected: Expected): string {
  return typeof expected === 'string' ? expected : `refused with ${expected.status} ${expected.code}`;
}
