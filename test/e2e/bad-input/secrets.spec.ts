import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { counter, type Count } from './counts.ts';
import { fault, sendJson, type Answer } from './wire.ts';
import { aDocument, aDraft, aWorld, type World } from './world.ts';

let world: World;
let draftId: string;
let count: Count;

beforeAll(async () => {
  world = await aWorld();
  draftId = await aDocument(world, 'draft');
  count = await counter(world.app);
});
afterAll(() => world.stop());

const ENTRY = { origin: 'paper', authorName: 'Công an tỉnh', symbol: '', subject: 'Kế hoạch', acceptDuplicate: true };

type Way = readonly [method: string, path: () => string, who: () => World['boss'], body: () => object];
const WAYS: Readonly<Record<string, Way>> = {
  'a draft': ['POST', () => '/api/v1/outgoing-documents', () => world.boss, () => aDraft(world)],
  'an edited draft': ['PATCH', () => `/api/v1/outgoing-documents/${draftId}`, () => world.boss, () => ({})],
  'an entry': ['POST', () => '/api/v1/incoming-documents', () => world.head, () => ENTRY],
};

async function write([method, path, who, body]: Way, fields: object): Promise<Answer & { readonly fault: string | null }> {
  const { rows } = await world.app.db.query<{ version: number }>(`select version from outgoing_document where id = $1`, [draftId]);
  const answer = await sendJson(world.app, {
    method, path: path(), as: who(), headers: { 'if-match': `"${rows[0]?.version}"` }, body: JSON.stringify({ ...body(), ...fields }),
  });
  return { ...answer, fault: fault({ method, path: path() }, answer) };
}

async function expectRefused(way: Way, fields: object): Promise<void> {
  const before = await count();
  const answer = await write(way, fields);
  expect([fields, answer.status, answer.code, answer.fault]).toEqual([fields, 422, 'secrecy.refused', null]);
  expect(answer.json?.['detail']).toContain('Luật Bảo vệ bí mật nhà nước');
  expect(answer.text).not.toContain('kế hoạch phòng thủ');
  expect(await count()).toBe(before);
}

describe.each(Object.entries(WAYS))('%s', (_, way) => {
  it.each(['Mật', 'MẬT', 'mật', ' Mật ', 'mat', 'MAT', 'Tối mật', 'TỐI MẬT', 'toi mat', 'Tuyệt mật', 'TUYỆT MẬT', 'tuyet-mat', 'Mật'.normalize('NFD'), 'secret', 'top secret', 'A', '1', 'Nội bộ?'])(
    'is refused at the level %s',
    (secrecy) => expectRefused(way, { secrecy }),
  );

  it.each([
    '(MẬT) Về kế hoạch phòng thủ', '(Mật) Về kế hoạch phòng thủ', '[TỐI MẬT] Kế hoạch', 'TUYỆT MẬT: kế hoạch phòng thủ', 'TỐI MẬT - kế hoạch phòng thủ', 'MẬT. Kế hoạch', 'Kế hoạch (tối mật)', 'Kế hoạch ( TUYỆT MẬT )',
    'Độ mật: Tối mật. Kế hoạch', '(TỐI  MẬT) Kế hoạch', '(TUYỆT\u00a0MẬT) Kế hoạch', 'MẬT', 'Tối mật', '(M\u1eacT) Kế hoạch'.normalize('NFD'), '(MẬ\u200bT) Kế hoạch', '（MẬT）Kế hoạch', 'MẬT – kế hoạch phòng thủ', 'MẬT: kế hoạch phòng thủ',
  ])('is refused with the stamp "%s"', (subject) => expectRefused(way, { subject }));

  it.each(['', 'none', 'thường', 'Thường', 'không', 'Không mật'])('is taken at the level "%s"', async (secrecy) => {
    if (secrecy === '' && way === WAYS['an entry']) return;
    expect((await write(way, { secrecy })).status).toBeLessThan(300);
  });

  it.each([
    'Về công tác bảo mật thông tin', 'Mật độ dân số các xã', 'Mật ong rừng U Minh', 'Tuyên truyền Luật Bảo vệ bí mật nhà nước', 'Hướng dẫn đặt mật khẩu', 'Mật danh đội hình tình nguyện', 'Quan hệ mật thiết giữa Đoàn và Hội', 'Thân mật gặp mặt cựu cán bộ Đoàn',
    'Mất mát', 'Vườn mắt bão (mat na)', 'Kiểm tra mật mía (mật mía)',
  ])('is taken with the ordinary subject "%s"', async (subject) => {
    const answer = await write(way, { subject });
    expect([answer.status, answer.code]).toEqual([way[0] === 'PATCH' ? 200 : 201, null]);
  });
});

describe('a stamp elsewhere', () => {
  it('is found in the summary of a draft', async () => {
    await expectRefused(WAYS['a draft']!, { summary: '(TỐI MẬT) kế hoạch phòng thủ' });
    await expectRefused(WAYS['an edited draft']!, { summary: '(TỐI MẬT) kế hoạch phòng thủ' });
  });

  it('is found in the number and symbol of an entry', async () => {
    await expectRefused(WAYS['an entry']!, { symbol: '12-KH/TU (MẬT)' });
  });
});
