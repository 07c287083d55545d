import './admin.css';
import type { ReactNode } from 'react';
import { useTexts } from '../../../texts/catalogue.ts';
import { adminWordsTexts } from '../../../texts/admin-words.vi.ts';
import { Page } from '../../../ui/page.tsx';
import { Tabs } from '../../../ui/tabs.tsx';

const SECTIONS = [
  ['readiness', '/people/readiness'],
  ['units', '/people/units'],
  ['accounts', '/people/accounts'],
  ['slips', '/people/slips'],
  ['imports', '/people/imports'],
  ['lists', '/people/lists'],
  ['practice', '/people/practice'],
  ['handovers', '/handovers'],
  ['delegations', '/people/delegations'],
  ['calendar', '/people/calendar'],
  ['connections', '/people/connections'],
  ['alerts', '/people/alerts'],
] as const;

/** Ways between the screens of administration. */
export function Sections() {
  const t = useTexts(adminWordsTexts);
  return <Tabs label={t('sections')} ways={SECTIONS.map(([text, to]) => ({ to, name: t(text) }))} />;
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
