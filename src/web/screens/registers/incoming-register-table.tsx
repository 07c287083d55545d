import { Link } from 'react-router';
import type { IncomingRegisterLineWire } from '../../../incoming/incoming-register.wire.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { registerTexts } from '../../texts/incoming-register.vi.ts';
import { Day } from '../../ui/marks.tsx';

/** The columns of ND30, Annex IV, in their order. */
const COLUMNS = [
  'arrivedOn',
  'arrivalNumber',
  'author',
  'symbol',
  'documentDate',
  'typeAndSubject',
  'handedTo',
  'handedOn',
  'received',
  'note',
] as const;

interface TableProps {
  readonly lines: readonly IncomingRegisterLineWire[];
  readonly label: string;
}

/** A table on a desktop and on paper; on a phone each line stands by itself, with the names of its columns. */
export function IncomingRegisterTable({ lines, label }: TableProps) {
  const t = useTexts(registerTexts);
  return (
    <table className="register" aria-label={label}>
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <th key={column} scope="col" className={`register-${column}`}>
              {t(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.deliveryId}>
            {COLUMNS.map((column) => (
              <td
                key={column}
                data-label={t(column)}
                data-empty={!line[column] || undefined}
                className={`register-${column}`}
              >
                <Cell line={line} column={column} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell({
  line,
  column,
}: {
  readonly line: IncomingRegisterLineWire;
  readonly column: (typeof COLUMNS)[number];
}) {
  const value = line[column];
  if (value === null || value === '') return null;
  if (column === 'arrivedOn' || column === 'documentDate' || column === 'handedOn') return <Day on={String(value)} />;
  if (column === 'typeAndSubject') return <Link to={`/incoming/${line.deliveryId}`}>{value}</Link>;
  return value;
}
