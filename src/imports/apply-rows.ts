import { Injectable } from '@nestjs/common';
import { AccountLists } from '../accounts/account-lists.service.ts';
import { AccountProvisioning, type ListedPost } from '../accounts/account-provisioning.service.ts';
import { AccountStandings } from '../accounts/account-standings.reader.ts';
import type { Principal } from '../platform/access/principal.ts';
import type { Role } from '../platform/access/role.ts';
import type { Tx } from '../platform/database/tx.ts';
import { lockTree } from '../units/unit-lock.ts';
import { UnitProvisioning } from '../units/unit-provisioning.service.ts';
import { UnitStandings, type UnitStanding } from '../units/unit-standings.reader.ts';
import { changesOf } from '../units/units.policy.ts';
import type { ImportGround, LeftOut, RowToApply } from './import-ground.ts';
import { ImportPlanning } from './import-planning.ts';
import { InboxTables } from './inbox-tables.ts';
import { planAccounts } from './plan-accounts.policy.ts';
import { planUnit, type UnitPlan } from './plan-unit.policy.ts';
import { said, sameChanges, type PlannedRow } from './planned-row.ts';
import { problem, type Problem } from './table.ts';

interface AppliedGround extends ImportGround {
  readonly importId: string;
}

/** Every field that the log may name; e-mail and phone without their values. */
const LOGGED = ['parentId', 'channel', 'email', 'phone', 'symbol', 'numbering', 'place'] as const;

/**
 * Writes rows that a person has looked at: each is decided about again, on what is locked now, and written only when it would still
 * do exactly what was shown.
 */
@Injectable()
export class ApplyRows {
  constructor(
    private readonly planning: ImportPlanning,
    private readonly unitStandings: UnitStandings,
    private readonly accountStandings: AccountStandings,
    private readonly units: UnitProvisioning,
    private readonly accounts: AccountProvisioning,
    private readonly inboxes: InboxTables,
    private readonly lists: AccountLists,
  ) {}

  /** @throws units.code-taken, accounts.username-taken, accounts.post-held when somebody was faster in this very moment */
  apply(tx: Tx, ground: AppliedGround, rows: readonly RowToApply[]): Promise<LeftOut> {
    if (ground.kind === 'legacy-inboxes') return this.inboxes.apply(tx, ground, rows);
    return ground.kind === 'units' ? this.applyUnits(tx, ground, rows) : this.applyAccounts(tx, ground, rows);
  }

  private async applyUnits(tx: Tx, ground: ImportGround, rows: readonly RowToApply[]): Promise<LeftOut> {
    const wanted = rows.map(({ plan }) => plan);
    const codes = [...said(wanted, 'code'), ...said(wanted, 'parentCode')];
    await lockTree(tx);
    await this.unitStandings.lock(
      tx,
      wanted.map(({ id }) => id),
      'for no key update',
    );
    const view = await this.planning.unitView(tx, ground.unitId, codes);
    const [leftOut, plans]: [Map<RowToApply, readonly Problem[]>, UnitPlan[]] = [new Map(), []];
    for (const row of rows) {
      const plan = planUnit(view, row.plan, ground.day);
      if (isAsShown(row, plan) && plan.after) {
        view.put(plan.after);
        plans.push(plan);
      } else leftOut.set(row, [problem('changed-meanwhile'), ...plan.problems]);
    }
    await this.writeUnits(tx, plans, ground.caller);
    return leftOut;
  }

  private async writeUnits(tx: Tx, plans: readonly UnitPlan[], by: Principal): Promise<void> {
    const known = plans.flatMap(({ before, after }) => (before && after ? [{ before, after }] : []));
    const isEdited = ({ before, after }: (typeof known)[number]): boolean =>
      LOGGED.some((field) => before[field] !== after[field]);
    await this.units.createMany(
      tx,
      plans.flatMap(({ before, after }) => (before || !after ? [] : [{ ...after, ...latestName(after) }])),
      by,
    );
    await this.units.changeMany(
      tx,
      known.filter(isEdited).map(({ before, after }) => ({
        ...after,
        changes: changesOf(logged(before), logged(after), ['email', 'phone']),
      })),
      by,
    );
    await this.units.renameMany(
      tx,
      known
        .filter(({ before, after }) => before.names !== after.names)
        .map(({ after }) => ({ id: after.id, ...latestName(after) })),
      by,
    );
  }

