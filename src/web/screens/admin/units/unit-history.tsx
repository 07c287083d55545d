import { useState } from 'react';
import type { UnitDetailWire } from '../../../../units/unit.wire.ts';
import { useAct } from '../../../api/act.ts';
import { post } from '../../../api/client.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { adminUnitsTexts } from '../../../texts/admin-units.vi.ts';
import { common } from '../../../texts/common.vi.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/fields.tsx';
import { Form } from '../../../ui/form.tsx';
import { Day } from '../../../ui/marks.tsx';
import { dayInWords } from '../../../words/when.ts';
import { DateField } from '../../../ui/date-field.tsx';
import { Part } from '../parts/facts.tsx';

interface UnitProps {
  readonly unit: UnitDetailWire;
}

/** What it was called through time. */
export function UnitNames({ unit }: UnitProps) {
  const t = useTexts(adminUnitsTexts);
  const [open, setOpen] = useState(false);
  return (
    <Part title={t('history')} action={unit.can.edit && <Button onClick={() => setOpen(true)}>{t('rename')}</Button>}>
      <ul className="rows">
        {unit.names.map(({ name, validFrom }) => (
          <li key={validFrom} className="row">
            <span>{name}</span>
            <span className="quiet">
              {t('validFrom').toLowerCase()} <Day on={validFrom} />
            </span>
          </li>
        ))}
      </ul>
      {open && <Rename unit={unit} onClose={() => setOpen(false)} />}
    </Part>
  );
}

/** Nhiệm kỳ. */
export function UnitTerms({ unit }: UnitProps) {
  const t = useTexts(adminUnitsTexts);
  const [open, setOpen] = useState(false);
  return (
    <Part title={t('terms')} action={unit.can.edit && <Button onClick={() => setOpen(true)}>{t('openTerm')}</Button>}>
      {unit.terms.length === 0 && <p className="quiet">{t('noTerms')}</p>}
      <ul className="rows">
        {unit.terms.map((term) => (
          <li key={term.id} className="row">
            <span>
              {t('ordinal')} {term.ordinal} · {term.name}
            </span>
            <span className="quiet">
              {term.endsOn
                ? t('termSpan', { from: dayInWords(term.startsOn), to: dayInWords(term.endsOn) })
                : t('termOpen', { from: dayInWords(term.startsOn) })}
            </span>
          </li>
        ))}
      </ul>
      {open && <OpenTerm unit={unit} onClose={() => setOpen(false)} />}
    </Part>
  );
}

function Rename({ unit, onClose }: UnitProps & { readonly onClose: () => void }) {
  const t = useTexts(adminUnitsTexts);
  const c = useTexts(common);
  const [typed, setTyped] = useState({ name: unit.name, shortName: unit.shortName, validFrom: '' });
  const rename = useAct({
    do: () => post(`/units/${unit.id}/names`, typed),
    touches: [['units']],
    done: () => {
      onClose();
      return { text: t('renamed', { name: typed.name }) };
    },
    errors: 'field',
  });
  return (
    <Dialog title={t('rename')} onClose={onClose}>
      <Form onSubmit={() => void rename.run()} problem={rename.problem}>
        <TextField
          label={t('name')}
          hint={t('renameHint')}
          error={rename.fields['name']}
          value={typed.name}
          onChange={(name) => setTyped({ ...typed, name })}
          required
          maxLength={300}
        />
        <TextField
          label={t('shortName')}
          error={rename.fields['shortName']}
          value={typed.shortName}
          onChange={(shortName) => setTyped({ ...typed, shortName })}
          required
          maxLength={100}
        />
        <DateField
          label={t('validFrom')}
          error={rename.fields['validFrom']}
          value={typed.validFrom || null}
          onChange={(day) => setTyped({ ...typed, validFrom: day ?? '' })}
          required
        />
        <Button type="submit" kind="primary" busy={rename.pending}>
          {c('save')}
        </Button>
      </Form>
    </Dialog>
  );
}

function OpenTerm({ unit, onClose }: UnitProps & { readonly onClose: () => void }) {
  const t = useTexts(adminUnitsTexts);
  const c = useTexts(common);
  const [typed, setTyped] = useState({ ordinal: '', name: '', startsOn: '', endsOn: null as string | null });
  const open = useAct({
    do: () => post(`/units/${unit.id}/terms`, typed),
    touches: [['units']],
    done: () => {
      onClose();
      return { text: t('termOpened', { name: typed.name }) };
    },
    errors: 'field',
  });
  const set = (field: 'ordinal' | 'name') => (text: string) => setTyped({ ...typed, [field]: text });
  return (
    <Dialog title={t('openTerm')} onClose={onClose}>
      <Form onSubmit={() => void open.run()} problem={open.problem}>
        <TextField
          label={t('ordinal')}
          hint={t('ordinalHint')}
          error={open.fields['ordinal']}
          value={typed.ordinal}
          onChange={set('ordinal')}
          required
          maxLength={20}
        />
        <TextField
          label={t('termName')}
          error={open.fields['name']}
          value={typed.name}
          onChange={set('name')}
          required
          maxLength={200}
        />
        <DateField
          label={t('startsOn')}
          error={open.fields['startsOn']}
          value={typed.startsOn || null}
          onChange={(day) => setTyped({ ...typed, startsOn: day ?? '' })}
          required
        />
        <DateField
          label={t('endsOn')}
          hint={t('endsOnHint')}
          error={open.fields['endsOn']}
          value={typed.endsOn}
          onChange={(endsOn) => setTyped({ ...typed, endsOn })}
        />
        <Button type="submit" kind="primary" busy={open.pending}>
          {c('save')}
        </Button>
      </Form>
    </Dialog>
  );
}
