import { aPerson, aUnit, type Person } from './people.ts';
import type { TestApp } from './app.ts';

/** A unit with one person for each kind of work. */
export interface StaffedUnit {
  readonly id: string;
  readonly name: string;
  readonly code: string;
  readonly clerk: Person;
  readonly leader: Person;
  readonly member: Person;
}

/** The block, its units, and those above it, as in the notice; small, so that a story is quick to set up. */
export interface Organisation {
  readonly office: StaffedUnit & { readonly admin: Person };
  readonly units: readonly StaffedUnit[];
  readonly above: { readonly provinceUnion: string; readonly deputySecretary: string; readonly partyCommittee: string };
}

export async function aStaffedUnit(app: TestApp, unit: Parameters<typeof aUnit>[1]): Promise<StaffedUnit> {
  const made = await aUnit(app, unit);
  const of = (role: 'clerk' | 'leader' | 'member', title: string) =>
    aPerson(app, [[made.id, role]], {
      displayName: `${title} ${made.name}`,
      email: `${role}.${made.code.toLowerCase()}@gnvb.example`,
    });
  const [clerk, leader, member] = await Promise.all([
    of('clerk', 'Văn thư'),
    of('leader', 'Bí thư'),
    of('member', 'Ủy viên'),
  ]);
  return { ...made, clerk, leader, member };
}

/** @param count units below the block */
export async function anOrganisation(app: TestApp, count: number): Promise<Organisation> {
  const province = await aUnit(app, {
    name: 'Ban Thường vụ Tỉnh đoàn',
    kind: 'body',
    channel: 'email',
    email: 'tinhdoan@gnvb.example',
  });
  const deputy = await aUnit(app, { name: 'Phó Bí thư Tỉnh đoàn', kind: 'person', channel: 'paper' });
  const party = await aUnit(app, { name: 'Ban Thường vụ Đảng ủy Khối', kind: 'body', channel: 'paper' });
  const office = await aStaffedUnit(app, {
    name: 'Đoàn Khối các cơ quan và Doanh nghiệp tỉnh Trà Vinh',
    kind: 'block',
    place: 'Trà Vinh',
  });
  const admin = await aPerson(app, [[office.id, 'admin']], { displayName: 'Quản trị Đoàn Khối' });
  await app.db.query(
    `insert into term (id, unit_id, ordinal, name, starts_on) values (gen_random_uuid(), $1, 'VI', '2017–2022', '2017-09-01')`,
    [office.id],
  );
  const units: StaffedUnit[] = [];
  for (let i = 1; i <= count; i++) {
    const unit = await aStaffedUnit(app, { parentId: office.id, name: `Chi đoàn cơ quan số ${i}` });
    await app.db.query(
      `insert into term (id, unit_id, ordinal, name, starts_on) values (gen_random_uuid(), $1, 'III', '2019–2022', '2019-01-01')`,
      [unit.id],
    );
    units.push(unit);
  }
  return {
    office: { ...office, admin },
    units,
    above: { provinceUnion: province.id, deputySecretary: deputy.id, partyCommittee: party.id },
  };
}
