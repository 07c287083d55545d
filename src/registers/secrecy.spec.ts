import { describe, expect, it } from '@jest/globals';
import { refuseSecrets } from './secrecy.ts';

const refused = (level: string | null, ...texts: string[]): boolean => {
  try {
    refuseSecrets(level, texts);
    return false;
  } catch (error) {
    expect(error).toMatchObject({ code: 'secrecy.refused' });
    return true;
  }
};

describe('secrets on a networked system', () => {
  it.each(['Mật', 'MẬT', 'mat', 'Tối mật', 'toi_mat', 'Tuyệt mật', 'secret', 'A'])('level "%s" is refused', (level) =>
    expect(refused(level, '')).toBe(true),
  );
  it.each([null, '', 'none', 'Thường', 'không', 'Không mật'])('level "%s" is none', (level) =>
    expect(refused(level, '')).toBe(false),
  );
  it.each([
    '(MẬT) Về việc điều động',
    'TỐI MẬT: kế hoạch',
    '[Tuyệt mật] báo cáo',
    'Độ mật: Mật',
    'Báo cáo (mật)',
    'MẬT - Kế hoạch',
  ])('a subject stamped "%s" is refused', (text) => expect(refused(null, text)).toBe(true));
  it.each([
    'Về công tác bảo mật thông tin',
    'Mật độ dân số',
    'Mật ong rừng',
    'Luật Bảo vệ bí mật nhà nước',
    'Đường mật và sức khỏe',
  ])('"%s" is an ordinary subject', (text) => expect(refused(null, text)).toBe(false));
});
