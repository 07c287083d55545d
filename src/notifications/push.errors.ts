import { errors } from '../platform/errors/domain-error.ts';

export const PUSH = errors('push', {
  serviceRefused: {
    kind: 'unprocessable',
    vi: 'Trình duyệt này nhận thông báo qua {host}, là dịch vụ hệ thống không biết. Dùng Chrome, Edge, Firefox hoặc Safari, hoặc nhờ quản trị hệ thống cho phép dịch vụ này.',
    en: 'This browser is reached through {host}, which is no push service the system knows. Use another browser, or ask the operator to allow it.',
  },
  endpointTaken: {
    kind: 'conflict',
    vi: 'Thiết bị này đang nhận thông báo của một tài khoản khác. Tắt thông báo rồi bật lại trên thiết bị này.',
    en: 'This device is told of things for another account. Turn notifications off on it and on again.',
  },
});
