import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { StorageWire } from '../../../../attachments/storage.wire.ts';
import type { UnitDetailWire } from '../../../../units/unit.wire.ts';
import { useAct } from '../../../api/act.ts';
import { get, put } from '../../../api/client.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { useLanguage } from '../../../texts/language.ts';
import { adminUnitsTexts } from '../../../texts/admin-units.vi.ts';
import { common } from '../../../texts/common.vi.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/fields.tsx';
import { Form } from '../../../ui/form.tsx';
import { sizeInWords } from '../../../words/amounts.ts';
import { Part } from '../parts/facts.tsx';

const MB = 1024 * 1024;

/** What the unit stores and may store. Not shown to whom the service does not tell. */
export function UnitStorage({ unit }: { readonly unit: UnitDetailWire }) {
  const t = useTexts(adminUnitsTexts);
  const language = useLanguage();
  const [setting, setSetting] = useState(false);
  const storage = useQuery({
    queryKey: ['storage', unit.id],
    queryFn: ({ signal }) => get<StorageWire>(`/units/${unit.id}/storage`, { signal }),
    enabled: unit.contact !== null,
  });
  if (!storage.data) return null;
  const { usedBytes, quotaMb, isOwnQuota } = storage.data;
  const used = sizeInWords(usedBytes, language);
  return (
    <Part
      title={t('storage')}
      action={unit.can.edit && <Button onClick={() => setSetting(true)}>{t('setQuota')}</Button>}
    >
      <p>
        {quotaMb === null
          ? t('usedUnlimited', { used })
          : t('used', { used, quota: sizeInWords(quotaMb * MB, language) })}{' '}
        <span className="quiet">({t(isOwnQuota ? 'ownQuota' : 'defaultQuota')})</span>
      </p>
      {quotaMb !== null && (
        <progress max={quotaMb * MB} value={usedBytes} aria-label={t('storage')} className="gauge" />
      )}
      {setting && <SetQuota storage={storage.data} onClose={() => setSetting(false)} />}
    </Part>
  );
}

function SetQuota({ storage, onClose }: { readonly storage: StorageWire; readonly onClose: () => void }) {
  const t = useTexts(adminUnitsTexts);
  const c = useTexts(common);
  const [typed, type] = useState(storage.isOwnQuota ? String(storage.quotaMb ?? 0) : '');
  const set = useAct({
    do: () =>
      put<StorageWire>(`/units/${storage.unitId}/quota`, { quotaMb: typed.trim() === '' ? null : Number(typed) }),
    touches: [['storage', storage.unitId]],
    done: () => {
      onClose();
      return { text: t('quotaSet') };
    },
    errors: 'field',
  });
  return (
    <Dialog title={t('setQuota')} onClose={onClose}>
      <Form onSubmit={() => void set.run()} problem={set.problem}>
        <TextField
          label={t('quota')}
          hint={t('quotaHint')}
          error={set.fields['quotaMb']}
          value={typed}
          onChange={type}
          inputMode="numeric"
          pattern="[0-9]*"
        />
        <Button type="submit" kind="primary" busy={set.pending}>
          {c('save')}
        </Button>
      </Form>
    </Dialog>
  );
}
