import './admin.css';
import { useEffect, useRef, type ReactNode } from 'react';
import { NavLink } from 'react-router';
import { useTexts } from '../../../texts/catalogue.ts';
import { adminWordsTexts } from '../../../texts/admin-words.vi.ts';
import { Page } from '../../../ui/page.tsx';

const SECTIONS = [
  ['units', '/people/units'],
  ['accounts', '/people/accounts'],
  ['slips', '/people/slips'],
  ['imports', '/people/imports'],
  ['delegations', '/people/delegations'],
  ['connections', '/people/connections'],
  ['alerts', '/people/alerts'],
] as const;

/** Ways between the screens of administration. */
export function Sections() {
  const t = useTexts(adminWordsTexts);
  const nav = useRef<HTMLElement>(null);
  // On a phone they scroll sideways, and the open one may lie outside.
  useEffect(() => {
    nav.current?.querySelector('.active')?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, []);
  return (
    <nav ref={nav} className="sections screen-only" aria-label={t('sections')}>
      {SECTIONS.map(([text, to]) => (
        <NavLink key={to} to={to}>
          {t(text)}
        </NavLink>
      ))}
    </nav>
  );
}

interface SectionProps {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly below?: ReactNode;
  readonly children: ReactNode;
}

/** A screen of administration without a list beside it. */
export function Section({ title, actions, below, children }: SectionProps) {
  return (
    <Page title={title} actions={actions} below={below} wide>
      <Sections />
      {children}
    </Page>
  );
}
