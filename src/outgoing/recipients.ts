import { Injectable } from '@nestjs/common';
import { AccountsReader } from '../accounts/accounts.reader.ts';
import type { Purpose } from '../calendar/deadlines.policy.ts';
import { GroupsReader, type AddressableGroup } from '../groups/groups.reader.ts';
import type { Queries } from '../platform/database/tx.ts';
import type { UnitLine } from '../units/unit-line.ts';
import { UnitsReader } from '../units/units.reader.ts';
import { OUTGOING } from './outgoing.errors.ts';
import { mergeRecipients, PURPOSE_WORDS, type DraftLine, type LabelledLine, type Line } from './recipient-line.ts';

/** Whom a document would reach now. */
export interface Expanded {
  readonly lines: Line[];
  readonly recipients: { readonly unit: UnitLine; readonly purpose: Purpose }[];
}

/** Lines whose names are known, not yet whom they reach. */
export interface Named {
  readonly lines: readonly LabelledLine[];
  /** The units named one by one, each once. */
  readonly units: readonly UnitLine[];
}

type Groups = ReadonlyMap<string, AddressableGroup>;

/** Turns lines into units: groups and "all units" are expanded once, each unit is taken once. A constant number of queries. */
@Injectable()
export class Recipients {
  constructor(
    private readonly units: UnitsReader,
    private readonly groups: GroupsReader,
    private readonly accounts: AccountsReader,
  ) {}

  /**
   * What a list of recipients says, without expanding it: at most two queries, whatever its groups hold.
   * @throws outgoing.unknown-units, outgoing.unknown-groups
   */
  async name(queries: Queries, senderUnitId: string, lines: readonly DraftLine[]): Promise<Named> {
    const groupIds = [...new Set(lines.flatMap((line) => line.groupId ?? []))];
    const groups = await this.groups.usable(queries, groupIds, senderUnitId);
    refuseUnknownGroups(groupIds, groups);
    const units = await this.known(queries, [...new Set(lines.flatMap((line) => line.unitId ?? []))], []);
    return {
      lines: lines.map((line) => ({ ...line, label: labelOf(line, units, groups) })),
      units: [...units.values()],
    };
  }

  /**
   * Whom the lines reach, with their names: for the screen. A dispatch expands them within the database (`recipientsOf`), by the same rules.
   * @throws outgoing.unknown-units, outgoing.unknown-groups
   */
  async expand(queries: Queries, senderUnitId: string, lines: readonly DraftLine[]): Promise<Expanded> {
    const groupIds = [...new Set(lines.flatMap((line) => line.groupId ?? []))];
    const groups = await this.groups.addressable(queries, groupIds, senderUnitId);
    refuseUnknownGroups(groupIds, groups);
    const names = new Map([...groups].map(([id, group]) => [id, group.name]));
    const below = lines.some((line) => line.target === 'all_units')
      ? await this.units.descendants(queries, senderUnitId)
      : [];
    const named = lines.map((line) => ({
      line,
      unitIds: idsOf(line, groups, below).filter((id) => line.target === 'unit' || id !== senderUnitId),
    }));
    const merged = mergeRecipients(named.map(({ line, unitIds }) => ({ purpose: line.purpose, unitIds })));
    const units = await this.known(queries, [...merged.keys()], below);
    const recipients = [...merged]
      .flatMap(([id, purpose]) => ({ unit: units.get(id), purpose }))
      .filter((r): r is { unit: UnitLine; purpose: Purpose } => r.unit !== undefined);
    const frozen = named.map(({ line, unitIds }) => ({
      ...line,
      label: labelOf(line, units, names),
      count: unitIds.length,
    }));
    return { lines: frozen, recipients };
  }

  /** @param found units that were read already */
  private async known(
    queries: Queries,
    ids: readonly string[],
    found: readonly UnitLine[],
  ): Promise<Map<string, UnitLine>> {
    const units = new Map(found.map((unit) => [unit.id, unit]));
    const rest = await this.units.byIds(
      queries,
      ids.filter((id) => !units.has(id)),
    );
    for (const [id, unit] of rest) units.set(id, unit);
    const unknown = ids.filter((id) => !units.has(id));
    if (unknown.length > 0) throw OUTGOING.unknownUnits({ units: unknown.slice(0, 10).join(', ') });
    return units;
  }

  /** Those of the units within the system where nobody holds a post. */
  async unmanned(queries: Queries, units: readonly UnitLine[]): Promise<UnitLine[]> {
    const inside = units.filter((unit) => unit.channel === 'system');
    if (inside.length === 0) return [];
    const staffed = await this.accounts.activeStaffCount(
      queries,
      inside.map((unit) => unit.id),
    );
    return inside.filter((unit) => (staffed.get(unit.id) ?? 0) === 0);
  }
}

function idsOf(line: DraftLine, groups: Groups, below: readonly UnitLine[]): readonly string[] {
  if (line.target === 'all_units') return below.map((unit) => unit.id);
  if (line.target === 'group') return groups.get(line.groupId ?? '')?.unitIds ?? [];
  return line.unitId ? [line.unitId] : [];
}

function refuseUnknownGroups(ids: readonly string[], usable: ReadonlyMap<string, unknown>): void {
  const unknown = ids.filter((id) => !usable.has(id));
  if (unknown.length > 0) throw OUTGOING.unknownGroups({ groups: unknown.slice(0, 10).join(', ') });
}

function labelOf(line: DraftLine, units: Map<string, UnitLine>, groups: ReadonlyMap<string, string>): string {
  if (line.target === 'all_units') return 'Các cơ sở Đoàn trực thuộc';
  if (line.target === 'group') return groups.get(line.groupId ?? '') ?? '';
  const name = units.get(line.unitId ?? '')?.name ?? '';
  return line.purpose === 'file' ? `Lưu ${name}` : name;
}

/** The line as it is printed: `Ban Thường vụ Tỉnh đoàn (để b/c)`. */
export function printedLine(line: LabelledLine): string {
  return line.purpose === 'act' || line.purpose === 'file'
    ? line.label
    : `${line.label} (${PURPOSE_WORDS[line.purpose]})`;
}
