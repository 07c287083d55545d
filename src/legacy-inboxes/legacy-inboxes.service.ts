import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork, type RepeatKey } from '../platform/database/unit-of-work.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { refuseStale } from '../platform/http/if-match.ts';
import { Outcome } from '../platform/http/outcome.ts';
import { parseMailAddress } from '../platform/mail/mail-address.ts';
import { brokeUnique } from '../units/unique.ts';
import { UnitsReader } from '../units/units.reader.ts';
import { InboxEvents, type HeldInbox } from './inbox-events.ts';
import { InboxMoves } from './inbox-moves.service.ts';
import { InboxSecrets } from './inbox-secrets.ts';
import { isDone, type InboxAct } from './inbox.states.ts';
import type { LegacyInbox } from './legacy-inbox.entity.ts';
import type { LegacyInboxWire } from './legacy-inbox.wire.ts';
import type {
  ImapServerBody,
  InboxActBody,
  InboxSecretBody,
  LegacyInboxChangeBody,
  NewLegacyInboxBody,
} from './legacy-inboxes.dto.ts';
import { LEGACY_INBOXES } from './legacy-inboxes.errors.ts';
import { LegacyInboxesReader } from './legacy-inboxes.reader.ts';
import { ProofsInForce } from './inbox-proofs.ts';

type Fields = Pick<LegacyInbox, 'address' | 'owner' | 'note' | 'imapHost' | 'imapPort' | 'imapSecurity' | 'imapUser'>;

const FIELDS = `address, owner, note, imap_host as "imapHost", imap_port as "imapPort", imap_security as "imapSecurity", imap_user as "imapUser"`;
const SERVER = ['imapHost', 'imapPort', 'imapSecurity', 'imapUser'] as const;

