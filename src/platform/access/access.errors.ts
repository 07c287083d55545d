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
  unitNeeded: {
    kind: 'invalid',
    vi: 'Anh/chị có chức vụ ở nhiều đơn vị: chọn đơn vị (unitId) để làm việc này.',
    en: 'You hold posts at several units: name the one to act for (unitId).',
  },
});
