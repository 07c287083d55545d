import { errors } from '../platform/errors/domain-error.ts';

export const WEBHOOKS = errors('webhooks', {
  notHttps: {
    kind: 'unprocessable',
    vi: 'Địa chỉ nhận phải bắt đầu bằng https://. Sửa địa chỉ rồi lưu lại.',
    en: 'The address must begin with https://. Correct it and save again.',
  },
  credentialsInUrl: {
    kind: 'unprocessable',
    vi: 'Địa chỉ nhận không được chứa tên đăng nhập hay mật khẩu. Bỏ phần trước dấu @; bên nhận kiểm tra chữ ký thay cho mật khẩu.',
    en: 'The address must not hold a user name or password. Leave out what stands before the @; the signature proves who sends.',
  },
  portRefused: {
    kind: 'unprocessable',
    vi: 'Chỉ dùng được cổng 443, 80, hoặc từ 1024 trở lên. Đổi cổng rồi lưu lại.',
    en: 'Only the ports 443, 80 and those from 1024 on can be used. Change the port and save again.',
  },
  addressRefused: {
    kind: 'unprocessable',
    vi: 'Không gửi được tới {host}: đó là địa chỉ trong mạng nội bộ. Dùng địa chỉ công khai, hoặc nhờ quản trị hệ thống cho phép địa chỉ này.',
    en: '{host} is an address inside a network. Use a public one, or ask the operator to allow it.',
  },
  nameNotFound: {
    kind: 'unprocessable',
    vi: 'Không tìm thấy máy chủ {host}. Kiểm tra tên miền rồi lưu lại.',
    en: 'The host {host} cannot be found. Check the name and save again.',
  },
  tooMany: {
    kind: 'conflict',
    vi: 'Đơn vị đã có {limit} địa chỉ nhận, là mức tối đa. Xóa bớt địa chỉ không dùng nữa.',
    en: 'The unit has {limit} webhooks already, the most there can be. Delete one that is not used any more.',
  },
  closed: {
    kind: 'conflict',
    vi: 'Địa chỉ nhận này đã xóa. Đăng ký lại nếu còn cần.',
    en: 'This webhook was deleted. Register it again if it is still needed.',
  },
  off: {
    kind: 'conflict',
    vi: 'Địa chỉ nhận này đang tắt nên không gửi gì. Bật lại rồi thử.',
    en: 'This webhook is switched off, so nothing is sent. Switch it on first.',
  },
  unitClosed: {
    kind: 'conflict',
    vi: 'Đơn vị đã giải thể nên không đăng ký địa chỉ nhận được nữa. Chọn đơn vị khác.',
    en: 'The unit is closed, so nothing can be registered for it. Choose another.',
  },
});
