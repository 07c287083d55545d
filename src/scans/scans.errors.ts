import { errors } from '../platform/errors/domain-error.ts';

export const SCANS = errors('scans', {
  notReleasable: {
    kind: 'conflict',
    vi: 'Chỉ cho phép được tệp không quét được; tệp này đang ở trạng thái "{state}". Tệp có mã độc thì thay bằng tệp khác.',
    en: 'Only a file that cannot be scanned can be released; this one is "{state}".',
  },
});
