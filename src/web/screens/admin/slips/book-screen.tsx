import { useState } from 'react';
import { BookOpen, PenLine, Printer } from 'lucide-react';
import { Link } from 'react-router';
import type { HandingWire } from '../../../../credentials/handouts.wire.ts';
import { addressOf } from '../../../api/client.ts';
import { useList } from '../../../api/queries.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { adminSlipsTexts } from '../../../texts/admin-slips.vi.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { EmptyState, ErrorState, MoreRows, Skeletons } from '../../../ui/conditions.tsx';
import { When } from '../../../ui/marks.tsx';
import { useAdministered } from '../parts/administers.ts';
import { findUnits } from '../parts/find.ts';
import { Picker, type Picked } from '../parts/picker.tsx';
import { Section } from '../parts/section.tsx';
import { Hand } from './hand.tsx';

/** Sổ giao phiếu: who handed which slip to whom; to print and sign. */
export function BookScreen() {
  const t = useTexts(adminSlipsTexts);
  const mine = useAdministered()[0] ?? null;
  const [unit, setUnit] = useState<Picked | null>(mine);
  const [handing, hand] = useState(false);
  const list = useList<HandingWire>(['handings'], '/handout-handings', { unitId: unit?.id ?? null });
  const top = unit ?? mine;
  return (
    <Section
      title={t('bookTitle')}
      below={<p className="quiet">{t('bookIntro')}</p>}
      actions={
        <>
          <Button kind="primary" icon={<PenLine size={18} aria-hidden />} onClick={() => hand(true)}>
            {t('hand')}
          </Button>
          {top && (
            <a className="button button-plain" href={addressOf('/handout-handings/book', { unitId: top.id })} download>
              <Printer size={18} aria-hidden />
              <span>{t('bookPrint')}</span>
            </a>
          )}
        </>
      }
    >
      <div className="stack">
        <div className="card">
          <Picker label={t('bookUnit')} value={unit} onChange={setUnit} search={findUnits} searchKey="units" />
        </div>
        {list.isPending && <Skeletons rows={5} height={64} />}
        {list.isError && !list.data && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
        {list.isSuccess && list.rows.length === 0 && (
          <EmptyState
            title={t('bookEmpty')}
            icon={<BookOpen size={28} />}
            action={<ButtonLink to="/people/slips">{t('title')}</ButtonLink>}
          >
            {t('bookEmptyText')}
          </EmptyState>
        )}
        <ul className="rows">
          {list.rows.map((one) => (
            <HandingRow key={one.id} handing={one} />
          ))}
        </ul>
        <MoreRows list={list} />
        <p className="screen-only">
          <Link to="/people/slips">{t('title')}</Link>
        </p>
      </div>
      {handing && <Hand onClose={() => hand(false)} />}
    </Section>
  );
}

function HandingRow({ handing }: { readonly handing: HandingWire }) {
  const t = useTexts(adminSlipsTexts);
  const { displayName, username, unitName, recipient, recipientPhone, handedByName: by } = handing;
  return (
    <li className="row">
      <span className="grows">
        {displayName} <span className="quiet">({username})</span>
        <small className="quiet block">{unitName}</small>
      </span>
      <span>
        {t('handedTo', { name: recipient })}
        {recipientPhone && (
          <>
            {' · '}
            <a href={`tel:${recipientPhone.replace(/[^\d+]/g, '')}`}>{recipientPhone}</a>
          </>
        )}
        <small className="quiet block">
          <When at={handing.handedAt} /> · {t('handedBy', { by, way: t(`way_${handing.way}`) })}
        </small>
      </span>
    </li>
  );
}
