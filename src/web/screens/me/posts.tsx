import { UserRound } from 'lucide-react';
import { useWho } from '../../api/session.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { homeTexts } from '../../texts/home.vi.ts';
import { EmptyState } from '../../ui/conditions.tsx';
import { Mark } from '../../ui/marks.tsx';
import { whenExactly } from '../../words/when.ts';

/** In which capacities somebody acts now, own and on behalf. */
export function Posts() {
  const t = useTexts(homeTexts);
  const { posts } = useWho();
  if (posts.length === 0)
    return (
      <EmptyState title={t('noPosts')} icon={<UserRound size={28} />}>
        {t('noPostsText')}
      </EmptyState>
    );
  return (
    <section className="stack" aria-labelledby="posts">
      <h2 id="posts">{t('posts')}</h2>
      <ul className="rows">
        {posts.map((post) => (
          <li key={post.id} className="row">
            <div>
              <strong className="two-lines">{post.unitName}</strong>
              <span className="quiet">
                {post.title}
                {post.delegation &&
                  ` · ${t('instead', { name: post.delegation.accountName, day: whenExactly(post.delegation.endsAt) })}`}
              </span>
            </div>
            <Mark tone={post.role === 'admin' ? 'violet' : 'blue'}>{t(post.role)}</Mark>
          </li>
        ))}
      </ul>
    </section>
  );
}
