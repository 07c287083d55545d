import { useState } from 'react';
import { Download, ListPlus, Shuffle } from 'lucide-react';
import type { TrainingUnitWire, TrainingWeekWire } from '../../../training/training.wire.ts';
import { addressOf } from '../../api/client.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { trainingTexts } from '../../texts/training.vi.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorState, Skeletons } from '../../ui/conditions.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { AssignRest } from './assign-rest.tsx';
import { BookingList } from './booking-list.tsx';
import { StandingFilter, type Shown } from './standing-filter.tsx';
import { unitsLike } from './standings.ts';
import { UnitRow } from './unit-row.tsx';
import { useUnits } from './use-training.ts';

const AT_FIRST = 100;
/** No place yet, and not in a queue. */
const PLACELESS: ReadonlySet<TrainingUnitWire['standing']> = new Set(['unbooked', 'cancelled', 'absent'] as const);

/** Every unit that is invited and where it stands; by state, by words, and what can be done for them. */
export function UnitsPart({ week }: { readonly week: TrainingWeekWire }) {
  const t = useTexts(trainingTexts);
  const [standing, show] = useState<Shown>('all');
  const [q, search] = useState('');
  const [most, setMost] = useState(AT_FIRST);
  const [asks, ask] = useState<'assign' | 'list' | null>(null);
  const list = useUnits(week.id);
  const units = list.pages.flatMap(({ items }) => items);
  const found = unitsLike(units, q).filter((unit) => standing === 'all' || unit.standing === standing);
  const placeless = units.filter((unit) => PLACELESS.has(unit.standing)).length;
  const icon = { size: 18, 'aria-hidden': true } as const;
  return (
    <section className="stack" aria-label={t('partUnits')}>
      <div className="line training-acts" role="group" aria-label={t('actsUnits')}>
        <Button icon={<Shuffle {...icon} />} onClick={() => ask('assign')}>
          {t('assign')}
        </Button>
        <Button icon={<ListPlus {...icon} />} onClick={() => ask('list')}>
          {t('list')}
        </Button>
        <Sheets weekId={week.id} />
      </div>
      <SearchField label={t('searchUnits')} hint={t('searchUnitsHint')} value={q} onChange={search} />
      <StandingFilter units={units} shown={standing} onShow={show} />
      {list.isPending && <Skeletons rows={6} height={64} />}
      {list.error && list.loaded === 0 && <ErrorState error={list.error} onRetry={list.again} />}
      {!list.isSettled && list.loaded > 0 && (
        <p className="small quiet" role="status">
          {t('unitsLoading', { count: list.loaded })}
        </p>
      )}
      {list.isSettled && found.length === 0 && <p className="quiet">{t('unitsNone')}</p>}
      <ul className="rows">
        {found.slice(0, most).map((unit) => (
          <UnitRow key={unit.unitId} unit={unit} week={week} />
        ))}
      </ul>
      {found.length > most && (
        <p className="line">
          <Button onClick={() => setMost(most + AT_FIRST)}>
            {t('showMore', { count: Math.min(AT_FIRST, found.length - most) })}
          </Button>
        </p>
      )}
      {list.isSettled && !list.isWhole && <Button onClick={list.more}>{t('moreUnits')}</Button>}
      {asks === 'assign' && <AssignRest weekId={week.id} count={placeless} onClose={() => ask(null)} />}
      {asks === 'list' && <BookingList weekId={week.id} onClose={() => ask(null)} />}
    </section>
  );
}

function Sheets({ weekId }: { readonly weekId: string }) {
  const t = useTexts(trainingTexts);
  const sheets = [
    ['diem-danh.pdf', 'sheetPdf'],
    ['diem-danh.xlsx', 'sheetXlsx'],
  ] as const;
  return sheets.map(([name, text]) => (
    <a
      key={name}
      className="button button-plain"
      href={addressOf(`/training-weeks/${weekId}/attendance/${name}`)}
      download
    >
      <Download size={18} aria-hidden />
      <span>{t(text)}</span>
    </a>
  ));
}