  private async applyAccounts(tx: Tx, ground: AppliedGround, rows: readonly RowToApply[]): Promise<LeftOut> {
    const wanted = rows.map(({ plan, position }) => ({
      no: position,
      values: plan.values,
      problems: [],
      warnings: [],
    }));
    const units = await this.planning.unitView(tx, ground.unitId, said(wanted, 'unitCode'));
    const unitIds = said(wanted, 'unitCode').flatMap((code) => units.byCode(code)?.id ?? []);
    // Against closing: nobody is posted at a unit that ends in the same moment.
    await this.unitStandings.lock(tx, unitIds, 'for key share');
    await this.accountStandings.lock(tx, said(wanted, 'username'));
    const view = await this.planning.accountView(tx, ground, wanted);
    const planned = new Map(planAccounts(wanted, view).map((row) => [row.no, row]));
    const leftOut = new Map<RowToApply, readonly Problem[]>();
    for (const row of rows) {
      const plan = planned.get(row.position);
      if (!plan || !isAsShown(row, plan)) leftOut.set(row, [problem('changed-meanwhile'), ...(plan?.problems ?? [])]);
    }
    // What is said of a person stands in one of the rows: without it the others do not hold either.
    const lost = new Set([...leftOut.keys()].map(({ plan }) => plan.values['username']));
    const kept = rows.filter((row) => !leftOut.has(row));
    for (const row of kept.filter(({ outcome, plan }) => outcome === 'create' && lost.has(plan.values['username'])))
      leftOut.set(row, [problem('changed-meanwhile')]);
    await this.writeAccounts(
      tx,
      kept.filter((row) => !leftOut.has(row)),
      (code) => view.units.byCode(code)?.id ?? '',
      ground,
      view.accounts,
    );
    return leftOut;
  }

  private async writeAccounts(
    tx: Tx,
    rows: readonly RowToApply[],
    unitIdOf: (code: string) => string,
    { caller: by, importId }: AppliedGround,
    known: Awaited<ReturnType<ImportPlanning['accountView']>>['accounts'],
  ): Promise<void> {
    const made = new Map<string, Parameters<AccountProvisioning['createMany']>[1][number]>();
    const edits = new Map<string, Parameters<AccountProvisioning['editMany']>[1][number]>();
    const posts: ListedPost[] = [];
    for (const { plan, changes, outcome } of rows) {
      const { username = '', displayName = '', email = null, unitCode = '', role, title = '' } = plan.values;
      const [unitId, before] = [unitIdOf(unitCode), known.get(username)];
      const id = before?.id ?? made.get(username)?.id ?? plan.id;
      if (outcome === 'create' && !made.has(username)) made.set(username, { id, username, displayName, email, unitId });
      const fields = changes.map(({ field }) => field).filter((field) => field === 'displayName' || field === 'email');
      if (before && fields.length > 0) {
        const now = { displayName: before.displayName, email: before.email };
        for (const { field, to } of changes) if (field in now) Object.assign(now, { [field]: to });
        edits.set(id, { id, unitId, fields, ...now });
      }
      if (changes.some(({ field }) => field === 'role'))
        posts.push({ accountId: id, unitId, role: role as Role, title });
    }
    await this.accounts.createMany(tx, [...made.values()], by);
    await this.lists.add(
      tx,
      importId,
      [...made.values()].map(({ id }) => id),
    );
    await this.accounts.editMany(tx, [...edits.values()], by);
    await this.accounts.givePosts(tx, posts, by);
  }
}

function isAsShown(
  row: RowToApply,
  plan: Pick<PlannedRow, 'changes'> & { readonly outcome: PlannedRow['outcome'] },
): boolean {
  return plan.outcome === row.outcome && sameChanges(plan.changes, row.changes);
}

function latestName({ names }: UnitStanding): UnitStanding['names'][number] {
  return names.at(-1) as UnitStanding['names'][number];
}

const logged = (unit: UnitStanding): Pick<UnitStanding, (typeof LOGGED)[number]> => {
  const { parentId, channel, email, phone, symbol, numbering, place } = unit;
  return { parentId, channel, email, phone, symbol, numbering, place };
};
