import type { Reach } from '../../../src/groups/group.kinds.ts';

/** A unit as the model knows it. */
export interface ModelUnit {
  parent: string | null;
  kind: string;
  sector: string | null;
  channel: string;
  isOpen: boolean;
}

export interface ModelRule {
  readonly root: string;
  readonly reach: Reach;
  readonly kinds: readonly string[];
  readonly sectors: readonly string[];
  readonly channels: readonly string[];
}

export interface ModelGroup {
  readonly owner: string;
  members: Set<string>;
  exceptions: Set<string>;
  groups: Set<string>;
  rule: ModelRule | null;
  isOpen: boolean;
}

/** Units and groups in memory: the same promises as the service's, in the plainest way to say them. */
export class Model {
  readonly units = new Map<string, ModelUnit>();
  readonly groups = new Map<string, ModelGroup>();

  unit(id: string): ModelUnit {
    const unit = this.units.get(id);
    if (!unit) throw new Error(`no unit ${id}`);
    return unit;
  }

  group(id: string): ModelGroup {
    const group = this.groups.get(id);
    if (!group) throw new Error(`no group ${id}`);
    return group;
  }

  /** Itself first, then upwards. */
  pathOf(unitId: string): string[] {
    const { parent } = this.unit(unitId);
    return [unitId, ...(parent === null ? [] : this.pathOf(parent))];
  }

  isTakenByRule(group: ModelGroup, unitId: string): boolean {
    const { rule } = group;
    const unit = this.unit(unitId);
    if (!rule || !unit.isOpen || group.exceptions.has(unitId)) return false;
    const depth = this.pathOf(unitId).indexOf(rule.root);
    const kinds = rule.kinds.length > 0 ? rule.kinds : ['block', 'agency', 'enterprise', 'school'];
    return (
      (rule.reach === 'children' ? depth === 1 : depth >= 1) &&
      kinds.includes(unit.kind) &&
      (rule.sectors.length === 0 || rule.sectors.includes(unit.sector ?? '')) &&
      (rule.channels.length === 0 || rule.channels.includes(unit.channel))
    );
  }

  /** The groups directly within that bring the unit in. */
  through(groupId: string, unitId: string): string[] {
    const group = this.group(groupId);
    if (group.exceptions.has(unitId)) return [];
    return [...group.groups].filter((child) => this.group(child).isOpen && this.isIn(child, unitId));
  }

  isIn(groupId: string, unitId: string): boolean {
    const group = this.group(groupId);
    return group.members.has(unitId) || this.isTakenByRule(group, unitId) || this.through(groupId, unitId).length > 0;
  }

  /** Whom a dispatch would reach, by id. */
  reached(groupId: string): string[] {
    return [...this.units]
      .filter(([id, unit]) => unit.isOpen && this.isIn(groupId, id))
      .map(([id]) => id)
      .toSorted();
  }

  /** Does the group contain the other one, itself included? */
  contains(groupId: string, other: string): boolean {
    return groupId === other || [...this.group(groupId).groups].some((child) => this.contains(child, other));
  }
}
