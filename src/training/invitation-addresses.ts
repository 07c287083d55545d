import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { Queries } from '../platform/database/tx.ts';
import type { Mailbox } from '../platform/mail/mail-address.ts';
import { provided } from '../platform/provided.ts';
import { UnitsReader } from '../units/units.reader.ts';

/** Where units read their mail before they use the system. A room above provides it under this class as its token. */
export abstract class InvitationAddresses {
  /** Units it knows no such inbox of are left out: their contact address is taken. */
  abstract of(queries: Queries, unitIds: readonly string[]): Promise<ReadonlyMap<string, readonly Mailbox[]>>;
}

/** Where a unit is invited: at the inboxes it still reads, else at its contact address; nowhere when it has neither. */
@Injectable()
export class InvitationMailboxes {
  #addresses: InvitationAddresses | null = null;

  constructor(
    private readonly modules: ModuleRef,
    private readonly units: UnitsReader,
  ) {}

  /** @returns of each unit that is there, perhaps none; one query, and one more when a room provides addresses */
  async of(queries: Queries, unitIds: readonly string[]): Promise<ReadonlyMap<string, readonly Mailbox[]>> {
    this.#addresses ??= provided(this.modules, InvitationAddresses);
    const read = await this.#addresses?.of(queries, unitIds);
    const units = await this.units.byIds(queries, unitIds);
    return new Map(
      [...units.values()].map(({ id, name, email }) => [
        id,
        read?.get(id) ?? (email === null ? [] : [{ name, address: email }]),
      ]),
    );
  }
}
