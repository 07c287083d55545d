import { Injectable } from '@nestjs/common';
import { InboxListing, type WantedInbox } from '../legacy-inboxes/inbox-listing.ts';
import { InboxSecrets } from '../legacy-inboxes/inbox-secrets.ts';
import type { Queries, Tx } from '../platform/database/tx.ts';
import { UnitStandings } from '../units/unit-standings.reader.ts';
import type { ImportGround, LeftOut, RowToApply } from './import-ground.ts';
import { planInbox, planInboxes, type InboxView } from './plan-inboxes.policy.ts';
import { absentRow, said, sameChanges, type PlannedRow } from './planned-row.ts';
import type { ReadRow } from './read-rows.ts';
import { problem, type Problem } from './table.ts';
import { UnitView } from './unit-view.ts';

/** Tables of old inboxes. Passwords in them are kept sealed, each for its one inbox, from the check until the rows are purged. */
@Injectable()
export class InboxTables {
  constructor(
    private readonly units: UnitStandings,
    private readonly listing: InboxListing,
    private readonly secrets: InboxSecrets,
  ) {}

  async plan(queries: Queries, { unitId }: ImportGround, rows: readonly ReadRow[]): Promise<PlannedRow[]> {
    const view = await this.view(queries, unitId, rows);
    const named = new Set(said(rows, 'address'));
    const others = (await this.listing.within(queries, unitId)).filter(({ address }) => !named.has(address));
    const planned = planInboxes(rows, view).map((row) => this.sealed(row));
    return [...planned, ...others.map(({ address, owner }) => absentRow(address, owner ?? ''))];
  }

  /** Decides again on what is locked now, and writes what would still do exactly what was shown. */
  async apply(tx: Tx, { unitId, caller }: ImportGround, rows: readonly RowToApply[]): Promise<LeftOut> {
    const view = await this.view(
      tx,
      unitId,
      rows.map(({ plan }) => plan),
      true,
    );
    const leftOut = new Map<RowToApply, readonly Problem[]>();
    const [made, changed]: [WantedInbox[], { inbox: WantedInbox; fields: string[] }[]] = [[], []];
    for (const row of rows) {
      const values = this.opened(row.plan);
      const plan = planInbox({ key: values['address'] ?? '', values }, view);
      if (!plan.after || plan.outcome !== row.outcome || !sameChanges(plan.changes, row.changes))
        leftOut.set(row, [problem('changed-meanwhile'), ...plan.problems]);
      else if (plan.outcome === 'create') made.push({ ...plan.after, id: row.plan.id });
      else changed.push({ inbox: plan.after, fields: plan.changes.map(({ field }) => field) });
    }
    const taken = await this.listing.createMany(tx, made, caller);
    for (const row of rows.filter(({ plan }) => taken.includes(plan.values['address'] ?? '')))
      leftOut.set(row, [problem('changed-meanwhile')]);
    await this.listing.changeMany(tx, changed, caller);
    return leftOut;
  }

  private async view(
    queries: Queries,
    rootId: string,
    rows: readonly Pick<ReadRow, 'values'>[],
    lock = false,
  ): Promise<InboxView> {
    const listed = await this.listing.byAddresses(queries, said(rows, 'address'), lock);
    const codes = new Set([...said(rows, 'unitCode'), ...listed.map(({ unitCode }) => unitCode)]);
    const units = new UnitView(rootId, await this.units.byCodes(queries, rootId, [...codes]));
    return { inboxes: new Map(listed.map((inbox) => [inbox.address, inbox])), units };
  }

  private sealed(row: PlannedRow): PlannedRow {
    const password = row.plan?.values['imapPassword'];
    if (!row.plan || password === undefined) return row;
    const imapPassword = this.secrets.seal(row.plan.id, password).toString('base64');
    return { ...row, plan: { ...row.plan, values: { ...row.plan.values, imapPassword } } };
  }

  /** A password that cannot be opened any more (the key has changed) is none, and the row is left out as changed. */
  private opened({ id, values }: RowToApply['plan']): Record<string, string> {
    const { imapPassword: sealed, ...rest } = values;
    const password = sealed === undefined ? null : this.secrets.open(id, Buffer.from(sealed, 'base64'));
    return password === null ? rest : { ...rest, imapPassword: password };
  }
}
