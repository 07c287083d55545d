import type { English } from './catalogue.ts';
import type { vi } from './home.vi.ts';

export const en: English<typeof vi> = {
  title: 'Overview',
  hello: 'Hello {name}',
  posts: 'Posts held now',
  noPosts: 'This account holds no post at any unit',
  noPostsText: 'Documents and things to do appear when an administrator of your unit gives you a post.',
  instead: 'for {name} until {day}',
  admin: 'administrator',
  clerk: 'clerk',
  leader: 'leader',
  member: 'member',
  me: 'My profile',
  username: 'User name',
  looks: 'Look on this device',
};
