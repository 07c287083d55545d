import { AccountProvisioning } from '../../accounts/account-provisioning.service.ts';
import { StrongPasswords } from '../../accounts/strong-passwords.ts';
import type { Role } from '../../platform/access/role.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { UnitProvisioning } from '../../units/unit-provisioning.service.ts';
import type { Stage } from './stage.ts';
import { accountRows, csv, unitRows, xlsx } from './tables.ts';
import { ABOVE, local, OFFICE, PASSWORD, UNITS } from './week.data.ts';

interface Checked {
  readonly id: string;
  readonly state: string;
  readonly totals: Readonly<Record<'create' | 'change' | 'same' | 'error' | 'absent', number>> | null;
}

interface Row {
  readonly key: string;
  readonly outcome: string;
  readonly changes: readonly { readonly heading: string; readonly from: string | null; readonly to: string | null }[];
  readonly problems: readonly { readonly detail: string }[];
}

/** The level above, the office, and those who work there: what stands before the first day. */
export async function prepare(stage: Stage): Promise<void> {
  const units = stage.get(UnitProvisioning);
  const accounts = stage.get(AccountProvisioning);
  const password = await stage.get(StrongPasswords).hash(PASSWORD, []);
  const usual = { openedOn: '2000-01-01', numbering: 'YEAR' } as const;
  await stage.get(UnitOfWork).run(async (tx) => {
    const aboveId = await units.create(tx, {
      ...usual,
      parentId: null,
      kind: 'superior',
      code: ABOVE.code,
      name: ABOVE.name,
      shortName: ABOVE.code,
    });
    const office = { parentId: aboveId, code: OFFICE.code, name: OFFICE.name, shortName: OFFICE.code };
    const officeId = await units.create(tx, { ...usual, ...office, kind: 'block' });
    stage.unitIds.set(ABOVE.code, aboveId);
    stage.unitIds.set(OFFICE.code, officeId);
    const person = (username: string, displayName: string, unitId: string, role: Role, email: string | null) =>
      accounts.create(tx, {
        username,
        displayName,
        email,
        password,
        sample: false,
        posts: [{ unitId, role, title: displayName }],
      });
    await person(ABOVE.admin, 'Quản trị Tỉnh đoàn', aboveId, 'admin', null);
    await person(OFFICE.admin, 'Quản trị Đoàn Khối', officeId, 'admin', OFFICE.email);
    await person(OFFICE.clerk, 'Văn thư Đoàn Khối', officeId, 'clerk', null);
    await person(OFFICE.leader, 'Bí thư Đoàn Khối', officeId, 'leader', null);
  });
  // Somebody is there above, who can be asked.
  await stage.people.get(ABOVE.admin, '/sessions/current');
}

async function check(stage: Stage, kind: 'units' | 'accounts', file: Buffer, name: string): Promise<Checked> {
  const form = new FormData();
  form.set('kind', kind);
  form.set('unitId', stage.id(OFFICE.code));
  form.set('file', new Blob([new Uint8Array(file)]), name);
  const { id } = await stage.people.post<Checked>(OFFICE.admin, '/imports', form);
  await stage.settle();
  return stage.people.get<Checked>(OFFICE.admin, `/imports/${id}`);
}

async function apply(stage: Stage, { id }: Checked): Promise<void> {
  await stage.people.post(OFFICE.admin, `/imports/${id}/application`);
  await stage.settle();
}

const rowsOf = (stage: Stage, { id }: Checked, outcome: string): Promise<Row[]> =>
  stage.all<Row>(`/imports/${id}/rows`).then((rows) => rows.filter((row) => row.outcome === outcome));

