import { errors } from '../errors/domain-error.ts';

/** What a restricted session is told at every door that is closed to it. */
export const RESTRICTED = errors('accounts', {
  changePasswordFirst: {
    kind: 'forbidden',
    vi: 'Mật khẩu đang dùng là mật khẩu tạm do quản trị đặt. Đổi sang mật khẩu của riêng anh/chị trước rồi mới làm việc khác được.',
    en: 'Your password was set by an administrator and is temporary: change it to one of your own before anything else.',
  },
  setUpSecondFactorFirst: {
    kind: 'forbidden',
    vi: 'Vai trò của anh/chị bắt buộc xác thực hai bước. Cài đặt xác thực hai bước (second-factor) trước rồi mới làm việc khác được.',
    en: 'Your role takes a second factor: set it up (second-factor) before anything else.',
  },
});