/** Keeps the register of old inboxes, for administrators of the unit and above. */
@Injectable()
export class LegacyInboxes {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly units: UnitsReader,
    private readonly reader: LegacyInboxesReader,
    private readonly moves: InboxMoves,
    private readonly events: InboxEvents,
    private readonly secrets: InboxSecrets,
    private readonly proofs: ProofsInForce,
  ) {}

  /** @throws request.not-found, access.role-needed, legacy-inboxes.address-taken */
  create(caller: Principal, repeat: RepeatKey | null, body: NewLegacyInboxBody): Promise<LegacyInboxWire> {
    return this.work.once(repeat, async (tx) => {
      await this.units.requireAdmin(tx, caller, body.unitId);
      const id = randomUUID();
      const address = canonical(body.address);
      const made = await tx.first<HeldInbox>(
        `insert into legacy_inbox (id, unit_id, address, state_since, created_at) values ($1, $2, $3, $4, $4) on conflict (address) do nothing
         returning id, unit_id as "unitId", state, closed_at as "closedAt", version`,
        [id, body.unitId, address, this.clock.now()],
      );
      if (!made) throw LEGACY_INBOXES.addressTaken({ address });
      const { owner = null, note = null, imap } = body;
      await this.write(tx, id, { address, owner, note, ...serverOf(imap ?? null) });
      await this.events.write(tx, made, caller, { act: 'listing', to: made.state }, true);
      return this.reader.oneIn(tx, caller, id);
    });
  }

  /** On the version the caller saw. Another server or user name takes the password away: it must not be sent elsewhere. */
  change(caller: Principal, id: string, version: number, body: LegacyInboxChangeBody): Promise<LegacyInboxWire> {
    return this.work.run(async (tx) => {
      const inbox = await this.holdOpen(tx, caller, id);
      refuseStale(inbox, version);
      const before = (await tx.first<Fields>(`select ${FIELDS} from legacy_inbox where id = $1`, [id])) as Fields;
      const after = merged(before, body);
      const fields = (Object.keys(after) as (keyof Fields)[]).filter((field) => before[field] !== after[field]);
      if (fields.length === 0) return this.reader.oneIn(tx, caller, id);
      if (after.address !== before.address) await this.refuseFixedAddress(tx, inbox);
      await this.write(tx, id, after);
      if (SERVER.some((field) => fields.includes(field))) await this.secrets.forget(tx, id);
      await this.events.write(tx, inbox, caller, { act: 'change', to: inbox.state, detail: { fields } });
      return this.reader.oneIn(tx, caller, id);
    });
  }

  /** Takes a password, or takes it away; neither history nor log says more than that. */
  async setSecret(caller: Principal, id: string, { password }: InboxSecretBody): Promise<void> {
    await this.work.run(async (tx) => {
      const inbox = await this.holdOpen(tx, caller, id);
      if (password === null) await this.secrets.forget(tx, id);
      else if (!(await this.secrets.set(tx, id, password))) throw LEGACY_INBOXES.noServer();
      const detail = { fields: [password === null ? 'password removed' : 'password'] };
      await this.events.write(tx, inbox, caller, { act: 'secret', to: inbox.state, detail });
    });
  }

  /** @returns `already` when the inbox is where the act leads */
  act(caller: Principal, id: string, act: InboxAct, body: InboxActBody): Promise<Outcome<LegacyInboxWire>> {
    return this.work.run(async (tx) => {
      const inbox = await this.hold(tx, caller, id);
      if (isDone(inbox, act)) return Outcome.already(await this.reader.oneIn(tx, caller, id));
      const how = { reason: body.reason ?? null, override: body.override ?? false };
      const refused = await this.moves.move(tx, inbox, act, caller, how);
      if (refused) throw refused;
      return Outcome.done(await this.reader.oneIn(tx, caller, id));
    });
  }

  private async hold(tx: Tx, caller: Principal, id: string): Promise<HeldInbox> {
    const inbox = await this.moves.hold(tx, id);
    if (!inbox) throw REQUEST.notFound();
    await this.units.requireAdmin(tx, caller, inbox.unitId);
    return inbox;
  }

  private async holdOpen(tx: Tx, caller: Principal, id: string): Promise<HeldInbox> {
    const inbox = await this.hold(tx, caller, id);
    if (inbox.closedAt !== null) throw LEGACY_INBOXES.closed();
    return inbox;
  }

  /** Archive and proof belong to an address: it stays once either knows it. */
  private async refuseFixedAddress(tx: Tx, inbox: HeldInbox): Promise<void> {
    const { proof } = await this.proofs.get().agrees(tx, inbox.id);
    if (inbox.state !== 'active' || proof !== 'none') throw LEGACY_INBOXES.addressFixed();
  }

  private async write(tx: Tx, id: string, fields: Fields): Promise<void> {
    const { address, owner, note, imapHost, imapPort, imapSecurity, imapUser } = fields;
    const update = tx.run(
      `update legacy_inbox set address = $2, owner = $3, note = $4, imap_host = $5, imap_port = $6, imap_security = $7, imap_user = $8 where id = $1`,
      [id, address, owner, note, imapHost, imapPort, imapSecurity, imapUser],
    );
    await update.catch((error: unknown) => {
      throw brokeUnique(error, 'legacy_inbox_address_key') ? LEGACY_INBOXES.addressTaken({ address }) : error;
    });
  }
}

/** As it is compared: in lower case, its domain in ASCII. */
export const canonical = (address: string): string => (parseMailAddress(address) ?? address).toLowerCase();

function serverOf(imap: ImapServerBody | null): Pick<Fields, (typeof SERVER)[number]> {
  if (imap === null) return { imapHost: null, imapPort: null, imapSecurity: null, imapUser: null };
  const { host, port, security, user = null } = imap;
  return { imapHost: host.toLowerCase(), imapPort: port, imapSecurity: security, imapUser: user };
}

function merged(before: Fields, { address, owner, note, imap }: LegacyInboxChangeBody): Fields {
  return {
    ...before,
    ...(address === undefined ? {} : { address: canonical(address) }),
    ...(owner === undefined ? {} : { owner }),
    ...(note === undefined ? {} : { note }),
    ...(imap === undefined ? {} : serverOf(imap)),
  };
}
