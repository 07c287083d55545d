import { useState } from 'react';
import type { AccountWire } from '../../../../accounts/account.wire.ts';
import type { UnitClosureWire } from '../../../../incoming/unit-closure.wire.ts';
import type { UnitDetailWire } from '../../../../units/unit.wire.ts';
import { useAct } from '../../../api/act.ts';
import { post } from '../../../api/client.ts';
import { useList } from '../../../api/queries.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { adminUnitsTexts } from '../../../texts/admin-units.vi.ts';
import { Button } from '../../../ui/button.tsx';
import { useNow } from '../../../ui/clock.ts';
import { Note } from '../../../ui/conditions.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Choice } from '../../../ui/fields.tsx';
import { Form } from '../../../ui/form.tsx';
import { localDay } from '../../../words/when.ts';
import { DateField } from '../../../ui/date-field.tsx';
import { findUnits } from '../parts/find.ts';
import { Picker, type Picked } from '../parts/picker.tsx';

/** Closing, with or without a successor: what follows is said before, what followed afterwards. */
export function CloseUnit({ unit, onClose }: { readonly unit: UnitDetailWire; readonly onClose: () => void }) {
  const t = useTexts(adminUnitsTexts);
  const today = localDay(useNow());
  const [way, setWay] = useState<'merge' | 'plain'>('merge');
  const [successor, setSuccessor] = useState<Picked | null>(null);
  const [on, setOn] = useState<string | null>(today);
  const people = useList<AccountWire>(['accounts', 'at', unit.id], '/accounts', { unitId: unit.id });
  const close = useAct({
    do: () =>
      post<UnitClosureWire>(`/units/${unit.id}/closure`, { on, successorId: way === 'merge' ? successor?.id : null }),
    touches: [['units'], ['accounts'], ['vacancies']],
    done: ({ moved, undeliverable }) => {
      onClose();
      return { text: t('closed', { moved, returned: undeliverable }) };
    },
    errors: 'field',
  });
  // Without the successor it would be another act: everything would go back to its senders.
  const submit = (): void => {
    if (way === 'plain' || successor) void close.run();
  };
  const consequence = way === 'merge' ? successor && t('closeMoves', { name: successor.name }) : t('closeReturns');
  return (
    <Dialog title={t('closeTitle', { name: unit.shortName })} onClose={onClose}>
      <Form onSubmit={submit} problem={close.problem}>
        <Choice
          label={t('closeWay')}
          value={way}
          onChange={setWay}
          options={[
            { value: 'merge', label: t('closeMerge') },
            { value: 'plain', label: t('closePlain') },
          ]}
        />
        {way === 'merge' && (
          <Picker
            label={t('successor')}
            error={close.fields['successorId']}
            value={successor}
            onChange={setSuccessor}
            search={findUnits}
            searchKey="units"
            required
          />
        )}
        <DateField label={t('lastDay')} error={close.fields['on']} value={on} onChange={setOn} max={today} required />
        <Note tone="warn">
          <p>{t('closeWarn')}</p>
          {people.rows.length > 0 && <p>{t('closePeople', { count: people.rows.length })}</p>}
          {consequence && <p>{consequence}</p>}
        </Note>
        <Button type="submit" kind="danger" busy={close.pending}>
          {t('closeAction', { name: unit.shortName })}
        </Button>
      </Form>
    </Dialog>
  );
}
