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
  cutover_1:
    'Theo dõi việc chuyển từ hộp thư cũ sang hệ thống: còn bao nhiêu ngày, đơn vị nào đi tới đâu, còn vướng gì và gọi cho ai.',
  cutover_2:
    'Mỗi hộp thư cũ đi theo một đường: đang dùng → chạy song song → đóng băng → đã sao chép → ngừng dùng. Bước nào chưa làm được thì có ghi lý do.',
  cutover_3:
    'Sao chép thư chỉ đọc, không xóa gì ở máy chủ cũ. Sau đó đối chiếu từng thư; khớp rồi mới ngừng dùng hộp thư, hoặc bỏ qua kèm lý do.',
  cutover_4:
    'Nút Nhắc gửi thư vào hộp thư cũ còn dùng, mỗi hộp thư nhiều nhất một lần một ngày; thư không chứa nội dung văn bản nào.',
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
