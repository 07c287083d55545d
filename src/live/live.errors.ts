import { errors } from '../platform/errors/domain-error.ts';

export const LIVE = errors('live', {
  tooManyStreams: {
    kind: 'too-many',
    vi: 'Anh/chị đang mở quá nhiều trang theo dõi cùng lúc (tối đa {limit}). Đóng bớt trang rồi thử lại.',
    en: 'You listen with too many pages at once ({limit} at most). Close some and try again.',
  },
});
