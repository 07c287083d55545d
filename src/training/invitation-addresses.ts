import { Injectable } from '@nestjs/common';
import type { Queries } from '../platform/database/tx.ts';
import type { Mailbox } from '../platform/mail/mail-address.ts';
import { UnitsReader } from '../units/units.reader.ts';

/** Where a unit reads its mail before it uses the system. Provide another class under this one to invite to other inboxes. */
export abstract class InvitationAddresses {
  /** Units without an address are left out, or have none. */
  abstract of(queries: Queries, unitIds: readonly string[]): Promise<ReadonlyMap<string, readonly Mailbox[]>>;
}

/** The contact address of each unit. */
@Injectable()
export class UnitContacts extends InvitationAddresses {
  constructor(private readonly units: UnitsReader) {
    super();
  }

  async of(queries: Queries, unitIds: readonly string[]): Promise<ReadonlyMap<string, readonly Mailbox[]>> {
    const units = await this.units.byIds(queries, unitIds);
    return new Map(
      [...units.values()].map(({ id, name, email }) => [id, email === null ? [] : [{ name, address: email }]]),
    );
  }
}
