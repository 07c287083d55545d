import { area } from './catalogue.ts';

/** The tour of the page, by role. */
export const vi = {
  title: 'Hướng dẫn từng bước',
  count: 'Bước {step} / {count}',
  next: 'Tiếp',
  back: 'Quay lại',
  finish: 'Xong',
  close: 'Đóng hướng dẫn',
  home: 'Đây là Tổng quan: những việc đang chờ anh/chị đứng đầu trang. Dùng phím mũi tên phải, trái để đi tiếp hoặc quay lại, Esc để đóng.',
  clerkIncoming:
    'Văn bản đến: mở văn bản, bấm "Xác nhận đã nhận", rồi vào sổ để lấy số đến. Nơi gửi thấy ngay từng bước.',
  clerkOutgoing: 'Văn bản đi: soạn thảo và trình lãnh đạo duyệt; sau khi duyệt thì ban hành lấy số, rồi gửi.',
  clerkRegisters: 'Sổ đăng ký: sổ công văn đi và đến, in và xuất tệp được.',
  leaderIncoming: 'Văn bản đến: đọc, xác nhận, và phân công người chủ trì khi văn thư đã vào sổ.',
  leaderOutgoing: 'Văn bản đi: dự thảo chờ duyệt ở đây. Duyệt, hoặc trả lại kèm lý do.',
  memberIncoming: 'Văn bản đến: văn bản của đơn vị và việc được giao cho anh/chị.',
  memberOutgoing: 'Văn bản đi: soạn dự thảo và trình duyệt.',
  tracking: 'Theo dõi: từng đơn vị đã xem, xác nhận, vào sổ hay chưa, và ai quá hạn.',
  adminPeople: 'Người dùng & đơn vị: tạo đơn vị, tài khoản, cấp mã kích hoạt.',
  adminAudit: 'Nhật ký: ai đã làm gì, lúc nào.',
  help: 'Trợ giúp của từng trang ở đây. Mở lại hướng dẫn này bất cứ lúc nào từ Trợ giúp.',
} as const;

export const tourTexts = area('tour', vi);
