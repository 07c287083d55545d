import { useState } from 'react';
import type { NewApiKeyWire } from '../../../../api-keys/api-key.wire.ts';
import { useAct } from '../../../api/act.ts';
import { post } from '../../../api/client.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { adminMoreTexts } from '../../../texts/admin-more.vi.ts';
import { adminWordsTexts } from '../../../texts/admin-words.vi.ts';
import { Button } from '../../../ui/button.tsx';
import { useNow } from '../../../ui/clock.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { SelectField, TextField } from '../../../ui/fields.tsx';
import { Form } from '../../../ui/form.tsx';
import { localDay } from '../../../words/when.ts';
import { useAdministered } from '../parts/administers.ts';
import { DateField } from '../../../ui/date-field.tsx';
import { findUnits } from '../parts/find.ts';
import { Picker, type Picked } from '../parts/picker.tsx';
import { Several } from '../parts/several.tsx';

const SCOPES = [
  'units:read',
  'groups:read',
  'incoming:read',
  'outgoing:read',
  'outgoing:draft',
  'tracking:read',
  'receipts:read',
] as const;
const DAY_MS = 86_400_000;

interface NewKeyProps {
  readonly onClose: () => void;
  readonly onMade: (key: NewApiKeyWire) => void;
}

export function NewKey({ onClose, onMade }: NewKeyProps) {
  const t = useTexts(adminMoreTexts);
  const w = useTexts(adminWordsTexts);
  const now = useNow();
  const mine = useAdministered()[0] ?? null;
  const [unit, setUnit] = useState<Picked | null>(mine);
  const [name, setName] = useState('');
  const [role, setRole] = useState<'clerk' | 'member'>('member');
  const [scopes, setScopes] = useState<readonly (typeof SCOPES)[number][]>(['units:read']);
  const [until, setUntil] = useState<string | null>(() => localDay(now + 180 * DAY_MS));
  const make = useAct({
    do: (_: void, call) =>
      post<NewApiKeyWire>(
        '/api-keys',
        // The day chosen is the last on which it works.
        { unitId: unit?.id, name, role, scopes, expiresAt: `${until}T23:59:59+07:00` },
        call,
      ),
    touches: [['api-keys']],
    done: onMade,
    errors: 'field',
  });
  return (
    <Dialog title={t('newKey')} onClose={onClose} wide>
      <Form onSubmit={() => void make.run()} problem={make.problem}>
        <TextField
          label={t('keyName')}
          error={make.fields['name']}
          value={name}
          onChange={setName}
          required
          maxLength={100}
        />
        <Picker
          label={t('keyUnit')}
          error={make.fields['unitId']}
          value={unit}
          onChange={setUnit}
          search={findUnits}
          searchKey="units"
          required
        />
        <div className="two">
          <SelectField
            label={t('keyRole')}
            value={role}
            onChange={setRole}
            options={[
              { value: 'member', label: w('role_member') },
              { value: 'clerk', label: w('role_clerk') },
            ]}
          />
          <DateField
            label={t('keyUntil')}
            error={make.fields['expiresAt']}
            value={until}
            onChange={setUntil}
            min={localDay(now)}
            max={localDay(now + 364 * DAY_MS)}
            required
          />
        </div>
        <Several
          label={t('keyScopes')}
          all={SCOPES}
          chosen={scopes}
          onChange={setScopes}
          word={(scope) => t(`scope_${scope}`)}
          error={scopes.length === 0 ? t('chooseOne') : null}
        />
        <Button type="submit" kind="primary" busy={make.pending} refused={scopes.length === 0 ? t('chooseOne') : null}>
          {t('newKey')}
        </Button>
      </Form>
    </Dialog>
  );
}
