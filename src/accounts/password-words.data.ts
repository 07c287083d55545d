/**
 * What people here try first, without accents and spaces, most used first: the service and what it is for, the organisation, offices
 * and roles, places and persons in the news, everyday words. English ones come with the dictionary of common passwords.
 */
export const VIETNAMESE_WORDS: readonly string[] = `
  matkhau matkhaumoi matkhaucu matma dangnhap taikhoan nguoidung quantri quantrivien mau thu
  gnvb guinhanvanban guinhanvb guinhan guivanban nhanvanban vanban vanbanden vanbandi congvan thongbao vanthu luutru hanhchinh kehoach baocao
  quyetdinh nghiquyet totrinh giaymoi bienban chithi huongdan sodi soden butphe
  doan doankhoi doanthanhnien doanvien doantn doantnkhoi tinhdoan huyendoan thanhdoan trunguongdoan chidoan lienchidoan coso cosodoan doancoso
  thanhnien thieunien nhidong thanhnienviet thanhniencongsan tuoitre doivien doitruong liendoi hoilienhiep hoisinhvien sinhvien hocsinh
  khoi khoicoquan khoidoanhnghiep coquan doanhnghiep ccqdn danguy danguykhoi dangvien dangbo chibo tinhuy huyenuy congsan
  bithu phobithu bithudoan uyvien chutich phochutich giamdoc truongphong vanphong chanhvanphong banthuongvu banchaphanh bantochuc bantuyengiao
  canbo nhanvien lanhdao chuyenvien thutruong thuky ketoan nhansu
  travinh hanoi saigon hochiminh tphcm danang haiphong cantho hue vietnam viet quoc tinh thanhpho huyen phuong
  sothongtin sotaichinh sonoivu soyte sogiaoduc sotuphap congan quandoi biendong hoangsa truongsa chidanong ubnd hdnd
  bachho bacho bachovidai votronghoang vonguyengiap leduan tranhungdao ngoquyen quangtrung leloi nguyentrai nguyenhue phanboichau
  nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly
  anh em yeu anhyeuem emyeuanh yeuem yeuanh toiyeuem toiyeuvietnam iloveu tinhyeu vochong giadinh conyeu mebe bome chome anhem banbe
  xinchao chaomung chungta muontudo khongbiet khongco khongnho hanhphuc maymanh thanhcong phatloc phattai namsau namnay ngayvui hoabinh doclap tudo
  bongda vodich vietnamvodich doituyen caphe traicay conmeo conchocon muaxuan muaha muathu muadong tetnguyendan chucmungnammoi
  trungta daita moi cu demo test abc abcd abcdef qwerty asdfgh zxcvbn password admin welcome hello`
  .trim()
  .split(/\s+/);
