import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Building2, KeyRound, Pencil, Plus } from 'lucide-react';
import { Link, useNavigate } from 'react-router';
import type { UnitDetailWire } from '../../../../units/unit.wire.ts';
import { get } from '../../../api/client.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { adminUnitsTexts } from '../../../texts/admin-units.vi.ts';
import { adminWordsTexts } from '../../../texts/admin-words.vi.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorState, Note, Skeletons } from '../../../ui/conditions.tsx';
import { Day } from '../../../ui/marks.tsx';
import { Menu } from '../../../ui/menu.tsx';
import { Page } from '../../../ui/page.tsx';
import { useArriveOnPhone } from '../parts/arrive.ts';
import { Facts, Part } from '../parts/facts.tsx';
import { CloseUnit } from './unit-closing.tsx';
import { EditUnit, NewUnit } from './unit-forms.tsx';
import { UnitNames, UnitTerms } from './unit-history.tsx';
import { UnitPeople } from './unit-people.tsx';
import { UnitStorage } from './unit-storage.tsx';

/** A unit with everything an administrator sees and does. */
export function UnitPage({ id }: { readonly id: string }) {
  const unit = useQuery({
    queryKey: ['units', 'one', id],
    queryFn: ({ signal }) => get<UnitDetailWire>(`/units/${id}`, { signal }),
  });
  if (unit.isError && !unit.data) return <ErrorState error={unit.error} onRetry={() => void unit.refetch()} />;
  if (!unit.data)
    return (
      <div className="page">
        <Skeletons rows={8} />
      </div>
    );
  return <Shown unit={unit.data} />;
}

function Shown({ unit }: { readonly unit: UnitDetailWire }) {
  useArriveOnPhone(unit.id);
  return (
    <Page title={unit.name} below={<Below unit={unit} />} actions={<Acts unit={unit} />}>
      <div className="stack">
        <UnitPeople unit={unit} />
        <UnitFacts unit={unit} />
        <UnitStorage unit={unit} />
        <UnitNames unit={unit} />
        <UnitTerms unit={unit} />
      </div>
    </Page>
  );
}

function Below({ unit }: { readonly unit: UnitDetailWire }) {
  const t = useTexts(adminUnitsTexts);
  return (
    <>
      <p className="quiet">
        {unit.code}
        {unit.parent && (
          <>
            {' · '}
            {t('parent')} <Link to={`/people/units/${unit.parent.id}`}>{unit.parent.name}</Link>
          </>
        )}
        {unit.childCount > 0 && ` · ${t('children', { count: unit.childCount })}`}
      </p>
      {unit.closedOn && (
        <Note tone="warn">
          <p>
            {t('closedMark')} <Day on={unit.closedOn} />
            {unit.successor && ` · ${t('mergedInto', { name: unit.successor.name })}`}
          </p>
        </Note>
      )}
    </>
  );
}

function Acts({ unit }: { readonly unit: UnitDetailWire }) {
  const t = useTexts(adminUnitsTexts);
  const w = useTexts(adminWordsTexts);
  const navigate = useNavigate();
  const [open, setOpen] = useState<'edit' | 'new' | 'close' | null>(null);
  const refused = unit.can.edit ? null : t('noEdit');
  const close = (): void => setOpen(null);
  const childrenLeft = unit.childCount > 0 ? t('closeChildren', { count: unit.childCount }) : null;
  return (
    <>
      <Button icon={<Pencil size={18} aria-hidden />} refused={refused} onClick={() => setOpen('edit')}>
        {w('edit')}
      </Button>
      <Menu
        label={t('more')}
        items={[
          {
            label: t('newBelow', { name: unit.shortName }),
            icon: <Plus size={18} aria-hidden />,
            refused,
            onSelect: () => setOpen('new'),
          },
          {
            label: t('issueSlips'),
            icon: <KeyRound size={18} aria-hidden />,
            refused,
            onSelect: () => void navigate(`/people/slips?unit=${unit.id}`),
          },
          {
            label: t('close'),
            icon: <Building2 size={18} aria-hidden />,
            refused: refused ?? childrenLeft,
            onSelect: () => setOpen('close'),
          },
        ]}
      />
      {open === 'edit' && <EditUnit unit={unit} onClose={close} />}
      {open === 'new' && (
        <NewUnit
          parent={unit}
          onClose={close}
          onMade={(made) => {
            close();
            void navigate(`/people/units/${made.id}`);
          }}
        />
      )}
      {open === 'close' && <CloseUnit unit={unit} onClose={close} />}
    </>
  );
}

function UnitFacts({ unit }: { readonly unit: UnitDetailWire }) {
  const t = useTexts(adminUnitsTexts);
  const w = useTexts(adminWordsTexts);
  return (
    <Part title={t('facts')}>
      <Facts
        rows={[
          [t('shortName'), unit.shortName],
          [t('kind'), w(`kind_${unit.kind}`)],
          [t('sector'), unit.sector ? w(`sector_${unit.sector}`) : w('none')],
          [t('channel'), w(`channel_${unit.channel}`)],
          ...(unit.contact
            ? ([
                [t('email'), unit.contact.email ?? t('noContact')],
                [t('phone'), unit.contact.phone ?? t('noContact')],
              ] as const)
            : []),
          [t('symbol'), unit.symbol || t('noContact')],
          [t('numbering'), w(`numbering_${unit.numbering}`)],
          [t('place'), unit.place || t('noContact')],
          [t('openedOn'), <Day key="day" on={unit.openedOn} />],
        ]}
      />
    </Part>
  );
}
