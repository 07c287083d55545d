import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { refusalOf } from './refusal.ts';
import { send, type Asked } from './wire.ts';
import { aDocument, aDraft, aWorld, type World } from './world.ts';

let world: World;
let draftId: string;

beforeAll(async () => {
  world = await aWorld();
  draftId = await aDocument(world, 'draft');
});
afterAll(() => world.stop());

const ON_PAPER = {
  origin: 'paper',
  authorName: 'Công an tỉnh',
  symbol: '',
  subject: 'Kế hoạch',
  acceptDuplicate: true,
};

type Way = readonly [method: string, path: () => string, who: () => World['boss'], body: () => object];
const DRAFT: Way = ['POST', () => '/api/v1/outgoing-documents', () => world.boss, () => aDraft(world)];
const EDIT: Way = ['PATCH', () => `/api/v1/outgoing-documents/${draftId}`, () => world.boss, () => ({})];
const ENTRY: Way = ['POST', () => '/api/v1/incoming-documents', () => world.head, () => ON_PAPER];

async function asked([method, path, who, body]: Way, fields: object): Promise<Asked> {
  const { rows } = await world.app.db.query<{ version: number }>(
    `select version from outgoing_document where id = $1`,
    [draftId],
  );
  const headers = { 'content-type': 'application/json', 'if-match': `"${rows[0]?.version}"` };
  return { method, path: path(), as: who(), headers, body: JSON.stringify({ ...body(), ...fields }) };
}

const refused = async (way: Way, fields: object): Promise<string> => refusalOf(world, await asked(way, fields));
const taken = async (way: Way, fields: object): Promise<string | null> =>
  (await send(world.app, await asked(way, fields))).code;

describe.each([
  ['a draft', DRAFT],
  ['an edited draft', EDIT],
  ['an entry', ENTRY],
])('%s', (_, way) => {
  it.each([
    'Mật',
    'MẬT',
    'mật',
    ' Mật ',
    'mat',
    'MAT',
    'Tối mật',
    'TỐI MẬT',
    'toi mat',
    'Tuyệt mật',
    'TUYỆT MẬT',
    'tuyet-mat',
    'Mật'.normalize('NFD'),
    'secret',
    'top secret',
    'A',
    '1',
    'Nội bộ?',
  ])('is refused at the level %s', async (secrecy) => {
    expect(await refused(way, { secrecy })).toBe('secrecy.refused');
  });

  it.each([
    '(MẬT) Về kế hoạch phòng thủ',
    '(Mật) Về kế hoạch phòng thủ',
    '[TỐI MẬT] Kế hoạch',
    'TUYỆT MẬT: kế hoạch phòng thủ',
    'TỐI MẬT - kế hoạch phòng thủ',
    'MẬT. Kế hoạch',
    'Kế hoạch (tối mật)',
    'Kế hoạch ( TUYỆT MẬT )',
    'Độ mật: Tối mật. Kế hoạch',
    '(TỐI  MẬT) Kế hoạch',
    '(TUYỆT\u00a0MẬT) Kế hoạch',
    'MẬT',
    'Tối mật',
    '(M\u1eacT) Kế hoạch'.normalize('NFD'),
    '(MẬ\u200bT) Kế hoạch',
    '（MẬT）Kế hoạch',
    'MẬT – kế hoạch phòng thủ',
    'MẬT: kế hoạch phòng thủ',
  ])('is refused with the stamp "%s"', async (subject) => {
    expect(await refused(way, { subject })).toBe('secrecy.refused');
  });

  it.each(['none', 'thường', 'Thường', 'không', 'Không mật'])('is taken at the level "%s"', async (secrecy) => {
    expect(await taken(way, { secrecy })).toBeNull();
  });

  it.each([
    'Về công tác bảo mật thông tin',
    'Mật độ dân số các xã',
    'Mật ong rừng U Minh',
    'Tuyên truyền Luật Bảo vệ bí mật nhà nước',
    'Hướng dẫn đặt mật khẩu',
    'Mật danh đội hình tình nguyện',
    'Quan hệ mật thiết giữa Đoàn và Hội',
    'Thân mật gặp mặt cựu cán bộ Đoàn',
    'Mất mát',
    'Vườn mắt bão (mat na)',
    'Kiểm tra mật mía (mật mía)',
  ])('is taken with the ordinary subject "%s"', async (subject) => {
    expect(await taken(way, { subject })).toBeNull();
  });
});

describe('a stamp elsewhere', () => {
  it('is found in the summary of a draft, and in the number and symbol of an entry', async () => {
    const summary = '(TỐI MẬT) kế hoạch phòng thủ';
    expect(await refused(DRAFT, { summary })).toBe('secrecy.refused');
    expect(await refused(EDIT, { summary })).toBe('secrecy.refused');
    expect(await refused(ENTRY, { symbol: '12-KH/TU (MẬT)' })).toBe('secrecy.refused');
  });
});

describe('the refusal', () => {
  it('gives the reason, and repeats nothing of the secret', async () => {
    const { json, text } = await send(world.app, await asked(DRAFT, { subject: '(MẬT) Kế hoạch phòng thủ' }));
    expect(json?.['detail']).toContain('Luật Bảo vệ bí mật nhà nước');
    expect(text).not.toContain('phòng thủ');
  });
});
