import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { HomeWire } from '../../../../home/home.wire.ts';
import type { ScannerWire } from '../../../../scans/scans.wire.ts';
import { get } from '../../../api/client.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { adminMoreTexts } from '../../../texts/admin-more.vi.ts';
import { Note } from '../../../ui/conditions.tsx';
import { Mark, When } from '../../../ui/marks.tsx';
import { Part } from '../parts/facts.tsx';
import { Section } from '../parts/section.tsx';
import { Vacancies } from '../../custody/vacancies.tsx';
import { DamagedFiles } from './damaged-files.tsx';

const SCANNER_TONES = { off: 'orange', unknown: 'grey', well: 'green', failing: 'red' } as const;

/** Cảnh báo: what keeps units from receiving, and files from being opened. */
export function AlertsScreen() {
  const t = useTexts(adminMoreTexts);
  return (
    <Section title={t('alerts')}>
      <div className="stack">
        <Vacancies />
        <FromHome />
        <DamagedFiles />
        <Scanner />
      </div>
    </Section>
  );
}

/** Units where nobody can sign in, and files that are blocked: the first page asks the same. */
function FromHome() {
  const t = useTexts(adminMoreTexts);
  const home = useQuery({ queryKey: ['home'], queryFn: ({ signal }) => get<HomeWire>('/home', { signal }) });
  const administration = home.data?.administration;
  if (!administration) return null;
  const { unitsNotReady, blockedFiles } = administration;
  return (
    <>
      <Part title={t('notReady')}>
        <p className="quiet">
          {unitsNotReady.count > 0 ? t('notReadyCount', { count: unitsNotReady.count }) : t('notReadyNone')}
        </p>
        <ul className="rows">
          {unitsNotReady.first.map((unit) => (
            <li key={unit.unitId} className="row">
              <Link to={`/people/units/${unit.unitId}`}>{unit.unitName}</Link>
              <Mark tone="orange">{t(`notReady_${unit.reason}`)}</Mark>
            </li>
          ))}
        </ul>
      </Part>
      <Part title={t('blocked')}>
        {blockedFiles > 0 ? (
          <Note tone="warn">
            <p>{t('blockedCount', { count: blockedFiles })}</p>
          </Note>
        ) : (
          <p className="quiet">{t('blockedNone')}</p>
        )}
        <ul className="rows">
          {home.data?.scanAlerts.map((alert) => (
            <li key={alert.attachmentId} className="row">
              {alert.name} · {alert.symbol ?? t('noSymbol')}
            </li>
          ))}
        </ul>
      </Part>
    </>
  );
}

function Scanner() {
  const t = useTexts(adminMoreTexts);
  const scanner = useQuery({
    queryKey: ['scanner'],
    queryFn: ({ signal }) => get<ScannerWire>('/scanner', { signal }),
  });
  if (!scanner.data) return null;
  const { state, version, problem, checkedAt, waiting, lastError } = scanner.data;
  return (
    <Part title={t('scanner')}>
      <p className="line">
        <Mark tone={SCANNER_TONES[state]}>{t(`scanner_${state}`)}</Mark>
        {waiting > 0 && <span>{t('scannerWaiting', { count: waiting })}</span>}
      </p>
      {(problem ?? lastError) && <p className="field-error">{problem ?? lastError}</p>}
      {version && (
        <p className="small quiet">
          {version}
          {checkedAt && (
            <>
              {' · '}
              {t('checkedAt')} <When at={checkedAt} />
            </>
          )}
        </p>
      )}
    </Part>
  );
}
