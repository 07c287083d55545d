import { errors } from '../platform/errors/domain-error.ts';

export const NOTICES = errors('notices', {
  sayWhich: {
    kind: 'unprocessable',
    vi: 'Cần nói rõ đánh dấu đã đọc những thông báo nào: đến thông báo nào (upToId), hoặc của trang nào (path).',
    en: 'Say which notices were read: up to which one (upToId), or those about which page (path).',
  },
});
