import { useState } from 'react';
import { ArrowRightLeft } from 'lucide-react';
import { Link } from 'react-router';
import type { KeptHandoverWire } from '../../../custody/handover.wire.ts';
import { useList } from '../../api/queries.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { custodyTexts } from '../../texts/custody.vi.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState, ErrorState, MoreRows, Skeletons } from '../../ui/conditions.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Choice } from '../../ui/fields.tsx';
import { Form } from '../../ui/form.tsx';
import { Mark, When } from '../../ui/marks.tsx';
import { Page } from '../../ui/page.tsx';
import { HandOver } from '../admin/accounts/handover.tsx';
import { useAdministered } from '../admin/parts/administers.ts';
import { Part } from '../admin/parts/facts.tsx';
import { findPeople } from '../admin/parts/find.ts';
import { Picker, type Picked } from '../admin/parts/picker.tsx';
import { Section } from '../admin/parts/section.tsx';
import { Vacancies } from './vacancies.tsx';

const SHOWS = ['all', 'false', 'true'] as const;

/** Bàn giao: what is to be signed and what was; for administrators also where nobody is left, and a new one. */
export function Handovers() {
  const t = useTexts(custodyTexts);
  const isAdmin = useAdministered().length > 0;
  const [starting, start] = useState(false);
  const below = <p className="quiet">{t('intro')}</p>;
  if (!isAdmin)
    return (
      <Page title={t('title')} below={below}>
        <List isAdmin={false} />
      </Page>
    );
  return (
    <Section
      title={t('title')}
      below={below}
      actions={
        <Button kind="primary" icon={<ArrowRightLeft size={18} aria-hidden />} onClick={() => start(true)}>
          {t('start')}
        </Button>
      }
    >
      <Vacancies />
      <Part title={t('list')}>
        <List isAdmin />
      </Part>
      {starting && <Start onClose={() => start(false)} />}
    </Section>
  );
}

function List({ isAdmin }: { readonly isAdmin: boolean }) {
  const t = useTexts(custodyTexts);
  const [show, setShow] = useState<(typeof SHOWS)[number]>('all');
  const list = useList<KeptHandoverWire>(['handovers'], '/handovers', { signed: show === 'all' ? null : show });
  return (
    <div className="stack">
      <Choice
        label={t('show')}
        value={show}
        onChange={setShow}
        options={SHOWS.map((value) => ({ value, label: t(`show_${value}`) }))}
      />
      {list.isPending && <Skeletons rows={4} height={64} />}
      {list.isError && !list.data && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && list.rows.length === 0 && (
        <EmptyState title={t('emptyTitle')} icon={<ArrowRightLeft size={28} />}>
          {t(isAdmin ? 'emptyText' : 'emptyOwn')}
        </EmptyState>
      )}
      <ul className="rows">
        {list.rows.map((one) => (
          <li key={one.id} className="row">
            <span className="grows">
              <Link to={`/handovers/${one.id}`}>{t('fromTo', { from: one.person.name, to: one.successor.name })}</Link>
              <small className="quiet block">
                {one.unitName} · <When at={one.madeAt} /> · {one.reason}
              </small>
            </span>
            <SignedMark handover={one} />
          </li>
        ))}
      </ul>
      <MoreRows list={list} />
    </div>
  );
}

export function SignedMark({ handover }: { readonly handover: Pick<KeptHandoverWire, 'signedAt'> }) {
  const t = useTexts(custodyTexts);
  return handover.signedAt ? <Mark tone="green">{t('signed')}</Mark> : <Mark tone="orange">{t('unsigned')}</Mark>;
}

/** First whose work it is; the rest is asked by the same window as on the person's own page. */
function Start({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts(custodyTexts);
  const [person, setPerson] = useState<Picked | null>(null);
  const [chosen, choose] = useState<Picked | null>(null);
  if (chosen) return <HandOver account={{ id: chosen.id, displayName: chosen.name }} onClose={onClose} />;
  return (
    <Dialog title={t('startTitle')} onClose={onClose}>
      <Form onSubmit={() => choose(person)}>
        <p>{t('startText')}</p>
        <Picker label={t('who')} value={person} onChange={setPerson} search={findPeople} searchKey="people" required />
        <div>
          <Button type="submit" kind="primary">
            {t('goOn')}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
