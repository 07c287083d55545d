import { errors } from '../errors/domain-error.ts';

export const ACCESS = errors('access', {
  signInFirst: {
    kind: 'unauthenticated',
    vi: 'Phiên làm việc đã hết hoặc chưa đăng nhập. Đăng nhập rồi thử lại.',
    en: 'Sign in first, or again: there is no valid session.',
  },
  roleNeeded: {
    kind: 'forbidden',
    vi: 'Việc này cần vai trò: {roles}. Nhờ người giữ vai trò đó, hoặc đề nghị quản trị giao thêm vai trò.',
    en: 'This takes one of the roles: {roles}.',
  },
  keyRefused: {
    kind: 'unauthenticated',
    vi: 'Khóa API không đúng, đã hết hạn hoặc đã bị thu hồi. Đề nghị quản trị đơn vị cấp khóa mới.',
    en: 'The API key is wrong, has expired or was revoked. Ask an administrator of the unit for a new one.',
  },
  scopeNeeded: {
    kind: 'forbidden',
    vi: 'Khóa API này không được phép làm việc này. Việc của con người (mở, xác nhận, vào sổ, phân công…) thì đăng nhập để làm; việc khác thì đề nghị quản trị cấp khóa có phạm vi phù hợp.',
    en: 'This API key does not open this call. What people give evidence by is never open to keys; for anything else ask for a key with the right scope.',
  },
  tooManyCalls: {
    kind: 'too-many',
    vi: 'Khóa API này gọi quá nhiều: tối đa {limit} lần mỗi phút. Chờ {seconds} giây rồi gọi tiếp.',
    en: 'This API key calls too often: {limit} times a minute at most. Go on in {seconds} seconds.',
  },
  unitNeeded: {
    kind: 'invalid',
    vi: 'Anh/chị có chức vụ ở nhiều đơn vị: chọn đơn vị (unitId) để làm việc này.',
    en: 'You hold posts at several units: name the one to act for (unitId).',
  },
});
