import { Injectable } from '@nestjs/common';
import type { Queries } from '../platform/database/tx.ts';
import { NOTIFICATION_KINDS, type NotificationKind } from './notification-kinds.ts';

/** Those of the things a kind was told about (`Notice.key`) of which something holds. */
export type Among = (queries: Queries, keys: readonly string[]) => Promise<ReadonlySet<string>>;

interface Keyed {
  readonly kind: NotificationKind;
  readonly key: string;
}

/** What has become of the things people were told about: the rooms that told know. At most one query for each kind. */
@Injectable()
export class NoticeStates {
  readonly #stillWaiting = new Map<NotificationKind, Among>();
  readonly #hidden = new Map<NotificationKind, Among>();

  /** Lets a room say what still needs somebody's attention. Call it in `onModuleInit`. */
  ask(kind: NotificationKind, stillWaiting: Among): void {
    this.#stillWaiting.set(kind, stillWaiting);
  }

  /** Lets a room say of what nothing may be shown any more. Call it in `onModuleInit`. */
  hide(kind: NotificationKind, hidden: Among): void {
    this.#hidden.set(kind, hidden);
  }

  /** Those that wait for somebody; of a kind whose room says nothing, none. */
  waiting<N extends Keyed>(queries: Queries, notices: readonly N[]): Promise<ReadonlySet<N>> {
    return among(this.#stillWaiting, queries, notices);
  }

  hidden<N extends Keyed>(queries: Queries, notices: readonly N[]): Promise<ReadonlySet<N>> {
    return among(this.#hidden, queries, notices);
  }

  /** Those that nobody has dealt with yet, as far as is known: what is only to be known stays. */
  async notDone<N extends Keyed>(queries: Queries, notices: readonly N[]): Promise<N[]> {
    const waiting = await this.waiting(queries, notices);
    return notices.filter((notice) => waiting.has(notice) || !this.#stillWaiting.has(notice.kind));
  }
}

async function among<N extends Keyed>(
  rooms: ReadonlyMap<NotificationKind, Among>,
  queries: Queries,
  notices: readonly N[],
): Promise<ReadonlySet<N>> {
  const found = new Set<N>();
  for (const kind of NOTIFICATION_KINDS) {
    const ask = rooms.get(kind);
    const ofKind = notices.filter((notice) => notice.kind === kind);
    if (!ask || ofKind.length === 0) continue;
    const keys = await ask(queries, [...new Set(ofKind.map(({ key }) => key))]);
    for (const notice of ofKind) if (keys.has(notice.key)) found.add(notice);
  }
  return found;
}
