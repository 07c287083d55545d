import { useId } from 'react';
import { Link } from 'react-router';
import type { DamagedFileWire } from '../../../attachments/damaged-files.wire.ts';
import type { UnitNotReadyWire } from '../../../custody/units-not-ready.wire.ts';
import type { AdministrationWire } from '../../../home/home.wire.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { homeTexts } from '../../texts/home.vi.ts';
import { Mark, When } from '../../ui/marks.tsx';
import { countUpTo } from './home-work.ts';

/** Who is not ready, and what is not in order. */
export function Administration({ administration }: { readonly administration: AdministrationWire }) {
  const t = useTexts(homeTexts);
  const { unitsNotReady, blockedFiles, damagedFiles } = administration;
  const [units, files] = [useId(), useId()];
  const rest = unitsNotReady.count - unitsNotReady.first.length;
  return (
    <>
      <section aria-labelledby={units} className="home-block">
        <header className="home-head">
          <h2 id={units}>
            {unitsNotReady.count === 0
              ? t('ready')
              : t('notReady', { count: countUpTo(unitsNotReady.count, t('many')) })}
          </h2>
          <p>
            <Link to="/people">{t('people')}</Link>
          </p>
        </header>
        {unitsNotReady.count > 0 && (
          <ul className="rows">
            {unitsNotReady.first.map((unit) => (
              <NotReady key={unit.unitId} unit={unit} />
            ))}
          </ul>
        )}
        {rest > 0 && (
          <p className="quiet">{t('moreUnits', { count: unitsNotReady.count >= 100 ? t('many') : rest })}</p>
        )}
      </section>
      {(blockedFiles > 0 || damagedFiles.length > 0) && (
        <section aria-labelledby={files} className="home-block">
          <header className="home-head">
            <h2 id={files}>{t('files')}</h2>
          </header>
          <ul className="rows">
            {blockedFiles > 0 && <li className="row">{t('blocked', { count: countUpTo(blockedFiles, t('many')) })}</li>}
            {damagedFiles.map((file) => (
              <Damaged key={file.sha256} file={file} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function NotReady({ unit }: { readonly unit: UnitNotReadyWire }) {
  const t = useTexts(homeTexts);
  const why = {
    nobody: t('nobody'),
    'no-code': t('noCode', { count: unit.people }),
    'code-unused': t('codeUnused'),
  }[unit.reason];
  return (
    <li className="row home-row">
      <div className="home-text">
        <strong className="two-lines">{unit.unitName}</strong>
        <span className="small quiet">{unit.unitCode}</span>
      </div>
      <p className="line">
        <Mark tone={unit.reason === 'nobody' ? 'red' : 'orange'}>{why}</Mark>
        {unit.vacantSince && (
          <span className="small quiet">
            {t('vacantSince')} <When at={unit.vacantSince} />
          </span>
        )}
      </p>
    </li>
  );
}

function Damaged({ file }: { readonly file: DamagedFileWire }) {
  const t = useTexts(homeTexts);
  const [first] = file.attachments;
  return (
    <li className="row home-row">
      <div className="home-text">
        <strong className="two-lines">{first?.name ?? file.sha256}</strong>
        {first && <span className="small quiet">{t('damagedIn', { unit: first.unitName })}</span>}
      </div>
      <Mark tone="red">{t(file.state)}</Mark>
    </li>
  );
}
