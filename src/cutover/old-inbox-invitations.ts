import { Injectable } from '@nestjs/common';
import { OldInboxes } from '../legacy-inboxes/old-inboxes.ts';
import type { Queries } from '../platform/database/tx.ts';
import type { Mailbox } from '../platform/mail/mail-address.ts';
import { InvitationAddresses } from '../training/invitation-addresses.ts';

/** Units are invited to the training where they still read: in their old inboxes while these live. */
@Injectable()
export class OldInboxInvitations extends InvitationAddresses {
  constructor(private readonly inboxes: OldInboxes) {
    super();
  }

  async of(queries: Queries, unitIds: readonly string[]): Promise<ReadonlyMap<string, readonly Mailbox[]>> {
    const byUnit = new Map<string, Mailbox[]>();
    for (const { unitId, address, owner } of await this.inboxes.livingOf(queries, unitIds)) {
      const mailbox = { name: owner ?? '', address };
      if (!byUnit.get(unitId)?.push(mailbox)) byUnit.set(unitId, [mailbox]);
    }
    return byUnit;
  }
}
