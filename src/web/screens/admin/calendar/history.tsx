import { Link } from 'react-router';
import type { CalendarVersionLineWire } from '../../../../calendar/calendar.wire.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { calendarTexts } from '../../../texts/calendar.vi.ts';
import { MoreRows } from '../../../ui/conditions.tsx';
import { Mark, When } from '../../../ui/marks.tsx';
import { Part } from '../parts/facts.tsx';
import type { useVersions } from './use-versions.ts';
import { STATE_TONES } from './version-states.ts';

interface HistoryProps {
  readonly versions: ReturnType<typeof useVersions>;
  readonly shown: string;
}

/** Every version there was, who drafted it, who put it in force and why. */
export function History({ versions, shown }: HistoryProps) {
  const t = useTexts(calendarTexts);
  return (
    <Part title={t('history')}>
      <ul className="rows">
        {versions.rows.map((version) => (
          <Line key={version.id} version={version} isShown={version.id === shown} />
        ))}
      </ul>
      <MoreRows list={versions} />
    </Part>
  );
}

function Line({ version, isShown }: { readonly version: CalendarVersionLineWire; readonly isShown: boolean }) {
  const t = useTexts(calendarTexts);
  const { no, state, note, draftedBy, draftedAt, putInForceBy, putInForceAt, reason } = version;
  return (
    <li className="row">
      <span className="grows">
        <Link to={`/people/calendar/${version.id}`} {...(isShown && { 'aria-current': 'true' })}>
          <strong>{t('versionNo', { no })}</strong>
        </Link>
        {note && <span> · {note}</span>}
        <small className="quiet block">
          {draftedBy ? t('draftedBy', { name: draftedBy.name }) : t('system')}
          {draftedBy && (
            <>
              , <When at={draftedAt} />
            </>
          )}
        </small>
        {putInForceBy && putInForceAt && (
          <small className="quiet block">
            {t('inForceBy', { name: putInForceBy.name })}, <When at={putInForceAt} />
            {reason && ` · ${reason}`}
          </small>
        )}
      </span>
      <Mark tone={STATE_TONES[state]}>{t(`state_${state}`)}</Mark>
    </li>
  );
}
