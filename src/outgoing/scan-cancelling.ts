import { Injectable } from '@nestjs/common';
import { AccountsReader } from '../accounts/accounts.reader.ts';
import type { GatedFile } from '../attachments/scan-gate.ts';
import type { Dispatched } from '../incoming/deliveries.service.ts';
import { Audit } from '../platform/audit/audit.ts';
import { Config } from '../platform/config/config.ts';
import type { Tx } from '../platform/database/tx.ts';
import { fill } from '../platform/errors/problem.ts';
import { parseMailAddress } from '../platform/mail/mail-address.ts';
import { Mail } from '../platform/mail/mail.ts';
import { DispatchEffects } from './dispatch-effects.ts';
import { closedAmong } from './document-files.ts';
import type { OutgoingDocument } from './outgoing.entity.ts';
import { cancelledMail } from './scan.texts.ts';

/** Cancels what waits to be sent with files nobody may open: nothing of it has reached any unit. */
@Injectable()
export class ScanCancelling {
  constructor(
    private readonly effects: DispatchEffects,
    private readonly accounts: AccountsReader,
    private readonly audit: Audit,
    private readonly mail: Mail,
    private readonly config: Config,
  ) {}

  /**
   * @param document and its dispatch, both locked; the files are held
   * @returns whether it was cancelled
   */
  async cancelFor(
    tx: Tx,
    document: OutgoingDocument,
    dispatch: Dispatched,
    files: readonly GatedFile[],
  ): Promise<boolean> {
    const { id: dispatchId } = dispatch;
    const [why] = closedAmong(files);
    if (!why) return false;
    const reason = files.some(({ state }) => state === 'infected') ? 'infected' : 'unscannable';
    const text = fill(why.definition.vi, why.params);
    await this.effects.takenBack(tx, document, dispatch, null, { reason, text });
    await this.audit.record(
      tx,
      { accountId: null, address: null },
      {
        act: 'cancel-dispatch',
        subjectType: 'outgoing-document',
        subjectId: document.id,
        unitId: document.unitId,
        detail: { dispatchId, reason },
      },
    );
    const contacts = await this.accounts.contactsOf(tx, document.unitId);
    const reachable = contacts.filter(({ email }) => parseMailAddress(email) !== null);
    await this.mail.queue(
      tx,
      reachable.map((contact) => cancelledMail(document, dispatchId, text, contact, this.config.publicUrl)),
    );
    return true;
  }
}
