import { LogOut } from 'lucide-react';
import type { WhoWire } from '../../accounts/session.wire.ts';
import { useAct } from '../api/act.ts';
import { useTexts } from '../texts/catalogue.ts';
import { common } from '../texts/common.vi.ts';
import { chooseLanguage, useLanguage } from '../texts/language.ts';
import { Button } from '../ui/button.tsx';
import { Choice } from '../ui/fields.tsx';
import { density, theme } from './look.ts';
import { signOutHere } from './sign-out.ts';

/** How this browser shows the page, and the way out. */
export function AccountSettings({ who }: { readonly who: WhoWire }) {
  const t = useTexts(common);
  const leaving = useAct({ do: () => signOutHere() });
  return (
    <div className="stack">
      <ul className="small quiet">
        <li>{who.account.username}</li>
        {who.posts.map((post) => (
          <li key={post.id}>
            {post.title} · {post.unitName}
          </li>
        ))}
      </ul>
      <LookSettings />
      <Button icon={<LogOut size={18} aria-hidden />} busy={leaving.pending} onClick={() => void leaving.run()}>
        {t(leaving.pending ? 'signingOut' : 'signOut')}
      </Button>
    </div>
  );
}

export function LookSettings() {
  const t = useTexts(common);
  return (
    <>
      <Choice
        label={t('theme')}
        value={theme.use()}
        onChange={theme.choose}
        options={[
          { value: 'system', label: t('themeSystem') },
          { value: 'light', label: t('themeLight') },
          { value: 'dark', label: t('themeDark') },
        ]}
      />
      <Choice
        label={t('density')}
        value={density.use()}
        onChange={density.choose}
        options={[
          { value: 'comfortable', label: t('densityComfortable') },
          { value: 'compact', label: t('densityCompact') },
        ]}
      />
      <LanguageChoice />
    </>
  );
}

export function LanguageChoice() {
  const t = useTexts(common);
  return (
    <Choice
      label={t('language')}
      value={useLanguage()}
      onChange={chooseLanguage}
      options={[
        { value: 'vi', label: 'Tiếng Việt' },
        { value: 'en', label: 'English' },
      ]}
    />
  );
}
