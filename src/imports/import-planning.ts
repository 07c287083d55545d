import { Injectable } from '@nestjs/common';
import { AccountStandings, type AccountStanding } from '../accounts/account-standings.reader.ts';
import type { Queries } from '../platform/database/tx.ts';
import { UnitStandings } from '../units/unit-standings.reader.ts';
import { UnitsReader } from '../units/units.reader.ts';
import type { ImportGround } from './import-ground.ts';
import { planAccounts, type AccountView } from './plan-accounts.policy.ts';
import { planUnits } from './plan-units.policy.ts';
import { InboxTables } from './inbox-tables.ts';
import { absentRow, said, type PlannedRow } from './planned-row.ts';
import type { ReadRow } from './read-rows.ts';
import { problem } from './table.ts';
import { UnitView } from './unit-view.ts';
import { suggestedUsernames } from './usernames.policy.ts';

/** Accounts of one query: what stands between administrator and person takes longer to find out than a unit. */
const LOOKED_UP = 5000;

/** Compares tables with what there is, in a few queries however long they are. */
@Injectable()
export class ImportPlanning {
  constructor(
    private readonly units: UnitStandings,
    private readonly accounts: AccountStandings,
    private readonly reader: UnitsReader,
    private readonly inboxes: InboxTables,
  ) {}

  /** Decides about every row, and lists what the table does not name. */
  async plan(queries: Queries, ground: ImportGround, rows: readonly ReadRow[]): Promise<PlannedRow[]> {
    if (ground.kind === 'legacy-inboxes') return this.inboxes.plan(queries, ground, rows);
    if (ground.kind === 'units') {
      const view = await this.unitView(queries, ground.unitId, [...said(rows, 'code'), ...said(rows, 'parentCode')]);
      return [...planUnits(rows, view, ground.day), ...(await this.absentUnits(queries, ground, rows))];
    }
    const named = await this.withSuggestions(queries, rows);
    const planned = planAccounts(named, await this.accountView(queries, ground, rows));
    return [...planned, ...(await this.absentAccounts(queries, ground, rows))];
  }

  async unitView(queries: Queries, rootId: string, codes: readonly string[]): Promise<UnitView> {
    return new UnitView(rootId, await this.units.byCodes(queries, rootId, [...new Set(codes)]));
  }

  async accountView(queries: Queries, ground: ImportGround, rows: readonly ReadRow[]): Promise<AccountView> {
    const names = said(rows, 'username');
    const known: AccountStanding[] = [];
    for (let from = 0; from < names.length; from += LOOKED_UP)
      known.push(...(await this.accounts.byUsernames(queries, ground.caller, names.slice(from, from + LOOKED_UP))));
    return {
      callerId: ground.caller.accountId,
      today: this.reader.today(),
      accounts: new Map(known.map((account) => [account.username, account])),
      units: await this.unitView(queries, ground.unitId, said(rows, 'unitCode')),
    };
  }

  /** A row without user name is not given one (the same file twice would make two people); it is told one that is free. */
  private async withSuggestions(queries: Queries, rows: readonly ReadRow[]): Promise<ReadRow[]> {
    const candidates = new Map(
      rows
        .filter(isNameless)
        .map((row) => [row, suggestedUsernames(row.values['displayName'] ?? '', row.values['unitCode'] ?? '')]),
    );
    if (candidates.size === 0) return [...rows];
    const taken = await this.accounts.taken(queries, [...new Set([...candidates.values()].flat())]);
    for (const name of said(rows, 'username')) taken.add(name);
    return rows.map((row) => {
      const names = candidates.get(row);
      if (!names) return row;
      const suggestion = names.find((name) => !taken.has(name)) ?? '…';
      taken.add(suggestion);
      return { ...row, problems: [...row.problems, problem('username-missing', { suggestion }, 'username')] };
    });
  }

  private async absentUnits(queries: Queries, ground: ImportGround, rows: readonly ReadRow[]): Promise<PlannedRow[]> {
    const named = new Set(said(rows, 'code'));
    const all = await this.units.openWithin(queries, ground.unitId, ground.day);
    return all.filter(({ code }) => !named.has(code)).map(({ code, name }) => absentRow(code, name));
  }

  private async absentAccounts(
    queries: Queries,
    ground: ImportGround,
    rows: readonly ReadRow[],
  ): Promise<PlannedRow[]> {
    const named = new Set(said(rows, 'username'));
    const all = await this.accounts.within(queries, ground.unitId);
    const others = new Map(all.filter(({ username }) => !named.has(username)).map((post) => [post.username, post]));
    return [...others.values()].map(({ username, displayName }) => absentRow(username, displayName));
  }
}

const isNameless = ({ values, problems }: ReadRow): boolean =>
  values['username'] === undefined && !problems.some(({ field }) => field === 'username');
