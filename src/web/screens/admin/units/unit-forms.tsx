import { useState } from 'react';
import type { UnitDetailWire, UnitWire } from '../../../../units/unit.wire.ts';
import { useAct } from '../../../api/act.ts';
import { patch, post } from '../../../api/client.ts';
import { queries } from '../../../api/queries.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { adminUnitsTexts } from '../../../texts/admin-units.vi.ts';
import { common } from '../../../texts/common.vi.ts';
import { Button } from '../../../ui/button.tsx';
import { ProblemNote } from '../../../ui/conditions.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/fields.tsx';
import { Form } from '../../../ui/form.tsx';
import { DateField } from '../../../ui/date-field.tsx';
import { findUnits } from '../parts/find.ts';
import { Picker, type Picked } from '../parts/picker.tsx';
import { KindFields, MoreFields } from './unit-fields.tsx';
import { EMPTY, typedOf, type TypedUnit } from './unit-typed.ts';

interface NewUnitProps {
  readonly parent: Picked;
  readonly onClose: () => void;
  readonly onMade: (unit: UnitWire) => void;
}

export function NewUnit({ parent, onClose, onMade }: NewUnitProps) {
  const t = useTexts(adminUnitsTexts);
  const [typed, setTyped] = useState<TypedUnit>(EMPTY);
  const [below, setBelow] = useState<Picked | null>({ id: parent.id, name: parent.name });
  const [openedOn, setOpenedOn] = useState<string | null>(null);
  const create = useAct({
    do: (_: void, call) => post<UnitWire>('/units', bodyOf(typed, below, openedOn), call),
    touches: [['units']],
    done: (unit) => {
      onMade(unit);
      return { text: t('created', { name: unit.name }) };
    },
    errors: 'field',
  });
  const set = (part: Partial<TypedUnit>): void => setTyped({ ...typed, ...part });
  return (
    <Dialog title={t('new')} onClose={onClose} wide>
      <Form onSubmit={() => void create.run()} problem={create.problem}>
        <Picker
          label={t('parent')}
          error={create.fields['parentId']}
          value={below}
          onChange={setBelow}
          search={findUnits}
          searchKey="units"
          required
        />
        <TextField
          label={t('name')}
          error={create.fields['name']}
          value={typed.name}
          onChange={(name) => set({ name })}
          required
          maxLength={300}
          autoFocus
        />
        <div className="two">
          <TextField
            label={t('shortName')}
            error={create.fields['shortName']}
            value={typed.shortName}
            onChange={(shortName) => set({ shortName })}
            required
            maxLength={100}
          />
          <TextField
            label={t('code')}
            hint={t('codeHint')}
            error={create.fields['code']}
            value={typed.code}
            onChange={(code) => set({ code: code.toUpperCase() })}
            required
            maxLength={40}
            autoCapitalize="characters"
          />
        </div>
        <KindFields typed={typed} set={set} fields={create.fields} />
        <details>
          <summary>{t('more')}</summary>
          <MoreFields typed={typed} set={set} fields={create.fields} />
          <DateField
            label={t('openedOn')}
            hint={t('openedOnHint')}
            error={create.fields['openedOn']}
            value={openedOn}
            onChange={setOpenedOn}
          />
        </details>
        <Button type="submit" kind="primary" busy={create.pending}>
          {t('new')}
        </Button>
      </Form>
    </Dialog>
  );
}

/** What is left empty is left out: the service knows the usual. */
function bodyOf(typed: TypedUnit, parent: Picked | null, openedOn: string | null): object {
  const { sector, email, phone, symbol, place, ...rest } = typed;
  return {
    ...rest,
    parentId: parent?.id,
    ...(sector && { sector }),
    ...(email && { email }),
    ...(phone && { phone }),
    ...(symbol && { symbol }),
    ...(place && { place }),
    ...(openedOn && { openedOn }),
  };
}

export function EditUnit({ unit, onClose }: { readonly unit: UnitDetailWire; readonly onClose: () => void }) {
  const t = useTexts(adminUnitsTexts);
  const c = useTexts(common);
  const [typed, setTyped] = useState<TypedUnit>(() => typedOf(unit));
  const [parent, setParent] = useState<Picked | null>(unit.parent);
  const save = useAct({
    do: () => patch<UnitWire>(`/units/${unit.id}`, changesOf(unit, typed, parent), { version: unit.version }),
    touches: [['units']],
    done: ({ name }) => {
      onClose();
      return { text: t('changed', { name }) };
    },
    errors: 'field',
  });
  const set = (part: Partial<TypedUnit>): void => setTyped({ ...typed, ...part });
  return (
    <Dialog title={unit.name} onClose={onClose} wide>
      <Form onSubmit={() => void save.run()} problem={save.problem} beside={save.problem?.isStale ?? false}>
        {unit.can.move && (
          <Picker
            label={t('parent')}
            error={save.fields['parentId']}
            value={parent}
            onChange={setParent}
            search={findUnits}
            searchKey="units"
            required
          />
        )}
        <TextField
          label={t('code')}
          hint={t('codeHint')}
          error={save.fields['code']}
          value={typed.code}
          onChange={(code) => set({ code: code.toUpperCase() })}
          required
          maxLength={40}
        />
        <KindFields typed={typed} set={set} fields={save.fields} />
        <MoreFields typed={typed} set={set} fields={save.fields} />
        {save.problem?.isStale && (
          <ProblemNote
            problem={save.problem}
            onNewest={() => {
              save.reset();
              void queries.invalidateQueries({ queryKey: ['units', 'one', unit.id] });
            }}
          />
        )}
        <Button type="submit" kind="primary" busy={save.pending}>
          {c('save')}
        </Button>
      </Form>
    </Dialog>
  );
}

/** Only what was changed: what somebody else changed meanwhile is not put back. */
function changesOf(unit: UnitDetailWire, typed: TypedUnit, parent: Picked | null): object {
  const { name: _, shortName: __, ...before } = typedOf(unit);
  const { sector, email, phone, ...rest } = typed;
  const now = { ...rest, sector: sector || null, email: email || null, phone: phone || null };
  const was = { ...before, sector: before.sector || null, email: before.email || null, phone: before.phone || null };
  const changed = Object.entries(now).filter(([key, value]) => key in was && was[key as keyof typeof was] !== value);
  return {
    ...Object.fromEntries(changed),
    ...(unit.can.move && parent && parent.id !== unit.parentId && { parentId: parent.id }),
  };
}
