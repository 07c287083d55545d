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
  mails_1:
    'Thư đến địa chỉ cũ: thư còn gửi vào hộp thư cũ sau ngày chuyển đổi. Văn thư vào sổ như văn bản đến, hoặc ghi lý do không vào sổ.',
  mails_2:
    'Thư cũ: thư có trong hộp thư trước ngày chuyển đổi, chỉ để tra cứu. Tìm không cần gõ dấu; hệ thống không ghi nhận đã xem hay đã nhận.',
  mails_3:
    'Nội dung thư hiện trong khung riêng: liên kết và hình ảnh bên ngoài không hoạt động, để thư lạ không làm gì được.',
  administration_1:
    'Quản trị người dùng, chức vụ và đơn vị từ đơn vị mình trở xuống. Mọi việc quản trị đều ghi vào nhật ký.',
  administration_2: 'Người mới: tạo tài khoản, giao chức vụ, in mã kích hoạt. Không cần biết mật khẩu của ai.',
  administration_3:
    'Người nghỉ hoặc chuyển: kết thúc chức vụ, bàn giao việc dở, rồi khóa tài khoản. Không xóa: việc đã làm phải còn tên người làm.',
  readiness_1:
    'Mỗi đơn vị đi bảy bước: có tên, có tài khoản, đăng ký tập huấn, dự tập huấn, đăng nhập, nhận văn bản đầu tiên, sẵn sàng. Bước nào cũng tính từ việc đã xảy ra.',
  readiness_2: 'Bấm một bước để chỉ xem đơn vị đang dừng ở đó. Bấm số điện thoại để gọi.',
  readiness_3:
    'Nhắc gửi một thư cho mỗi đơn vị, nói đúng việc tiếp theo. Trước khi gửi, trang cho biết ai nhận, ai không và vì sao.',
  handovers_1:
    'Người nghỉ hoặc chuyển công tác giao chức vụ, việc đang làm và dự thảo cho người kế nhiệm; lịch sử vẫn ghi tên người đã làm.',
  handovers_2: 'Người kế nhiệm xem từng việc rồi ký nhận ở đây. Chỉ người nhận mới ký được; quản trị thấy ai đã ký.',
  handovers_3: 'Đơn vị không còn ai thì không nhận được văn bản: giao chức vụ cho một người rồi in phiếu tài khoản.',
  provisioning_1:
    'Nhập danh sách đơn vị và tài khoản từ tệp: trang kiểm tra từng dòng trước, chưa ghi gì; nhập lại tệp cũ chỉ ghi chỗ khác.',
  provisioning_2: 'Danh sách tài khoản của đơn vị cấp dưới được cấp trên duyệt rồi mới in phiếu được.',
  provisioning_3: 'Không duyệt thì ghi lý do; đơn vị sửa tệp, nhập lại, và cấp trên duyệt lại.',
  slips_1:
    'Mỗi người một phiếu giấy có mã dùng một lần. Mã chỉ nằm trên phiếu: hệ thống không xem lại được, in lại thì mã cũ hết hiệu lực.',
  slips_2: 'Sổ giao phiếu ghi ai giao phiếu nào cho ai, bằng cách nào, lúc nào; in ra để người nhận ký.',
  slips_3: 'Mất phiếu: in lại cho người đó. Đưa nhầm người: hủy mã ngay trong danh sách mã đã cấp.',
  practising_1:
    'Khu vực thực hành giống hệ thống thật nhưng không có gì là thật: không vào sổ, không lấy số, không gửi thư.',
  practising_2: 'Trang này cho biết đơn vị nào đã tập những việc gì, và ai cần tập thêm.',
  practising_3: 'Làm lại toàn bộ xóa mọi văn bản thực hành và đưa mọi người ra ngoài; kết quả đã tập vẫn giữ.',
  cutover_1:
    'Theo dõi việc chuyển từ hộp thư cũ sang hệ thống: còn bao nhiêu ngày, đơn vị nào đi tới đâu, còn vướng gì và gọi cho ai.',
  cutover_2:
    'Mỗi hộp thư cũ đi theo một đường: đang dùng → chạy song song → đóng băng → đã sao chép → ngừng dùng. Bước nào chưa làm được thì có ghi lý do.',
  cutover_3:
    'Sao chép thư chỉ đọc, không xóa gì ở máy chủ cũ. Sau đó đối chiếu từng thư; khớp rồi mới ngừng dùng hộp thư, hoặc bỏ qua kèm lý do.',
  cutover_4:
    'Nút Nhắc gửi thư vào hộp thư cũ còn dùng, mỗi hộp thư nhiều nhất một lần một ngày; thư không chứa nội dung văn bản nào.',
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
