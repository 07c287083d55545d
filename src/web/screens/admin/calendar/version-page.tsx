import { useMemo, useState } from 'react';
import { FilePlus2, Trash2 } from 'lucide-react';
import { useNavigate } from 'react-router';
import type { CalendarVersionWire } from '../../../../calendar/calendar.wire.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { calendarTexts } from '../../../texts/calendar.vi.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Mark } from '../../../ui/marks.tsx';
import { Menu } from '../../../ui/menu.tsx';
import { Section } from '../parts/section.tsx';
import type { useVersions } from './use-versions.ts';
import { Difference } from './difference.tsx';
import { History } from './history.tsx';
import { Hours } from './hours.tsx';
import { Moves } from './moves.tsx';
import { NewDraft } from './new-draft.tsx';
import { PutInForce } from './put-in-force.tsx';
import { Discard } from './discard.tsx';
import { Recalculations } from './recalculations.tsx';
import { useCalendarEdit } from './use-calendar-edit.ts';
import { STATE_TONES } from './version-states.ts';
import { YearView } from './year-view.tsx';
import { edited } from './year-model.ts';

interface VersionProps {
  readonly version: CalendarVersionWire;
  readonly versions: ReturnType<typeof useVersions>;
}

type Asks = 'draft' | 'force' | 'discard';

/** One version of the calendar, with what may be done with it. */
export function VersionPage({ version, versions }: VersionProps) {
  const t = useTexts(calendarTexts);
  const navigate = useNavigate();
  const [asks, ask] = useState<Asks | null>(null);
  const { no, state, can } = version;
  const draft = versions.rows.find((one) => one.state === 'draft') ?? null;
  const edit = useCalendarEdit(version);
  const changed = useMemo(() => changedDays(version), [version]);
  const close = (): void => ask(null);
  const below = (
    <div className="line">
      <Mark tone={STATE_TONES[state]}>{t(`state_${state}`)}</Mark>
      {version.note && <span className="quiet">{version.note}</span>}
    </div>
  );
  const actions = <Actions version={version} draftNo={draft?.no ?? null} draftId={draft?.id ?? null} ask={ask} />;
  return (
    <Section title={t('versionTitle', { no })} below={below} actions={actions}>
      <div className="stack calendar">
        <p className="quiet">{t('intro')}</p>
        <YearView
          data={version}
          changed={changed}
          onEdit={can.edit ? async (day) => (await edit.run(edited(version, day))) !== null : null}
        />
        <Hours version={version} edit={edit} />
        {version.difference && state === 'draft' && <Difference difference={version.difference} />}
        {(state === 'draft' || can.recalculate) && <Moves version={version} />}
        {can.recalculate && <Recalculations version={version} />}
        <History versions={versions} shown={version.id} />
      </div>
      {asks === 'draft' && (
        <NewDraft
          from={version}
          onClose={close}
          onMade={(made) => {
            close();
            void navigate(`/people/calendar/${made.id}`);
          }}
        />
      )}
      {asks === 'force' && <PutInForce version={version} onClose={close} />}
      {asks === 'discard' && (
        <Discard
          version={version}
          onClose={close}
          onDone={() => {
            close();
            void navigate('/people/calendar');
          }}
        />
      )}
    </Section>
  );
}

interface ActionsProps {
  readonly version: CalendarVersionWire;
  readonly draftNo: number | null;
  readonly draftId: string | null;
  readonly ask: (asks: Asks) => void;
}

/** One draft at a time: where there is one, the way leads to it. */
function Actions({ version, draftNo, draftId, ask }: ActionsProps) {
  const t = useTexts(calendarTexts);
  const { can, state } = version;
  if (can.putInForce)
    return (
      <>
        <Button kind="primary" onClick={() => ask('force')}>
          {t('putInForce')}
        </Button>
        <Menu
          label={t('more')}
          items={[{ label: t('discard'), icon: <Trash2 size={18} aria-hidden />, onSelect: () => ask('discard') }]}
        />
      </>
    );
  if (draftNo !== null && draftId !== null)
    return (
      <ButtonLink to={`/people/calendar/${draftId}`} kind="primary">
        {t('openDraft', { no: draftNo })}
      </ButtonLink>
    );
  return (
    <Button kind="primary" icon={<FilePlus2 size={18} aria-hidden />} onClick={() => ask('draft')}>
      {t(state === 'in_force' ? 'newDraft' : 'reopenFrom')}
    </Button>
  );
}

function changedDays({ difference }: CalendarVersionWire): ReadonlySet<string> {
  if (!difference) return new Set();
  const { holidaysAdded, holidaysRemoved, makeUpDaysAdded, makeUpDaysRemoved } = difference;
  return new Set([...holidaysAdded, ...holidaysRemoved, ...makeUpDaysAdded, ...makeUpDaysRemoved]);
}
