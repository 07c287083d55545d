import { area } from './catalogue.ts';

/** What the "?" of each page says: one sentence a line, three to five lines an area. Names: area, underscore, number. */
export const vi = {
  about: 'Về trang này',
  home_1:
    'Trang đầu cho biết việc đang chờ anh/chị: văn bản đến chưa xem, chưa nhận, sắp hoặc đã quá hạn; văn bản đã gửi còn đơn vị nào chưa nhận.',
  home_2: 'Bấm vào một dòng để tới đúng việc đó.',
  home_3: 'Con số tự cập nhật, không cần tải lại trang.',
  incoming_1:
    'Văn bản các nơi gửi đến đơn vị. Mở văn bản ra xem thì nơi gửi thấy "đã xem"; chỉ nhìn danh sách thì chưa tính.',
  incoming_2: 'Thứ tự công việc: Xác nhận đã nhận → Vào sổ → Phân công → Hoàn thành. Nút chính luôn là việc tiếp theo.',
  incoming_3:
    'Xác nhận trong ngày văn bản đến. Gửi nhầm đơn vị hoặc thiếu tệp: dùng Từ chối (trước khi vào sổ) hoặc Trả lại (sau khi vào sổ), kèm lý do.',
  incoming_4:
    'Mất mạng vẫn đọc được văn bản đã mở và bấm được "Xác nhận đã nhận": việc xác nhận chờ gửi, nơi gửi thấy cả giờ bấm và giờ máy chủ nhận.',
  outgoing_1: 'Văn bản đơn vị soạn và gửi đi: dự thảo, chờ duyệt, chờ cấp số, đã gửi.',
  outgoing_2: 'Mỗi bước do một người làm: người soạn trình, lãnh đạo duyệt, văn thư cấp số rồi gửi.',
  outgoing_3:
    'Đã gửi rồi thì không sửa được. Sai sót thì gửi văn bản thay thế, hoặc thu hồi; đơn vị đã nhận vẫn thấy văn bản cũ kèm lời thu hồi.',
  composer_1: 'Điền theo thứ tự trên giấy: loại, trích yếu, người ký, hạn, độ khẩn. Bản nháp tự lưu.',
  composer_2:
    'Nơi nhận: chọn đơn vị, nhóm, hoặc cả khối; mỗi nơi nhận để thực hiện, phối hợp, báo cáo, để biết hay để lưu.',
  composer_3:
    'Danh mục kiểm tra bên cạnh cho biết còn thiếu gì và ai sẽ nhận. Tệp phải kiểm tra mã độc xong mới gửi được.',
  tracking_1:
    'Mỗi dòng là một đơn vị: chưa xem, đã xem, đã nhận, đã vào sổ, đang xử lý, hoàn thành; ai làm, lúc nào, còn hạn bao lâu.',
  tracking_2: 'Bấm vào một phần của thanh tổng để chỉ xem các đơn vị ở trạng thái đó.',
  tracking_3: 'Mỗi trạng thái có chứng cứ ghi nối tiếp, không ai sửa được, kể cả quản trị. Bấm vào dòng để xem.',
  tracking_4: 'Đơn vị nhận bản giấy hoặc thư: văn thư nhập ngày giao và chứng từ.',
  registers_1:
    'Sổ văn bản đến và đi theo năm, đúng thứ tự số. Số đã cấp không dùng lại; số hủy vẫn nằm trong sổ kèm lý do.',
  registers_2: 'In hoặc xuất sổ ra tệp bảng tính bằng nút trên đầu trang.',
  administration_1:
    'Quản trị người dùng, chức vụ và đơn vị từ đơn vị mình trở xuống. Mọi việc quản trị đều ghi vào nhật ký.',
  administration_2: 'Người mới: tạo tài khoản, giao chức vụ, in mã kích hoạt. Không cần biết mật khẩu của ai.',
  administration_3:
    'Người nghỉ hoặc chuyển: kết thúc chức vụ, bàn giao việc dở, rồi khóa tài khoản. Không xóa: việc đã làm phải còn tên người làm.',
  calendar_1:
    'Hạn của văn bản tính theo lịch này. Sửa trong bản nháp; chưa ai bị ảnh hưởng cho đến khi đưa bản nháp vào hiệu lực.',
  calendar_2: 'Bấm vào một ngày để đổi thành nghỉ lễ, làm bù hay như thường lệ; bấm "Tính thử" để xem hạn nào sẽ đổi.',
  calendar_3:
    'Hạn đang chạy giữ nguyên khi lịch đổi. Muốn đổi cả chúng thì bấm "Tính lại hạn đang chạy"; mỗi hạn cũ vẫn được lưu.',
  training_1: 'Mỗi đơn vị cử đúng một người dự một buổi. Chọn buổi còn chỗ, hoặc ghi ngày thuận tiện để hệ thống xếp.',
  training_2:
    'Buổi đã đủ thì đăng ký chờ: có chỗ trống là được xếp và báo ngay. Đổi người, đổi buổi, hủy được đến khi buổi bắt đầu.',
  training_3: 'Giấy mời có mã QR: in ra hoặc mở trên điện thoại, đưa cho người đón ở cửa.',
  training_4: 'Người tổ chức: sửa từng buổi, xếp chỗ cho đơn vị chưa trả lời, nhập danh sách, tải bảng điểm danh.',
  door_1:
    'Dùng máy ảnh của điện thoại quét mã QR trên giấy mời: trang này mở ra với tên người dự. Đúng người thì bấm "Có mặt".',
  door_2: 'Không có mã: gõ vài chữ tên đơn vị hoặc tên người, không cần dấu.',
  door_3: 'Mạng yếu thì cứ bấm và giữ trang mở, máy tự gửi lại. Bấm nhầm thì "Bỏ điểm danh" trong vòng 15 phút.',
  groups_1: 'Nhóm nhận gom các đơn vị hay nhận chung một loại văn bản, để không phải chọn từng nơi.',
  groups_2:
    'Đơn vị có thể đề nghị vào hoặc ra nhóm; người quản lý nhóm trả lời. Văn bản đã gửi không đổi khi nhóm thay đổi.',
  profile_1:
    'Hồ sơ của riêng anh/chị: mật khẩu, xác thực hai bước, các máy đang đăng nhập, cách báo tin, ủy quyền khi vắng.',
  profile_2:
    'Bật "Báo tin trên máy này" để điện thoại báo ngay khi có văn bản; xác nhận đã nhận được ngay trên tin báo.',
  profile_3: 'Thấy máy lạ trong danh sách: kết thúc phiên đó, đổi mật khẩu, rồi bật xác thực hai bước.',
  profile_4: 'Dùng chung máy: đăng xuất khi xong; đăng xuất xóa những gì máy đã giữ để đọc khi mất mạng.',
  other_1: 'Chọn trang ở bên trái (trên điện thoại: ở dưới cùng), hoặc bấm Ctrl K rồi gõ vài chữ.',
} as const;

export const helpTexts = area('help', vi);
