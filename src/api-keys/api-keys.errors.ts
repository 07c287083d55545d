import { errors } from '../platform/errors/domain-error.ts';

export const API_KEYS = errors('api-keys', {
  badExpiry: {
    kind: 'unprocessable',
    vi: 'Hạn dùng của khóa API phải sau lúc này và không quá một năm. Chọn lại ngày; khi gần hết hạn thì cấp khóa mới.',
    en: 'A key must expire after now and within a year. Choose another time; make a new key before it ends.',
  },
});
