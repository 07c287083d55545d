import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Database } from '../platform/database/database.ts';
import { Lists } from '../platform/database/lists.ts';
import type { Queries } from '../platform/database/tx.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { decodeCursor, toPage, type Page } from '../platform/http/keyset.ts';
import { fold } from '../platform/text/vietnamese.ts';
import { folded } from '../units/unit-line.ts';
import type { Account } from './account.entity.ts';
import type { AccountWire, PostWire } from './account.wire.ts';
import type { AccountFilter, AccountsQuery } from './accounts.dto.ts';
import { accountColumns, AT_UNIT, FILTERS, MANAGEABLE, SIGHT, sightValues, VISIBLE } from './accounts.sight.ts';

/** As JSON made by the database: its times are not in our form yet. */
type PostRow = { readonly [K in keyof PostWire]: PostWire[K] };

type Row = Pick<
  Account,
  | 'id'
  | 'username'
  | 'displayName'
  | 'email'
  | 'status'
  | 'statusAt'
  | 'statusReason'
  | 'version'
  | 'createdAt'
  | 'idleSince'
> & {
  readonly statusByName: string | null;
  readonly manage: boolean;
  readonly activated: boolean;
  readonly codeWaiting: boolean;
  readonly posts: PostRow[];
};

/** Every word is somewhere in the name or user name. */
const HAS_WORDS = `(cardinality($9::text[]) = 0 or (select bool_and(strpos(hay.text, word) > 0) from unnest($9::text[]) word,
  (select ${folded(`a.username || ' ' || a.display_name`)} as text) hay))`;

const list = (show: AccountFilter | undefined): string => `${SIGHT} select ${accountColumns('open')} from account a
  where ${VISIBLE} and ${AT_UNIT} and ${HAS_WORDS} ${show ? `and ${MANAGEABLE} and ${FILTERS[show]}` : ''}
  and ($6::text is null or (a.display_name collate vietnamese, a.id) > ($6::text collate vietnamese, $7::uuid))
  order by a.display_name collate vietnamese, a.id limit $8`;

const ONE = `${SIGHT} select ${accountColumns('all')} from account a where a.id = $5 and ${VISIBLE}`;

/** Accounts as far as the caller can see them. */
@Injectable()
export class VisibleAccounts {
  constructor(
    private readonly database: Database,
    private readonly lists: Lists,
    private readonly clock: Clock,
  ) {}

  /** In Vietnamese order of names as written. */
  async list(caller: Principal, query: AccountsQuery): Promise<Page<AccountWire>> {
    const [name, id] = query.after ? decodeCursor(query.after, ['text', 'id']) : [null, null];
    const rows = await this.lists.rows<Row>(list(query.show), [
      ...sightValues(caller, this.clock.now()),
      query.unitId ?? null,
      name,
      id,
      query.limit + 1,
      fold(query.q ?? '')
        .split(/\s+/)
        .filter((word) => word !== ''),
    ]);
    return toPage(rows, query.limit, (row) => [row.displayName, row.id], toAccount);
  }

  /** @throws request.not-found when the caller cannot see it */
  one(caller: Principal, id: string): Promise<AccountWire> {
    return this.oneIn(this.database, caller, id);
  }

  /** The same inside a transaction. */
  async oneIn(queries: Queries, caller: Principal, id: string): Promise<AccountWire> {
    const found = await this.find(queries, caller, id);
    if (!found) throw REQUEST.notFound();
    return found;
  }

  /** The same for an account that somebody names: null when the caller cannot see it. */
  async find(queries: Queries, caller: Principal, id: string): Promise<AccountWire | null> {
    const row = await queries.first<Row>(ONE, [...sightValues(caller, this.clock.now()), id]);
    return row && toAccount(row);
  }
}

function toAccount(row: Row): AccountWire {
  const { id, username, displayName, email, status, version, manage, statusAt, statusReason, statusByName } = row;
  const statusChange =
    manage && statusAt ? { at: statusAt.toISOString(), reason: statusReason, byName: statusByName } : null;
  const { activated, codeWaiting } = row;
  return {
    id,
    username,
    displayName,
    email,
    status,
    version,
    statusChange,
    use: manage ? { activated, codeWaiting, lastSeenAt: row.idleSince.toISOString() } : null,
    createdAt: row.createdAt.toISOString(),
    posts: row.posts.map(toPost),
    can: { manage },
  };
}

const toInstant = (text: string): string => new Date(text).toISOString();

function toPost(post: PostRow): PostWire {
  return { ...post, startsAt: toInstant(post.startsAt), endsAt: post.endsAt && toInstant(post.endsAt) };
}
