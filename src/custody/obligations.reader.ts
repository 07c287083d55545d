import { Injectable } from '@nestjs/common';
import { ACCOUNTS } from '../accounts/accounts.errors.ts';
import { PostHandover, type HeldPostRow } from '../accounts/post-handover.service.ts';
import { VisibleAccounts } from '../accounts/visible-accounts.reader.ts';
import { WorkHandover, type OpenWork } from '../incoming/work-handover.service.ts';
import { DraftHandover, type OpenDraft } from '../outgoing/draft-handover.service.ts';
import type { Principal } from '../platform/access/principal.ts';
import { Database } from '../platform/database/database.ts';
import type { ObligationsWire } from './custody.wire.ts';

/** What somebody answers for, before it is handed over. */
@Injectable()
export class ObligationsReader {
  constructor(
    private readonly database: Database,
    private readonly visible: VisibleAccounts,
    private readonly posts: PostHandover,
    private readonly work: WorkHandover,
    private readonly drafts: DraftHandover,
  ) {}

  /** @throws request.not-found, accounts.beyond-reach */
  async of(caller: Principal, accountId: string): Promise<ObligationsWire> {
    const person = await this.visible.one(caller, accountId);
    const posts = await this.posts.heldWithin(this.database, caller, accountId);
    if (posts.length === 0 && !person.can.manage) throw ACCOUNTS.beyondReach();
    const units = unitsOfWork(posts);
    const deliveries = await this.work.open(this.database, accountId, units);
    const drafts = await this.drafts.open(this.database, accountId, units);
    return { person: { accountId, name: person.displayName }, ...wireOf(posts, deliveries, drafts) };
  }
}

/** Administrators have no documents: where only that post is handed over, no work is. */
export function unitsOfWork(posts: readonly HeldPostRow[]): string[] {
  return [...new Set(posts.filter((post) => post.role !== 'admin').map((post) => post.unitId))];
}

export function wireOf(
  posts: readonly HeldPostRow[],
  deliveries: readonly OpenWork[],
  drafts: readonly OpenDraft[],
): Omit<ObligationsWire, 'person'> {
  return {
    posts: posts.map(({ id, unitId, unitName, role, title, startsAt }) => ({
      id,
      unitId,
      unitName,
      role,
      title,
      startsAt: startsAt.toISOString(),
    })),
    deliveries: deliveries.map(({ deliveryId, unitId, state, arrivalNumber, arrivalYear, part, dueAt }) => ({
      deliveryId,
      unitId,
      state,
      arrivalNumber,
      arrivalYear,
      part,
      dueAt: dueAt?.toISOString() ?? null,
    })),
    drafts: drafts.map(({ documentId, unitId, typeCode, state, updatedAt }) => ({
      documentId,
      unitId,
      typeCode,
      state,
      updatedAt: updatedAt.toISOString(),
    })),
  };
}
