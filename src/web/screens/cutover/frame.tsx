import '../admin/parts/admin.css';
import './cutover.css';
import type { ReactNode } from 'react';
import { useTexts } from '../../texts/catalogue.ts';
import { cutoverTexts } from '../../texts/cutover.vi.ts';
import { Mark } from '../../ui/marks.tsx';
import { Page } from '../../ui/page.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { INBOX_LOOKS, STEP_LOOKS } from './looks.ts';
import type { RoadInbox, Step } from './roads.ts';
import { cutoverInboxesTexts } from '../../texts/cutover-inboxes.vi.ts';

/** Ways between the screens of the cutover. */
export function CutoverWays() {
  const t = useTexts(cutoverTexts);
  return (
    <Tabs
      label={t('ways')}
      ways={[
        { to: '/cutover', name: t('overview'), end: true },
        { to: '/cutover/units', name: t('units') },
        { to: '/cutover/inboxes', name: t('inboxes') },
      ]}
    />
  );
}

interface FrameProps {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A screen of the cutover without a list beside it. */
export function CutoverPage({ title, actions, children }: FrameProps) {
  return (
    <Page title={title} actions={actions} wide>
      <CutoverWays />
      {children}
    </Page>
  );
}

/** Where a unit is on its road. */
export function StepMark({ step }: { readonly step: Step }) {
  const t = useTexts(cutoverTexts);
  const { icon: Icon, tone } = STEP_LOOKS[step];
  return (
    <Mark tone={tone} icon={<Icon size={16} aria-hidden />}>
      {t(`step_${step}`)}
    </Mark>
  );
}

/** Where an old inbox is. */
export function InboxMark({ state }: { readonly state: RoadInbox['state'] }) {
  const t = useTexts(cutoverInboxesTexts);
  const { icon: Icon, tone } = INBOX_LOOKS[state];
  return (
    <Mark tone={tone} icon={<Icon size={16} aria-hidden />}>
      {t(`state_${state}`)}
    </Mark>
  );
}
