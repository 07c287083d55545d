import type { PostWire } from '../../../../accounts/account.wire.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { adminWordsTexts } from '../../../texts/admin-words.vi.ts';

/** "Chánh Văn phòng (văn thư)"; the role is left out where the title says it already. */
export function usePostWords(): (post: Pick<PostWire, 'title' | 'role'>) => string {
  const w = useTexts(adminWordsTexts);
  return ({ title, role }) => {
    const word = w(`role_${role}`);
    return title.toLowerCase() === word.toLowerCase() ? title : `${title} (${word.toLowerCase()})`;
  };
}
