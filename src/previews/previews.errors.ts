import { errors } from '../platform/errors/domain-error.ts';

export const PREVIEWS = errors('previews', {
  noSuchPage: {
    kind: 'not-found',
    vi: 'Không có hình xem trước của trang này. Xem trạng thái ở danh sách trang, hoặc tải tệp về.',
    en: 'There is no picture of this page. See the list of pages, or download the file.',
  },
});
