import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { localDate } from '../../../src/calendar/working-calendar.ts';
import { GroupComposition } from '../../../src/groups/group-composition.service.ts';
import { GroupLists } from '../../../src/groups/group-lists.reader.ts';
import { GroupMembers } from '../../../src/groups/group-members.reader.ts';
import { GroupNesting } from '../../../src/groups/group-nesting.service.ts';
import type { GroupWire } from '../../../src/groups/group.wire.ts';
import { GroupsReader } from '../../../src/groups/groups.reader.ts';
import { Groups } from '../../../src/groups/groups.service.ts';
import { Principal } from '../../../src/platform/access/principal.ts';
import { Database } from '../../../src/platform/database/database.ts';
import { UnitOfWork } from '../../../src/platform/database/unit-of-work.ts';
import type { DomainError } from '../../../src/platform/errors/domain-error.ts';
import { UnitLifecycle } from '../../../src/units/unit-lifecycle.service.ts';
import { Units } from '../../../src/units/units.service.ts';
import type { TestApp } from '../../support/app.ts';
import { aUnit } from '../../support/people.ts';
import { Model } from './model.ts';

const KINDS = ['agency', 'enterprise', 'school'] as const;
const SECTORS = ['government', 'education', 'business'] as const;
const CHANNELS = ['system', 'paper'] as const;
export const HOUR = 3600_000;

/** What happens next; numbers pick a unit or a group of those there are, bits pick several. */
export const act = fc.record({
  what: fc.constantFrom(
    ...([
      'found',
      'move',
      'turn',
      'turn',
      'end',
      'members',
      'members',
      'rule',
      'rule',
      'no-rule',
      'except',
      'except',
      'nest',
      'nest',
      'nest',
      'close',
    ] as const),
  ),
  group: fc.nat(),
  unit: fc.nat(),
  other: fc.nat(),
  bits: fc.nat(255),
  reach: fc.constantFrom('children' as const, 'below' as const),
  kinds: fc.subarray([...KINDS], { maxLength: 2 }),
  sectors: fc.subarray([...SECTORS], { maxLength: 2 }),
  channels: fc.subarray([...CHANNELS], { maxLength: 1 }),
  hours: fc.constantFrom(0, 1, 9, 30),
});
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

const pick = <T>(all: readonly T[], n: number): T => {
  const found = all[n % all.length];
  if (found === undefined) throw new Error('nothing to pick');
  return found;
};

const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error as DomainError).code ?? String(error),
  );

/** A small tree of its own with five groups in it, and the model beside them. */
export class Trial {
  readonly model = new Model();
  readonly #app: TestApp;
  readonly #accountId: string;
  #root = '';
  /** The last state of each day on which something happened. */
  readonly days = new Map<string, ReadonlyMap<string, readonly string[]>>();

  /** Where the service said something else than the model. */
  readonly differences: { readonly found: unknown; readonly wanted: unknown }[] = [];

  constructor(app: TestApp, accountId: string) {
    this.#app = app;
    this.#accountId = accountId;
  }

  private same(found: unknown, wanted: unknown): void {
    if (!isDeepStrictEqual(found, wanted)) this.differences.push({ found, wanted });
  }

  get unitIds(): string[] {
    return [...this.model.units.keys()];
  }
  get groupIds(): string[] {
    return [...this.model.groups.keys()];
  }

