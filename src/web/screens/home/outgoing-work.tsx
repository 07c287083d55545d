import { useId, useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import type {
  DocumentUnderWayWire,
  OutgoingOverviewWire,
  SentBackWire,
} from '../../../outgoing/outgoing-overview.wire.ts';
import type { OutgoingLineWire } from '../../../outgoing/outgoing.wire.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { homeTexts } from '../../texts/home.vi.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { StateMark, Urgency, When } from '../../ui/marks.tsx';

interface OutgoingProps {
  readonly overview: OutgoingOverviewWire;
  /** Said where the person works at several. */
  readonly unit: string | null;
}

/** What is out, the worst first; what came back; what waits for approval, issuing, sending. */
export function OutgoingWork({ overview, unit }: OutgoingProps) {
  const t = useTexts(homeTexts);
  const { underWay, sentBack, toApprove, toIssue, toSend } = overview;
  return (
    <>
      {underWay.length > 0 && <AllUnderWay documents={underWay} unit={unit} />}
      {sentBack.length > 0 && (
        <Block title={t('sentBack')} unit={unit}>
          {sentBack.map((one) => (
            <SentBack key={one.deliveryId} back={one} />
          ))}
        </Block>
      )}
      <InHand title={t('toApprove')} act={t('approve')} documents={toApprove} unit={unit} />
      <InHand title={t('toIssue')} act={t('issue')} documents={toIssue} unit={unit} />
      <InHand title={t('toSend')} act={t('send')} documents={toSend} unit={unit} />
    </>
  );
}

const WORST_SHOWN = 6;

function AllUnderWay({
  documents,
  unit,
}: { readonly documents: readonly DocumentUnderWayWire[] } & Pick<OutgoingProps, 'unit'>) {
  const t = useTexts(homeTexts);
  const [isOpen, open] = useState(false);
  const shown = isOpen ? documents : documents.slice(0, WORST_SHOWN);
  const rest = documents.length - shown.length;
  return (
    <Block
      title={unit ? t('underWayAt', { unit }) : t('underWay')}
      unit={null}
      below={<Link to="/tracking">{t('allTracking')}</Link>}
    >
      {shown.map((one) => (
        <UnderWay key={one.id} document={one} />
      ))}
      {rest > 0 && (
        <li>
          <Button kind="quiet" onClick={() => open(true)}>
            {t('moreUnderWay', { count: rest })}
          </Button>
        </li>
      )}
    </Block>
  );
}

interface BlockProps {
  readonly title: string;
  readonly unit: string | null;
  readonly below?: ReactNode;
  readonly children: ReactNode;
}

function Block({ title, unit, below, children }: BlockProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="home-block">
      <header className="home-head">
        <h2 id={id}>{unit ? `${title} · ${unit}` : title}</h2>
        {below && <p>{below}</p>}
      </header>
      <ul className="rows">{children}</ul>
    </section>
  );
}

/** "34/41 đã nhận, 4 chưa xem": the second opens the board at those four. */
function UnderWay({ document }: { readonly document: DocumentUnderWayWire }) {
  const t = useTexts(homeTexts);
  const { progress, id, symbol, subject, urgency } = document;
  const board = `/tracking/${id}`;
  const part = (count: number, show: string, text: string, tone: string) =>
    count > 0 && (
      <Link to={`${board}?show=${show}`} className={`home-part mark-${tone}`}>
        {text}
        <span className="hidden-text"> {symbol}</span>
      </Link>
    );
  return (
    <li className="row home-row">
      <div className="home-text">
        <p className="line">
          <strong>{symbol}</strong>
          <Urgency urgency={urgency} />
        </p>
        <p className="two-lines">
          <Link to={board} className="plain-link">
            {subject}
          </Link>
        </p>
        <progress className="home-progress" max={progress.recipients} value={progress.acknowledged} aria-hidden />
      </div>
      <p className="home-parts">
        <Link to={board} className="home-part mark-teal">
          {t('received', progress)}
          <span className="hidden-text"> {symbol}</span>
        </Link>
        {part(progress.unopened, 'unopened', t('unopened', { count: progress.unopened }), 'blue')}
        {part(progress.overdue, 'late', t('overdue', { count: progress.overdue }), 'red')}
        {part(progress.refused, 'back', t('back', { count: progress.refused }), 'orange')}
        {part(progress.undeliverable, 'back', t('undeliverable', { count: progress.undeliverable }), 'red')}
      </p>
    </li>
  );
}

function SentBack({ back }: { readonly back: SentBackWire }) {
  const t = useTexts(homeTexts);
  return (
    <li className="row home-row">
      <div className="home-text">
        <p className="line">
          <strong>{back.recipient}</strong>
          <StateMark state={back.state} />
          {back.refusedAt && <When at={back.refusedAt} />}
        </p>
        <p className="two-lines quiet">
          {back.symbol} · {back.subject}
        </p>
      </div>
      <ButtonLink to={`/tracking/${back.documentId}?show=back&copy=${back.deliveryId}`}>
        {t('note')}
        <span className="hidden-text"> {back.recipient}</span>
      </ButtonLink>
    </li>
  );
}

interface InHandProps {
  readonly title: string;
  readonly act: string;
  readonly documents: readonly OutgoingLineWire[];
  readonly unit: string | null;
}

function InHand({ title, act, documents, unit }: InHandProps) {
  if (documents.length === 0) return null;
  return (
    <Block title={title} unit={unit}>
      {documents.map(({ id, symbol, subject, urgency, updatedAt }) => (
        <li key={id} className="row home-row">
          <div className="home-text">
            <p className="line">
              {symbol && <strong>{symbol}</strong>}
              <Urgency urgency={urgency} />
              <span className="quiet">
                <When at={updatedAt} />
              </span>
            </p>
            <p className="two-lines">{subject}</p>
          </div>
          <ButtonLink to={`/outgoing/${id}`}>
            {act}
            <span className="hidden-text"> {subject}</span>
          </ButtonLink>
        </li>
      ))}
    </Block>
  );
}