/** 11/5: units from Excel, accounts from CSV; looked at before anything is written. */
export async function bringList(stage: Stage): Promise<void> {
  const { narrator } = stage;
  narrator.at(local('2020-05-11T08:30'), 'Nhập danh sách đã thống nhất với Tỉnh đoàn');
  const dry = await check(stage, 'units', await xlsx(unitRows()), 'Danh sách đơn vị.xlsx');
  const count = async () => (await stage.rows<{ n: number }>(`select count(*)::int as n from unit`))[0]?.n;
  narrator.tell(`Xem thử tệp Excel: ${dry.totals?.create} đơn vị sẽ được tạo.`);
  narrator.promise('xem thử không ghi gì', dry.totals?.create === UNITS.length && (await count()) === 2);
  await apply(stage, dry);
  for (const { id, code } of await stage.all<{ id: string; code: string }>('/units')) stage.unitIds.set(code, id);
  narrator.promise(
    `${UNITS.length} đơn vị đã có`,
    UNITS.every(({ code }) => stage.unitIds.has(code)),
  );

  const [first] = UNITS;
  const wrong = await check(stage, 'accounts', csv(accountRows({ [first?.code ?? '']: 'KHONG-CO' })), 'Tài khoản.csv');
  const [bad, ...others] = await rowsOf(stage, wrong, 'error');
  narrator.tell(`Tệp tài khoản có dòng sai, được chỉ rõ: ${bad?.key}: ${bad?.problems[0]?.detail}`);
  narrator.promise('đúng một dòng sai được chỉ ra', bad?.key === first?.clerk && others.length === 0);
  await stage.people.post(OFFICE.admin, `/imports/${wrong.id}/cancellation`);
  const right = await check(stage, 'accounts', csv(accountRows()), 'Tài khoản.csv');
  await apply(stage, right);
  narrator.promise(`${UNITS.length} tài khoản đã có`, right.totals?.create === UNITS.length);
  await bringAgain(stage);
}

/** The same list once more, and once more with another phone number. */
async function bringAgain(stage: Stage): Promise<void> {
  const { narrator } = stage;
  const again = await check(stage, 'units', await xlsx(unitRows()), 'Danh sách đơn vị.xlsx');
  narrator.promise(
    'nhập lại đúng tệp ấy: không đổi gì',
    again.totals?.same === UNITS.length,
    JSON.stringify(again.totals),
  );
  const code = UNITS[1]?.code ?? '';
  const changed = await check(stage, 'units', csv(unitRows({ [code]: '0294 3855 999' })), 'Sửa.csv');
  const [row, ...others] = await rowsOf(stage, changed, 'change');
  const [change] = row?.changes ?? [];
  narrator.tell(`Nhập lại tệp đã sửa: ${code}, ${change?.heading}: “${change?.from}” → “${change?.to}”.`);
  narrator.promise(
    'chỉ chỗ khác mới hiện ra',
    row?.key === code && others.length === 0 && changed.totals?.same === UNITS.length - 1,
    JSON.stringify([changed.totals, row?.key, others.length]),
  );
  await stage.people.post(OFFICE.admin, `/imports/${changed.id}/cancellation`);
}

/** 12/5: the level above approves; before that nobody gets a code. */
export async function approveList(stage: Stage): Promise<void> {
  const { narrator, people } = stage;
  narrator.at(local('2020-05-12T09:00'), 'Tỉnh đoàn duyệt danh sách tài khoản');
  const [list] = await stage.all<{ id: string; state: string; accounts: number }>('/account-lists');
  const early = await people.refusal(OFFICE.admin, '/handouts', { unitId: stage.id(OFFICE.code) });
  narrator.promise('chưa duyệt thì không in được phiếu', early === 'accounts.not-approved', String(early));
  const own = await people.refusal(OFFICE.admin, `/account-lists/${list?.id}/approval`, {});
  narrator.promise('người lập danh sách không tự duyệt được', own === 'accounts.own-list', String(own));
  const note = 'Công văn 12-CV/TĐTN ngày 08/5/2020';
  const approved = await people.post<{ state: string }>(ABOVE.admin, `/account-lists/${list?.id}/approval`, { note });
  narrator.promise(`Tỉnh đoàn duyệt ${list?.accounts} tài khoản`, approved.state === 'approved');
}
