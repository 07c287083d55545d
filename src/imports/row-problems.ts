import type { ErrorText } from '../platform/errors/domain-error.ts';

/** What can be said about one row or one of its cells. Errors of other rooms keep their own words. */
export const ROW_PROBLEMS: Readonly<Record<string, Omit<ErrorText, 'kind'>>> = {
  // One cell.
  formula: {
    vi: 'Ô chứa công thức. Sao chép rồi dán lại dạng giá trị (Paste Values) để chắc chắn về nội dung.',
    en: 'The cell holds a formula. Paste it as a value, so that its content is certain.',
  },
  'cell-error': { vi: 'Ô đang báo lỗi {text}. Sửa ô trong Excel.', en: 'The cell shows the error {text}. Correct it.' },
  'cell-too-long': {
    vi: 'Ô dài quá {limit} ký tự. Rút ngắn nội dung.',
    en: 'The cell holds more than {limit} characters. Shorten it.',
  },
  'too-long': { vi: 'Dài quá {limit} ký tự. Rút ngắn lại.', en: 'Longer than {limit} characters. Shorten it.' },
  'bad-character': {
    vi: 'Ô có ký tự điều khiển không dùng được. Gõ lại nội dung ô.',
    en: 'The cell holds a control character. Type its content again.',
  },
  garbled: {
    vi: 'Chữ bị sai bảng mã: "{text}". Gõ lại bằng Unicode.',
    en: 'The letters are garbled: "{text}". Type them in Unicode.',
  },
  'date-in-text': {
    vi: 'Excel đã đổi ô này thành ngày {text}. Định dạng ô là Văn bản (Text) rồi gõ lại.',
    en: 'Excel made a date ({text}) of this cell. Format it as text and type it again.',
  },
  'number-too-long': {
    vi: 'Ô là số dài nên Excel không giữ đủ chữ số ({text}). Định dạng ô là Văn bản (Text) rồi gõ lại.',
    en: 'The cell is a number of which Excel does not keep all digits ({text}). Format it as text and type it again.',
  },
  'zero-lost': {
    vi: 'Số điện thoại {text} đã mất số 0 ở đầu vì ô là số. Định dạng ô là Văn bản (Text) rồi gõ lại.',
    en: 'The phone number {text} has lost its leading 0. Format the cell as text and type it again.',
  },
  'number-as-text': {
    vi: 'Ô là số nên số 0 ở đầu, nếu có, đã mất; đọc là {text}. Nếu sai, định dạng ô là Văn bản (Text) rồi gõ lại.',
    en: 'The cell is a number and was read as {text}; zeros in front, if there were any, are lost. If that is wrong, format it as text.',
  },
  required: { vi: 'Thiếu nội dung bắt buộc. Điền vào ô này.', en: 'This must be filled in.' },
  'username-missing': {
    vi: 'Thiếu tên đăng nhập. Điền vào, ví dụ {suggestion} (chưa có ai dùng).',
    en: 'The user name is missing. Fill it in, for example {suggestion}, which nobody has.',
  },
  'not-a-code': {
    vi: 'Mã "{text}" không đúng dạng: chữ không dấu, chữ số và . _ -, tối đa 40 ký tự.',
    en: '"{text}" is no code: letters without accents, digits and . _ -, at most 40.',
  },
  'not-an-email': {
    vi: '"{text}" không phải một địa chỉ thư điện tử. Mỗi ô chỉ ghi một địa chỉ.',
    en: '"{text}" is not one e-mail address.',
  },
  'not-a-phone': {
    vi: '"{text}" không phải số điện thoại. Mỗi ô chỉ ghi một số.',
    en: '"{text}" is not one phone number.',
  },
  'not-a-host': {
    vi: '"{text}" không phải tên máy chủ. Chỉ ghi tên, ví dụ imap.example.vn, không ghi cổng hay đường dẫn.',
    en: '"{text}" is no name of a server. Give the name alone, without port or path.',
  },
  'not-a-port': {
    vi: '"{text}" không phải số cổng. Thường là 993 hoặc 143.',
    en: '"{text}" is no port, such as 993 or 143.',
  },
  'not-a-security': {
    vi: '"{text}" không phải kiểu bảo mật. Ghi TLS, STARTTLS hoặc Không mã hóa.',
    en: '"{text}" is no kind of security: TLS, STARTTLS or none.',
  },
  'imap-host-missing': {
    vi: 'Có cổng, tên đăng nhập hoặc mật khẩu nhưng thiếu máy chủ IMAP. Điền máy chủ, hoặc xóa các ô đó.',
    en: 'There is a port, user name or password, but no IMAP server. Fill it in, or empty those cells.',
  },
  'inbox-unit-differs': {
    vi: 'Hộp thư này thuộc đơn vị {known}; đơn vị không đổi được bằng tệp. Sửa mã đơn vị.',
    en: 'The inbox belongs to the unit {known}, which a file cannot change. Correct the code.',
  },
  'not-a-symbol': {
    vi: 'Ký hiệu "{text}" không đúng dạng, ví dụ ĐTN hoặc BCH-ĐK.',
    en: '"{text}" is no symbol of an issuer, such as ĐTN.',
  },
  'not-a-day': {
    vi: '"{text}" không phải ngày có thật. Ghi ngày/tháng/năm, ví dụ 18/5/2020.',
    en: '"{text}" is no day. Write day/month/year, such as 18/5/2020.',
  },
  'not-a-kind': {
    vi: 'Không có loại đơn vị "{text}". Ghi: Cơ quan, Doanh nghiệp, Trường học, Đoàn khối, Cấp trên, Cơ quan ngoài hệ thống hoặc Cá nhân.',
    en: 'There is no kind of unit "{text}". Use agency, enterprise, school, block, superior, body or person.',
  },
  'not-a-channel': {
    vi: 'Không có kênh nhận "{text}". Ghi: Hệ thống, Thư điện tử hoặc Bản giấy.',
    en: 'There is no channel "{text}". Use system, email or paper.',
  },
  'not-a-numbering': {
    vi: 'Không có cách đánh số "{text}". Ghi: Theo nhiệm kỳ, Theo năm hoặc Liên tục.',
    en: 'There is no numbering "{text}". Use TERM, YEAR or NEVER.',
  },
  'not-a-role': {
    vi: 'Không có vai trò "{text}". Ghi: Quản trị, Văn thư, Lãnh đạo hoặc Cán bộ.',
    en: 'There is no role "{text}". Use admin, clerk, leader or member.',
  },
  'not-a-username': {
    vi: 'Tên đăng nhập "{text}" không đúng dạng: 3–64 chữ cái hoặc chữ số, có thể có . _ - @ ở giữa.',
    en: '"{text}" is no user name: 3 to 64 letters or digits, with . _ - @ inside.',
  },
  // One row.
  'hidden-row': {
    vi: 'Dòng đang bị ẩn trong Excel. Bỏ ẩn nếu cần nhập, hoặc xóa dòng.',
    en: 'The row is hidden in Excel. Unhide it to import it, or delete it.',
  },
  'merged-rows': {
    vi: 'Dòng có ô gộp với dòng khác. Bỏ gộp ô (Unmerge) và điền đủ từng dòng.',
    en: 'The row has cells merged with another row. Unmerge them and fill in each row.',
  },
  'too-few-columns': {
    vi: 'Dòng thiếu cột so với tiêu đề, các ô có thể lệch cột. Kiểm tra dấu phân cách.',
    en: 'The row has fewer columns than headings, so that values may be in the wrong ones. Check the delimiters.',
  },
  'beyond-columns': {
    vi: 'Dòng có nội dung nằm ngoài các cột có tiêu đề. Kiểm tra dấu phân cách, hoặc xóa phần thừa.',
    en: 'The row has something beyond the last heading. Check the delimiters, or remove it.',
  },
  'contradicts-row': {
    vi: 'Khác với dòng {row} về cùng một đối tượng. Sửa cho giống nhau hoặc bỏ một dòng.',
    en: 'Row {row} says something else about the same. Make them agree or remove one.',
  },
  'duplicate-of-row': { vi: 'Trùng với dòng {row}.', en: 'The same as row {row}.' },
  ring: {
    vi: 'Cấp trên khép thành vòng: {codes}. Sửa mã cấp trên của một trong các đơn vị này.',
    en: 'The superiors form a ring: {codes}. Correct the parent of one of them.',
  },
  'parent-row-bad': {
    vi: 'Cấp trên {code} nằm ở dòng {row} đang có lỗi. Sửa dòng đó trước.',
    en: 'The superior {code} is in row {row}, which has errors. Correct that row first.',
  },
  'kind-differs': {
    vi: 'Đơn vị trong hệ thống thuộc loại "{known}"; loại không đổi được bằng tệp. Sửa ô này hoặc để trống.',
    en: 'The unit is of kind "{known}", which a file cannot change. Correct the cell or leave it empty.',
  },
  'opened-on-differs': {
    vi: 'Ngày thành lập trong hệ thống là {known}; ngày này không đổi được bằng tệp. Sửa ô này hoặc để trống.',
    en: 'The unit was opened on {known}, which a file cannot change. Correct the cell or leave it empty.',
  },
  'title-differs': {
    vi: 'Người này đang giữ vai trò đó với chức danh "{known}". Muốn đổi chức danh thì kết thúc chức vụ cũ trước, hoặc để trống ô này.',
    en: 'The person holds this role as "{known}". End that post first to change its title, or leave the cell empty.',
  },
  'too-many-posts': {
    vi: 'Một tài khoản nhận quá {limit} chức vụ trong tệp. Kiểm tra tên đăng nhập ở các dòng này.',
    en: 'One account is given more than {limit} posts. Check the user name in these rows.',
  },
  'changed-meanwhile': {
    vi: 'Dữ liệu đã thay đổi sau khi kiểm tra nên dòng này không được ghi. Tải tệp lên lại để xem khác biệt mới.',
    en: 'This has changed since the file was checked, so the row was left out. Upload the file again to see what differs now.',
  },
};
