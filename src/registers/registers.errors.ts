import { errors } from '../platform/errors/domain-error.ts';

export const REGISTERS = errors('registers', {
  bookInUse: {
    kind: 'conflict',
    vi: 'Sổ này đã cấp số trong hệ thống nên không đổi được số bắt đầu.',
    en: 'Numbers of this book were already given here; its start can no longer change.',
  },
  bookFull: {
    kind: 'conflict',
    vi: 'Sổ này đã cấp đến số {last}, là số lớn nhất có thể ghi. Nhờ quản trị kiểm tra số bắt đầu của sổ.',
    en: 'This book has reached {last}, the largest number that can be written. Have its first number checked.',
  },
  noTerm: {
    kind: 'conflict',
    vi: 'Đơn vị đánh số theo nhiệm kỳ nhưng chưa khai báo nhiệm kỳ cho ngày này. Nhờ quản trị thêm nhiệm kỳ rồi ban hành lại.',
    en: 'The unit numbers by term, and no term covers this day. Have an administrator add it.',
  },
});
