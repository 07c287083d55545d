import { errors } from '../platform/errors/domain-error.ts';

export const REGISTERS = errors('registers', {
  bookInUse: {
    kind: 'conflict',
    vi: 'Sổ này đã cấp số trong hệ thống nên không đổi được số bắt đầu.',
    en: 'Numbers of this book were already given here; its start can no longer change.',
  },
  noTerm: {
    kind: 'conflict',
    vi: 'Đơn vị đánh số theo nhiệm kỳ nhưng chưa khai báo nhiệm kỳ cho ngày này. Nhờ quản trị thêm nhiệm kỳ rồi ban hành lại.',
    en: 'The unit numbers by term, and no term covers this day. Have an administrator add it.',
  },
});
