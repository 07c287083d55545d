import { REQUEST } from '../errors/request.errors.ts';
import { ACCESS } from './access.errors.ts';
import type { Restriction } from './restriction.ts';
import type { Role } from './role.ts';

/** A post held now: the capacity in which a person acts. Receipts keep it as it was. */
export interface HeldPost {
  readonly id: string;
  readonly unitId: string;
  readonly role: Role;
  readonly title: string;
}

/** Who is calling: a signed-in person with the posts held at this moment. */
export class Principal {
  constructor(
    readonly accountId: string,
    readonly displayName: string,
    readonly sessionId: string,
    readonly posts: readonly HeldPost[],
    readonly address: string,
    /** Set while the session may do next to nothing; the guard sees to it. */
    readonly restriction: Restriction | null = null,
  ) {}

  /** The units where one of the roles is held; all units of the person when no role is named. */
  unitIds(roles?: readonly Role[]): string[] {
    return [...new Set(this.posts.filter((p) => !roles || roles.includes(p.role)).map((p) => p.unitId))];
  }

  /** The post at the unit that allows it, in the order the roles are named; null when there is none. */
  postAt(unitId: string, roles: readonly Role[]): HeldPost | null {
    for (const role of roles) {
      const post = this.posts.find((p) => p.unitId === unitId && p.role === role);
      if (post) return post;
    }
    return null;
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

/** A person in the capacity of one post. */
export interface Actor {
  readonly principal: Principal;
  readonly post: HeldPost;
}
