import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Clock } from '../platform/clock/clock.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Outcome } from '../platform/http/outcome.ts';
import type { NoticeRow } from './notice.entity.ts';
import type { NoticeWire, UnreadWire } from './notice.wire.ts';
import type { ReadingBody } from './notices.dto.ts';
import { NOTICES } from './notices.errors.ts';
import { NOTICE_COLUMNS, NoticesReader, OWN, ownValues } from './notices.reader.ts';

/** Marks as read what a person was told. It says nothing about any document: that is what receipts are for. */
@Injectable()
export class Notices {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly reader: NoticesReader,
  ) {}

  /** @throws request.not-found */
  read(caller: Principal, id: string): Promise<Outcome<NoticeWire>> {
    return this.work.run(async (tx) => {
      const row = await tx.first<NoticeRow & Record<string, unknown>>(
        `select ${NOTICE_COLUMNS} from notice n where ${OWN} and n.id = $3 for update`,
        [...ownValues(caller), id],
      );
      if (!row) throw REQUEST.notFound();
      const readAt = row.readAt ?? this.clock.now();
      if (!row.readAt) await tx.run(`update notice set read_at = $2 where id = $1`, [id, readAt]);
      const [wire] = await this.reader.toWires(tx, [{ ...row, readAt }]);
      if (!wire) throw REQUEST.notFound();
      return row.readAt ? Outcome.already(wire) : Outcome.done(wire);
    });
  }

  /**
   * All up to one, or all about one page. Those of units the caller has left stay as they are.
   * @returns what is unread then
   * @throws notices.say-which, request.not-found
   */
  readMany(caller: Principal, { upToId, path }: ReadingBody): Promise<Outcome<UnreadWire>> {
    if ((upToId === undefined) === (path === undefined)) throw NOTICES.sayWhich();
    return this.work.run(async (tx) => {
      const last =
        upToId === undefined
          ? null
          : await tx.first<{ id: string }>(`select n.id from notice n where ${OWN} and n.id = $3`, [
              ...ownValues(caller),
              upToId,
            ]);
      if (upToId !== undefined && !last) throw REQUEST.notFound();
      const changed = await tx.run(
        `update notice set read_at = $3 where id in (select n.id from notice n where ${OWN} and n.read_at is null
           and ($4::uuid is null or (n.at, n.id) <= (select l.at, l.id from notice l where l.id = $4::uuid))
           and ($5::text is null or n.path = $5) order by n.id for update)`,
        [...ownValues(caller), this.clock.now(), upToId ?? null, path ?? null],
      );
      const unread = await this.reader.unread(tx, caller);
      return changed > 0 ? Outcome.done(unread) : Outcome.already(unread);
    });
  }
}
