import { Link } from 'react-router';
import type { OutgoingLineWire } from '../../../outgoing/outgoing.wire.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { outgoingTexts } from '../../texts/outgoing.vi.ts';
import { Urgency, When } from '../../ui/marks.tsx';
import { OutgoingState } from './outgoing-state.tsx';

interface RowProps {
  readonly row: OutgoingLineWire;
  readonly isOpen: boolean;
  /** Of the list, kept while one reads. */
  readonly search: string;
}

/** Number, subject over two lines, state, when it last moved. */
export function OutgoingRow({ row, isOpen, search }: RowProps) {
  const t = useTexts(outgoingTexts);
  return (
    <li className="list-row" data-open={isOpen}>
      <Link
        to={{ pathname: `/outgoing/${row.id}`, search }}
        className="doc-row"
        aria-current={isOpen ? 'true' : undefined}
      >
        <span className="line spread">
          <strong>{row.symbol ?? t('noNumber')}</strong>
          <span className="small quiet">
            <When at={row.updatedAt} short />
          </span>
        </span>
        <span className="two-lines">{row.subject}</span>
        <span className="line small">
          <OutgoingState state={row.state} /> <Urgency urgency={row.urgency} />
        </span>
      </Link>
    </li>
  );
}
