import { useState } from 'react';
import { Pencil, Plus, Trash2 } from 'lucide-react';
import type { CalendarVersionWire, OfficeHoursWire, UnitHoursWire } from '../../../../calendar/calendar.wire.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { calendarTexts } from '../../../texts/calendar.vi.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Part } from '../parts/facts.tsx';
import { HoursDialog } from './hours-dialog.tsx';
import type { CalendarEdit } from './use-calendar-edit.ts';

function HoursInWords({ hours }: { readonly hours: readonly OfficeHoursWire[] }) {
  return (
    <span className="line">
      {hours.map(({ from, to }) => (
        <span key={from} className="when">
          {from}–{to}
        </span>
      ))}
    </span>
  );
}

interface TableProps {
  readonly officeHours: readonly OfficeHoursWire[];
  readonly unitHours: readonly UnitHoursWire[];
  readonly onCommon?: () => void;
  readonly onUnit?: (unit: UnitHoursWire) => void;
  readonly onDrop?: (unit: UnitHoursWire) => void;
}

/** Hours of everybody, and of units that keep their own. */
export function HoursTable({ officeHours, unitHours, onCommon, onUnit, onDrop }: TableProps) {
  const t = useTexts(calendarTexts);
  return (
    <ul className="rows">
      <li className="row">
        <span className="grows">
          <strong>{t('hoursAll')}</strong>
          <HoursInWords hours={officeHours} />
        </span>
        {onCommon && (
          <IconButton label={t('editHours')} onClick={onCommon}>
            <Pencil size={18} aria-hidden />
          </IconButton>
        )}
      </li>
      {unitHours.map((unit) => (
        <li key={unit.unitId} className="row">
          <span className="grows">
            <span className="two-lines">{unit.unitName}</span>
            <HoursInWords hours={unit.officeHours} />
          </span>
          {onUnit && onDrop && (
            <span className="line">
              <IconButton label={`${t('editHours')}: ${unit.unitName}`} onClick={() => onUnit(unit)}>
                <Pencil size={18} aria-hidden />
              </IconButton>
              <IconButton label={`${t('dropUnit')}: ${unit.unitName}`} onClick={() => onDrop(unit)}>
                <Trash2 size={18} aria-hidden />
              </IconButton>
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

interface HoursProps {
  readonly version: CalendarVersionWire;
  readonly edit: CalendarEdit;
}

type Editing = UnitHoursWire | 'common' | 'new';

/** Office hours of a version; in a draft they can be edited. */
export function Hours({ version, edit }: HoursProps) {
  const t = useTexts(calendarTexts);
  const [editing, setEditing] = useState<Editing | null>(null);
  const { officeHours, unitHours, can } = version;
  const others = (unitId: string) => unitHours.filter((one) => one.unitId !== unitId).map(withoutName);
  const save = async (unitId: string | null, hours: readonly OfficeHoursWire[]): Promise<boolean> => {
    const change =
      unitId === null ? { officeHours: hours } : { unitHours: [...others(unitId), { unitId, officeHours: hours }] };
    return (await edit.run(change)) !== null;
  };
  return (
    <Part
      title={t('hours')}
      action={
        can.edit && (
          <Button icon={<Plus size={18} aria-hidden />} onClick={() => setEditing('new')}>
            {t('addUnit')}
          </Button>
        )
      }
    >
      <HoursTable
        officeHours={officeHours}
        unitHours={unitHours}
        {...(can.edit && {
          onCommon: () => setEditing('common'),
          onUnit: setEditing,
          onDrop: (unit: UnitHoursWire) => void edit.run({ unitHours: others(unit.unitId) }),
        })}
      />
      {unitHours.length === 0 && <p className="quiet">{t('hoursUnitsNone')}</p>}
      {editing && (
        <HoursDialog
          hours={typeof editing === 'string' ? officeHours : editing.officeHours}
          unit={typeof editing === 'string' ? null : { id: editing.unitId, name: editing.unitName }}
          asksUnit={editing === 'new'}
          onSave={save}
          onClose={() => setEditing(null)}
        />
      )}
    </Part>
  );
}

const withoutName = ({ unitId, officeHours }: UnitHoursWire) => ({ unitId, officeHours });
