import { useState } from 'react';
import type { AccountWire, PostWire } from '../../../../accounts/account.wire.ts';
import { useAct } from '../../../api/act.ts';
import { post } from '../../../api/client.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { adminAccountsTexts } from '../../../texts/admin-accounts.vi.ts';
import { adminWordsTexts } from '../../../texts/admin-words.vi.ts';
import { Button } from '../../../ui/button.tsx';
import { ConfirmConsequence } from '../../../ui/dialog.tsx';
import { When } from '../../../ui/marks.tsx';
import { Part } from '../parts/facts.tsx';
import { usePostWords } from '../parts/post-words.ts';
import { GivePost } from './account-forms.tsx';

/** The posts held now, and those of before. */
export function AccountPosts({ account, isSelf }: { readonly account: AccountWire; readonly isSelf: boolean }) {
  const t = useTexts(adminAccountsTexts);
  const [giving, setGiving] = useState(false);
  const held = account.posts.filter(({ endsAt }) => endsAt === null);
  const past = account.posts.filter(({ endsAt }) => endsAt !== null);
  return (
    <>
      <Part title={t('posts')} action={!isSelf && <Button onClick={() => setGiving(true)}>{t('givePost')}</Button>}>
        {held.length === 0 && <p className="quiet">{t('noPosts')}</p>}
        <ul className="rows">
          {held.map((one) => (
            <PostRow key={one.id} account={account} held={one} />
          ))}
        </ul>
        {giving && <GivePost account={account} onClose={() => setGiving(false)} />}
      </Part>
      {past.length > 0 && (
        <Part title={t('pastPosts')}>
          <ul className="rows">
            {past.map((one) => (
              <PostRow key={one.id} account={account} held={one} />
            ))}
          </ul>
        </Part>
      )}
    </>
  );
}

function PostRow({ account, held }: { readonly account: AccountWire; readonly held: PostWire }) {
  const t = useTexts(adminAccountsTexts);
  const w = useTexts(adminWordsTexts);
  const postWords = usePostWords();
  const [asks, setAsks] = useState(false);
  const end = useAct({
    do: () => post(`/accounts/${account.id}/posts/${held.id}/ending`),
    touches: [['accounts'], ['vacancies'], ['units']],
    done: () => {
      setAsks(false);
      return { text: t('ended', { title: held.title }) };
    },
  });
  return (
    <li className="row">
      <span>
        {postWords(held)}
        <small className="quiet block">
          {held.unitName} · {w('since')} <When at={held.startsAt} />
          {held.endsAt && (
            <>
              {' '}
              {w('until')} <When at={held.endsAt} />
            </>
          )}
        </small>
      </span>
      {held.endsAt === null && <Button onClick={() => setAsks(true)}>{t('endPost')}</Button>}
      {asks && (
        <ConfirmConsequence
          title={t('endTitle', { title: held.title })}
          action={t('endPost')}
          danger
          busy={end.pending}
          onConfirm={() => void end.run()}
          onClose={() => setAsks(false)}
        >
          <p>{t('endText', { name: account.displayName, unit: held.unitName })}</p>
        </ConfirmConsequence>
      )}
    </li>
  );
}
