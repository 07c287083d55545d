import type { OutgoingDocumentWire } from '../../../outgoing/outgoing.wire.ts';
import type { TrackingRowWire } from '../../../outgoing/tracking.wire.ts';
import { useWho } from '../../api/session.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { useLanguage } from '../../texts/language.ts';
import { trackingTexts } from '../../texts/tracking.vi.ts';
import { STATES } from '../../ui/states.ts';
import { countInWords } from '../../words/amounts.ts';
import { dayInWords, whenExactly } from '../../words/when.ts';
import { grouped, type Group } from './groups.ts';
import { isLate, isShown, nextDeadline, SEGMENT_NAMES, since, totalsOf, type Totals } from './segments.ts';
import { useFilter } from './use-shown.ts';

interface PrintProps {
  readonly document: OutgoingDocumentWire;
  readonly rows: readonly TrackingRowWire[];
}

/** The board on paper: all rows of the filter, with whose, which and when above. */
export function BoardPrint({ document, rows }: PrintProps) {
  const t = useTexts(trackingTexts);
  const { account, posts } = useWho();
  const sender = posts.find(({ unitId }) => unitId === document.unitId);
  const { show } = useFilter();
  const sum = useSum(totalsOf(rows));
  const day = document.documentDate ? ` ${t('dated', { day: dayInWords(document.documentDate) })}` : '';
  return (
    <div className="page page-wide board-print">
      <p>{sender?.unitName}</p>
      <h1>{t('boardTitle', { symbol: `${document.symbol ?? ''}${day}` })}</h1>
      <p>{document.subject}</p>
      <p>{sum}</p>
      {show !== 'all' && (
        <p>
          {t('show')}: {t(show)}
        </p>
      )}
      <p className="small">
        {t('printedBy', { when: whenExactly(new Date(Date.now()).toISOString()), name: account.displayName })}
      </p>
      <table>
        <thead>
          <tr>
            {(['unit', 'state', 'who', 'when', 'deadline'] as const).map((column) => (
              <th key={column} scope="col">
                {t(column)}
              </th>
            ))}
          </tr>
        </thead>
        {grouped(rows.filter((row) => isShown(row, show))).map((group) => (
          <PrintedGroup key={group.name} group={group} />
        ))}
      </table>
    </div>
  );
}

function useSum({ recipients, acknowledged, late, bySegment }: Totals): string {
  const t = useTexts(trackingTexts);
  const language = useLanguage();
  const n = (count: number): string => countInWords(count, language);
  const parts = SEGMENT_NAMES.filter((name) => bySegment[name] > 0).map((name) => `${n(bySegment[name])} ${t(name)}`);
  const received = t('received', { acknowledged: n(acknowledged), recipients: n(recipients) });
  return [received, ...parts, `${n(late)} ${t('late')}`].join(' · ');
}

function PrintedGroup({ group }: { readonly group: Group<TrackingRowWire> }) {
  const t = useTexts(trackingTexts);
  const language = useLanguage();
  return (
    <tbody>
      <tr>
        <th colSpan={5} scope="rowgroup">
          {t(group.name)}: {t('received', { acknowledged: group.acknowledged, recipients: group.rows.length })}
        </th>
      </tr>
      {group.rows.map((row) => {
        const [at, deadline] = [since(row), nextDeadline(row)];
        return (
          <tr key={row.deliveryId}>
            <td>{row.unit}</td>
            <td>{STATES[row.state][language]}</td>
            <td>{row.by?.name}</td>
            <td>{at && whenExactly(at)}</td>
            <td>
              {deadline && `${t(`${deadline.act}By`)} ${whenExactly(deadline.at)}`}
              {isLate(row) && ` (${t('late')})`}
            </td>
          </tr>
        );
      })}
    </tbody>
  );
}
