import { useId } from 'react';
import { Link } from 'react-router';
import type { IncomingOverviewWire, WaitingIncomingWire } from '../../../incoming/waiting-incoming.wire.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { homeTexts } from '../../texts/home.vi.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Deadline, Urgency } from '../../ui/marks.tsx';
import { countUpTo, waited } from './home-work.ts';

interface IncomingProps {
  readonly overview: IncomingOverviewWire;
  /** The person works at several units: say which. */
  readonly isSeveral: boolean;
}

/** "Đoàn Khối chờ đơn vị anh/chị 3 việc", with the three. */
export function IncomingWork({ overview, isSeveral }: IncomingProps) {
  const t = useTexts(homeTexts);
  const id = useId();
  const { unopened, overdue, working } = overview;
  const upTo = (count: number): string => countUpTo(count, t('many'));
  return (
    <section aria-labelledby={id} className="home-block">
      <header className="home-head">
        <h2 id={id}>{useHeading(overview, isSeveral)}</h2>
        <p className="quiet">
          {t('waitBelow', { unopened: upTo(unopened), overdue: upTo(overdue), working: upTo(working) })} ·{' '}
          <Link to="/incoming">{t('allIncoming')}</Link>
        </p>
      </header>
      <ul className="rows">
        {overview.first.map((one, index) => (
          <Waiting key={one.document.id} waiting={one} isFirst={index === 0} />
        ))}
      </ul>
    </section>
  );
}

function useHeading(overview: IncomingOverviewWire, isSeveral: boolean): string {
  const t = useTexts(homeTexts);
  const { count: number, sender } = waited(overview);
  const [count, unit] = [countUpTo(number, t('many')), overview.unitName];
  if (sender) return isSeveral ? t('waitOneAt', { sender, unit, count }) : t('waitOne', { sender, count });
  return isSeveral ? t('waitAt', { unit, count }) : t('waitMany', { count });
}

function Waiting({ waiting, isFirst }: { readonly waiting: WaitingIncomingWire; readonly isFirst: boolean }) {
  const t = useTexts(homeTexts);
  const { document, need, dueAt } = waiting;
  const address = `/incoming/${document.id}`;
  return (
    <li className="row home-row">
      <div className="home-text">
        <p className="line">
          <strong>{document.symbol}</strong>
          <Urgency urgency={document.urgency} />
          {dueAt && <Deadline at={dueAt} />}
        </p>
        <p className="two-lines">
          <Link to={address} className="plain-link">
            {document.subject ?? t('withdrawn')}
          </Link>
        </p>
        <p className="small quiet two-lines">{document.sender.name}</p>
      </div>
      <ButtonLink to={address} kind={isFirst ? 'primary' : 'plain'}>
        {t(need)}
        <span className="hidden-text"> {document.symbol}</span>
      </ButtonLink>
    </li>
  );
}
