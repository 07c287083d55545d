import { area } from './catalogue.ts';

export const vi = {
  title: 'Tổng quan',
  hello: 'Chào {name}',
  posts: 'Chức vụ đang giữ',
  noPosts: 'Tài khoản chưa có chức vụ ở đơn vị nào',
  noPostsText: 'Văn bản và việc cần làm hiện ra khi quản trị đơn vị giao chức vụ cho anh/chị.',
  instead: 'thay {name} đến {day}',
  admin: 'quản trị',
  clerk: 'văn thư',
  leader: 'lãnh đạo',
  member: 'cán bộ',
  me: 'Hồ sơ của tôi',
  username: 'Tên đăng nhập',
  looks: 'Hiển thị trên máy này',
} as const;

export const homeTexts = area('home', vi);