  as(unitId: string, role: 'clerk' | 'admin' = 'clerk'): Principal {
    const post = { id: randomUUID(), unitId, role, title: role, delegation: null };
    return new Principal(this.#accountId, 'Văn thư', randomUUID(), [post], '127.0.0.1');
  }

  async begin(): Promise<void> {
    this.#root = await this.found(null, 0);
    for (let i = 0; i < 6; i++) await this.found(pick(this.unitIds, i >> 1), i);
    for (let i = 0; i < 5; i++) {
      const owner = i < 3 ? this.#root : pick(this.unitIds, 1);
      const { id } = await this.#app
        .get(Groups)
        .create(this.as(owner), null, { name: `Nhóm ${i}`, visibility: 'open' });
      const empty = { members: new Set<string>(), exceptions: new Set<string>(), groups: new Set<string>() };
      this.model.groups.set(id, { owner, ...empty, rule: null, isOpen: true });
    }
    // Something to be tied into rings and to be kept out of, from the start.
    const [g0 = '', g1 = '', g2 = '', g3 = ''] = this.groupIds;
    await this.nest(g1, 1, [g2]);
    await this.nest(g0, 1, [g1]);
    await this.nest(g3, 1, [g0, g1]);
    this.remember();
  }

  async found(parent: string | null, n: number): Promise<string> {
    const facts = { kind: pick(KINDS, n), channel: pick(CHANNELS, n >> 1), sector: null };
    const { id } = await aUnit(this.#app, { parentId: parent, ...facts });
    this.model.units.set(id, { parent, ...facts, isOpen: true });
    return id;
  }

  remember(): void {
    const reached = new Map(this.groupIds.map((id) => [id, this.model.reached(id)]));
    this.days.set(localDate(this.#app.clock.now()), reached);
  }

  /** Does it in both. Where the model knows that it cannot be, the service must say the same. */
  async play(next: Act): Promise<void> {
    this.#app.clock.set(new Date(this.#app.clock.now().getTime() + next.hours * HOUR));
    const groupId = pick(this.groupIds, next.group);
    if (['found', 'move', 'turn', 'end'].includes(next.what)) await this.changeUnit(next);
    else if (this.model.group(groupId).isOpen) await this.changeGroup(next, groupId);
    this.remember();
  }

  private async changeUnit({ what, unit, other, bits }: Act): Promise<void> {
    const open = this.unitIds.filter((id) => this.model.unit(id).isOpen);
    const id = pick(open, unit);
    const target = pick(open, other);
    if (what === 'found') await this.found(target, bits);
    if (id === this.#root || what === 'found') return;
    const facts = this.model.unit(id);
    const change = (body: object) => this.changeOf(id, body);
    if (what === 'move' && !this.model.pathOf(target).includes(id)) {
      await change({ parentId: target });
      facts.parent = target;
    } else if (what === 'turn') {
      const turned = {
        kind: pick(KINDS, bits),
        sector: pick([null, ...SECTORS], bits >> 2),
        channel: pick(CHANNELS, bits >> 4),
      };
      await change(turned);
      Object.assign(facts, turned);
    } else if (what === 'end' && !open.some((child) => this.model.unit(child).parent === id)) {
      await this.#app
        .get(UnitOfWork)
        .run((tx) =>
          this.#app
            .get(UnitLifecycle)
            .close(tx, this.as(this.#root, 'admin'), id, { on: localDate(this.#app.clock.now()), successorId: null }),
        );
      facts.isOpen = false;
    }
  }

  private async changeOf(id: string, body: object): Promise<void> {
    const { rows } = await this.#app.db.query<{ version: number }>(`select version from unit where id = $1`, [id]);
    await this.#app.get(Units).change(this.as(this.#root, 'admin'), id, rows[0]?.version ?? 0, body);
  }

  private async changeGroup(
    { what, unit, other, bits, reach, kinds, sectors, channels }: Act,
    id: string,
  ): Promise<void> {
    const group = this.model.group(id);
    const chosen = this.unitIds.filter((unitId, i) => (bits >> (i % 8)) % 2 === 1 && this.model.unit(unitId).isOpen);
    const composition = this.#app.get(GroupComposition);
    const caller = this.as(group.owner);
    const { version } = await this.read(id);
    if (what === 'members') {
      await composition.setMembers(caller, id, version, chosen);
      group.members = new Set(chosen);
    } else if (what === 'except') {
      await composition.setExceptions(caller, id, version, chosen);
      group.exceptions = new Set(chosen);
    } else if (what === 'rule') {
      await composition.setRule(caller, id, version, { reach, kinds, sectors, channels });
      group.rule = { root: group.owner, reach, kinds, sectors, channels };
    } else if (what === 'no-rule') {
      await composition.setRule(caller, id, version, { reach: null });
      group.rule = null;
    } else if (what === 'close') {
      if (bits % 3 > 0) return;
      await this.#app.get(Groups).close(caller, id);
      group.isOpen = false;
    } else
      await this.nest(
        id,
        version,
        bits % 5 === 0 ? [] : [...new Set([pick(this.groupIds, unit), pick(this.groupIds, bits % 2 ? other : unit)])],
      );
  }

  private async nest(id: string, version: number, within: readonly string[]): Promise<void> {
    const group = this.model.group(id);
    const fresh = within.filter((child) => !group.groups.has(child));
    const above = this.model.pathOf(group.owner);
    const unusable = fresh.some(
      (child) => !this.model.group(child).isOpen || !above.includes(this.model.group(child).owner),
    );
    const kept = group.groups;
    group.groups = new Set(within.filter((child) => kept.has(child)));
    const isRing = fresh.some((child) => this.model.contains(child, id));
    group.groups = kept;
    const outcome = await codeOf(this.#app.get(GroupNesting).setGroups(this.as(group.owner), id, version, within));
    this.same(outcome, unusable ? 'groups.groups-unknown' : isRing ? 'groups.cycle' : 'done');
    if (outcome === 'done') group.groups = new Set(within);
  }

  private read(id: string): Promise<GroupWire> {
    return this.#app.get(GroupLists).one(this.as(this.model.group(id).owner), id);
  }

  /** Live: what a dispatch would reach, what the preview says about it, and which groups a unit finds itself in. */
  async checkNow(): Promise<void> {
    const database = this.#app.get(Database);
    const open = this.groupIds.filter((id) => this.model.group(id).isOpen);
    for (const owner of new Set(open.map((id) => this.model.group(id).owner))) {
      const found = await this.#app.get(GroupsReader).addressable(database, this.groupIds, owner);
      for (const id of open.filter((group) => this.model.group(group).owner === owner))
        this.same(found.get(id)?.unitIds.toSorted(), this.model.reached(id));
    }
    const id = pick(this.groupIds, this.days.size);
    const preview = await this.#app
      .get(GroupMembers)
      .expansion(this.as(this.model.group(id).owner), id, { limit: 200 });
    this.same(preview.count, this.model.reached(id).length);
    this.same(preview.items.map(({ unitId }) => unitId).toSorted(), this.model.reached(id));
    for (const { unitId, isMember, byRule, through } of preview.items) {
      this.same(
        [isMember, byRule],
        [this.model.group(id).members.has(unitId), this.model.isTakenByRule(this.model.group(id), unitId)],
      );
      this.same(through.map((group) => group.id).toSorted(), this.model.through(id, unitId).toSorted());
    }
    const unitId = pick(this.unitIds, this.days.size);
    const isIn = await Promise.all(
      this.groupIds.map((group) => this.#app.get(GroupLists).isIn(database, group, unitId)),
    );
    this.same(
      isIn,
      this.groupIds.map((group) => this.model.isIn(group, unitId)),
    );
  }

  /** As of every day, those between the acts included. */
  async checkDays(): Promise<void> {
    const [first = ''] = this.days.keys();
    const today = localDate(this.#app.clock.now());
    let state = this.days.get(first);
    for (let day = first; day <= today; day = localDate(new Date(Date.parse(`${day}T12:00:00+07:00`) + 24 * HOUR))) {
      state = this.days.get(day) ?? state;
      for (const id of this.groupIds) {
        const owner = this.as(this.model.group(id).owner);
        const { items } = await this.#app.get(GroupMembers).members(owner, id, { limit: 200, on: day });
        const reached = items.filter(({ closedOn }) => closedOn === null).map(({ unitId }) => unitId);
        this.same([day, reached.toSorted()], [day, state?.get(id)]);
      }
    }
  }
}
