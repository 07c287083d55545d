import { useState } from 'react';
import { Plus, Trash2 } from 'lucide-react';
import type { OfficeHoursWire } from '../../../../calendar/calendar.wire.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { calendarTexts } from '../../../texts/calendar.vi.ts';
import { common } from '../../../texts/common.vi.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/fields.tsx';
import { Form } from '../../../ui/form.tsx';
import { timeFromWords } from '../../../words/when.ts';
import { findUnits } from '../parts/find.ts';
import { Picker, type Picked } from '../parts/picker.tsx';

const MOST = 6;

interface HoursDialogProps {
  readonly hours: readonly OfficeHoursWire[];
  readonly unit: Picked | null;
  /** For a unit that is still to be chosen. */
  readonly asksUnit: boolean;
  readonly onSave: (unitId: string | null, hours: readonly OfficeHoursWire[]) => Promise<boolean>;
  readonly onClose: () => void;
}

/** Midnight at the end of a day is 24:00, which no clock shows. */
const read = (text: string): string | null => (text.trim() === '24:00' ? '24:00' : timeFromWords(text));

export function HoursDialog({ hours, unit, asksUnit, onSave, onClose }: HoursDialogProps) {
  const t = useTexts(calendarTexts);
  const c = useTexts(common);
  const [picked, pick] = useState<Picked | null>(unit);
  const [spans, setSpans] = useState(hours.map(({ from, to }, i) => ({ from, to, key: i })));
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState(false);
  const set = (key: number, part: Partial<OfficeHoursWire>): void =>
    setSpans(spans.map((span) => (span.key === key ? { ...span, ...part } : span)));
  const save = async (): Promise<void> => {
    setTried(true);
    const written = spans.flatMap(({ from, to }) => {
      const [start, end] = [read(from), read(to)];
      return start && end ? [{ from: start, to: end }] : [];
    });
    if (written.length < spans.length || busy) return;
    setBusy(true);
    const isWritten = await onSave(picked?.id ?? null, written);
    setBusy(false);
    if (isWritten) onClose();
  };
  const wrong = (text: string): string | null => (tried && read(text) === null ? t('noTime') : null);
  return (
    <Dialog title={unit ? unit.name : t(asksUnit ? 'addUnit' : 'hoursAll')} onClose={onClose}>
      <Form onSubmit={() => void save()}>
        {asksUnit && (
          <Picker label={t('unit')} value={picked} onChange={pick} search={findUnits} searchKey="units" required />
        )}
        {spans.map(({ from, to, key }, i) => (
          <div key={key} className="span-fields">
            <TextField
              label={t('hoursFrom', { no: i + 1 })}
              value={from}
              onChange={(text) => set(key, { from: text })}
              error={wrong(from)}
              inputMode="numeric"
              required
              maxLength={5}
            />
            <TextField
              label={t('hoursTo', { no: i + 1 })}
              value={to}
              onChange={(text) => set(key, { to: text })}
              error={wrong(to)}
              inputMode="numeric"
              required
              maxLength={5}
            />
            {spans.length > 1 && (
              <IconButton
                label={t('dropSpan', { no: i + 1 })}
                onClick={() => setSpans(spans.filter((span) => span.key !== key))}
              >
                <Trash2 size={18} aria-hidden />
              </IconButton>
            )}
          </div>
        ))}
        {spans.length < MOST && (
          <Button
            icon={<Plus size={18} aria-hidden />}
            onClick={() =>
              setSpans([...spans, { from: '', to: '', key: Math.max(...spans.map(({ key }) => key)) + 1 }])
            }
          >
            {t('addSpan')}
          </Button>
        )}
        <Button type="submit" kind="primary" busy={busy}>
          {c('save')}
        </Button>
      </Form>
    </Dialog>
  );
}
