import { withoutStacks, type DomainError } from '../errors/domain-error.ts';
import { REQUEST } from '../errors/request.errors.ts';
import { ACCESS } from './access.errors.ts';
import type { Restriction } from './restriction.ts';
import type { Role } from './role.ts';

/** For whom somebody acts in a post that is not theirs (uỷ quyền): "A thay B". */
export interface Delegation {
  readonly id: string;
  /** The absent colleague, who holds the post. */
  readonly accountId: string;
  readonly accountName: string;
  /** The first instant it no longer holds, ISO in UTC. */
  readonly endsAt: string;
}

/** A post held now: the capacity in which a person acts. Receipts keep it as it was. */
export interface HeldPost {
  readonly id: string;
  readonly unitId: string;
  readonly role: Role;
  readonly title: string;
  /** Null: the person's own post. */
  readonly delegation: Delegation | null;
}

/** Everything somebody may do at a unit in one name: their own posts there, or those of one absent colleague. */
export interface Capacity {
  /** Whose drafts and assignments count: the person's own, or the absent colleague's. */
  readonly accountId: string;
  readonly roles: readonly Role[];
}

/** The key a program calls with; it opens the routes of its scopes and nothing else. */
export interface CallersKey {
  readonly id: string;
  readonly scopes: readonly string[];
}

/**
 * Who is calling: a signed-in person, or a machine under its key, with the posts in force at this moment, own ones first. It is made
 * anew for each request and holds until the request is answered: what somebody may do is decided when the act begins.
 */
export class Principal {
  constructor(
    readonly accountId: string,
    readonly displayName: string,
    readonly sessionId: string,
    readonly posts: readonly HeldPost[],
    readonly address: string,
    readonly key: CallersKey | null = null,
    /** Set while the session may do next to nothing; the guard sees to it. */
    readonly restriction: Restriction | null = null,
  ) {}

  /** The units where one of the roles is held; all units of the person when no role is named. */
  unitIds(roles?: readonly Role[]): string[] {
    return [...new Set(this.posts.filter((p) => !roles || roles.includes(p.role)).map((p) => p.unitId))];
  }

  /**
   * The post at the unit that allows it, in the order the roles are named; null when there is none. An own post goes before every
   * delegated one: nobody acts for a colleague in what they may do themselves.
   */
  postAt(unitId: string, roles: readonly Role[]): HeldPost | null {
    const here = this.posts.filter((p) => p.unitId === unitId);
    const own = here.filter((p) => p.delegation === null);
    return firstOf(own, roles) ?? firstOf(here, roles);
  }

  /** The person's own capacity at the unit, then one for each colleague they stand in for there. */
  capacitiesAt(unitId: string): Capacity[] {
    const here = this.posts.filter((p) => p.unitId === unitId);
    const names = new Set([this.accountId, ...here.map((p) => this.nameOf(p))]);
    return [...names].map((accountId) => ({
      accountId,
      roles: here.filter((p) => this.nameOf(p) === accountId).map((p) => p.role),
    }));
  }

  /** Whose drafts and assignments the person works on, unit by unit: their own and those of the colleagues they stand in for there. */
  namesHeld(): { readonly unitId: string; readonly accountId: string }[] {
    return this.unitIds().flatMap((unitId) =>
      this.capacitiesAt(unitId).map(({ accountId }) => ({ unitId, accountId })),
    );
  }

  /**
   * Acts at a unit the caller belongs to, in the first capacity in which the rule allows it. The capacities are not mixed: the role of
   * one colleague never makes the assignment of another one's.
   * @param refusal why the act is refused in a capacity; null when it is allowed
   * @throws what `judge` says
   */
  actIn(unitId: string, roles: readonly Role[], refusal: (capacity: Capacity) => DomainError | null): Actor {
    const { capacity, why } = this.judge(unitId, refusal);
    if (why) throw why;
    const posts = this.posts.filter((p) => p.unitId === unitId && this.nameOf(p) === capacity?.accountId);
    const post = firstOf(posts, roles);
    if (!post) throw new Error('a rule allows what none of its roles is held for');
    return { principal: this, post };
  }

  /** The first capacity in which the rule allows an act; when there is none, the refusal that says most: what is missing beside the role. */
  judge(
    unitId: string,
    refusal: (capacity: Capacity) => DomainError | null,
  ): { readonly capacity: Capacity | null; readonly why: DomainError | null } {
    const judged = withoutStacks(() =>
      this.capacitiesAt(unitId).map((capacity) => ({ capacity, why: refusal(capacity) })),
    );
    const allowed = judged.find(({ why }) => why === null);
    if (allowed) return allowed;
    const telling = judged.find(({ why }) => why?.code !== ACCESS.roleNeeded.code) ?? judged[0];
    return { capacity: null, why: telling?.why ?? null };
  }

  private nameOf({ delegation }: HeldPost): string {
    return delegation?.accountId ?? this.accountId;
  }

  belongsTo(unitId: string): boolean {
    return this.posts.some((p) => p.unitId === unitId);
  }

  /**
   * Acts for a unit: a stranger is told there is nothing (404), a colleague without the role is told which role it takes (403).
   * @throws request.not-found, access.role-needed
   */
  actFor(unitId: string, roles: readonly Role[]): Actor {
    if (!this.belongsTo(unitId)) throw REQUEST.notFound();
    const post = this.postAt(unitId, roles);
    if (!post) throw ACCESS.roleNeeded({ roles: roles.join(', ') });
    return { principal: this, post };
  }

  /**
   * The unit to act for when the request may leave it out: needed only from people with posts at several units.
   * @throws access.unit-needed, access.role-needed, request.not-found
   */
  actForOnly(unitId: string | null | undefined, roles: readonly Role[]): Actor {
    if (unitId) return this.actFor(unitId, roles);
    const [only, ...others] = this.unitIds(roles);
    if (!only) throw ACCESS.roleNeeded({ roles: roles.join(', ') });
    if (others.length > 0) throw ACCESS.unitNeeded();
    return this.actFor(only, roles);
  }
}

function firstOf(posts: readonly HeldPost[], roles: readonly Role[]): HeldPost | null {
  for (const role of roles) {
    const post = posts.find((p) => p.role === role);
    if (post) return post;
  }
  return null;
}

/** A person in the capacity of one post. */
export interface Actor {
  readonly principal: Principal;
  readonly post: HeldPost;
}
