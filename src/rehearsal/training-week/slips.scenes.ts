import { pagesOf, readSlips } from './papers.ts';
import type { Stage } from './stage.ts';
import { local, OFFICE, UNITS } from './week.data.ts';

interface Code {
  readonly id: string;
  readonly accountId: string;
  readonly username: string;
  readonly state: string;
}

/** 13/5: slips of all in one file; a lost one is printed again; the book says who got which. */
export async function printSlips(stage: Stage): Promise<void> {
  const { narrator, people } = stage;
  narrator.at(local('2020-05-13T08:00'), 'In phiếu cấp tài khoản và giao');
  const unitId = stage.id(OFFICE.code);
  const pdf = await people.paper(OFFICE.admin, 'POST', '/handouts', { unitId });
  const names = UNITS.map(({ clerk }) => clerk);
  stage.slips = await readSlips(pdf, names);
  const codes = new Set([...stage.slips.values()].map(({ code }) => code));
  narrator.tell(`Một tệp PDF ${(await pagesOf(pdf)).length} trang, mỗi người một trang.`);
  narrator.promise(
    `${UNITS.length} phiếu đọc được, mỗi phiếu một mã`,
    stage.slips.size === UNITS.length && codes.size === UNITS.length,
    `${stage.slips.size}/${codes.size}`,
  );
  await printLost(stage, names);
  const waiting = await stage.all<Code>('/activation-codes?state=waiting');
  const body = { codeIds: waiting.map(({ id }) => id), recipient: 'Văn thư các đơn vị', way: 'in_person' };
  const first = await people.post<{ noted: number }>(OFFICE.admin, '/handout-handings', body);
  const second = await people.post<{ noted: number; already: number }>(OFFICE.admin, '/handout-handings', body);
  narrator.promise(
    'sổ giao nhận ghi mỗi phiếu một lần',
    first.noted === UNITS.length && second.noted === 0 && second.already === UNITS.length,
  );
}

async function printLost(stage: Stage, names: readonly string[]): Promise<void> {
  const { narrator, people } = stage;
  const [lost = ''] = names;
  const before = stage.slips.get(lost);
  const waiting = await stage.all<Code>('/activation-codes?state=waiting');
  const accountId = waiting.find(({ username }) => username === lost)?.accountId;
  const again = await readSlips(await people.paper(OFFICE.admin, 'POST', '/handouts', { accountId }), names);
  const after = again.get(lost);
  if (after) stage.slips.set(lost, after);
  const activation = { username: lost, code: before?.code, password: 'Dòng sông mùa nước nổi' };
  const old = await people.refusal(null, '/activations', activation);
  narrator.promise(
    `${lost} mất phiếu: in lại, mã cũ hết hiệu lực`,
    after !== undefined && after.code !== before?.code && old === 'credentials.code-spent',
    String(old),
  );
}
