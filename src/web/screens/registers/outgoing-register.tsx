import './register.css';
import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Printer } from 'lucide-react';
import { Link } from 'react-router';
import type { OutgoingRegisterLineWire } from '../../../outgoing/outgoing-register.wire.ts';
import { useList } from '../../api/queries.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { useLanguage } from '../../texts/language.ts';
import { outgoingTexts } from '../../texts/outgoing.vi.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState, ErrorState, MoreRows, Skeletons } from '../../ui/conditions.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { SelectField } from '../../ui/fields.tsx';
import { Page } from '../../ui/page.tsx';
import { Books } from '../../ui/tabs.tsx';
import { dayInWords } from '../../words/when.ts';
import { useOwnUnits } from '../composer/beginning.ts';
import { documentTypes } from '../../api/document-types.ts';
import { typesFor, unitOf } from '../composer/directory.ts';

interface Part {
  readonly unitId: string | null;
  readonly typeCode: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** Sổ đăng ký văn bản đi, with the columns of the decree in their order; on a phone each line is a card. */
export function OutgoingRegister() {
  const t = useTexts(outgoingTexts);
  const [first] = useOwnUnits();
  const [part, setPart] = useState<Part>({ unitId: first?.id ?? null, typeCode: '', from: null, to: null });
  const { unitId, typeCode, from, to } = part;
  const list = useList<OutgoingRegisterLineWire>(['registers', 'outgoing'], '/registers/outgoing', {
    unitId,
    from,
    to,
    limit: 200,
    typeCode: typeCode || null,
  });
  return (
    <Page
      wide
      title={t('register')}
      actions={
        <Button icon={<Printer size={18} aria-hidden />} onClick={() => globalThis.print()}>
          {t('print')}
        </Button>
      }
    >
      <Books />
      <PartOfIt part={part} onChange={(change) => setPart({ ...part, ...change })} />
      {list.isLoading && <Skeletons rows={8} height={44} />}
      {list.error && list.rows.length === 0 && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {!list.isLoading && !list.error && list.rows.length === 0 && (
        <EmptyState title={t('registerEmpty')}>{t('registerEmptyText')}</EmptyState>
      )}
      {list.rows.length > 0 && <Book rows={list.rows} />}
      <MoreRows list={list} />
    </Page>
  );
}

function PartOfIt({ part, onChange }: { readonly part: Part; readonly onChange: (change: Partial<Part>) => void }) {
  const t = useTexts(outgoingTexts);
  const language = useLanguage();
  const units = useOwnUnits();
  const types = useQuery(documentTypes());
  const unit = useQuery(unitOf(part.unitId));
  const options = typesFor(types.data ?? [], unit.data?.symbolStyle, language);
  return (
    <div className="register-tools screen-only">
      {units.length > 1 && (
        <SelectField
          label={t('registerOf')}
          value={part.unitId ?? ''}
          options={units.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(unitId) => onChange({ unitId })}
        />
      )}
      <SelectField
        label={t('registerType')}
        value={part.typeCode}
        options={[{ value: '', label: t('allTypes') }, ...options]}
        onChange={(typeCode) => onChange({ typeCode })}
      />
      <DateField label={t('from')} value={part.from} onChange={(from) => onChange({ from })} />
      <DateField label={t('to')} value={part.to} onChange={(to) => onChange({ to })} />
    </div>
  );
}

function Book({ rows }: { readonly rows: readonly OutgoingRegisterLineWire[] }) {
  const t = useTexts(outgoingTexts);
  const columns = COLUMNS.map(({ name, ...rest }) => ({ name, label: t(`col_${name}`), ...rest }));
  return (
    <table className="register">
      <caption className="hidden-text">{t('register')}</caption>
      <thead>
        <tr>
          {columns.map(({ name, label }) => (
            <th key={name} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.documentId}>
            {columns.map(({ name, label, value }) => {
              const text = value(row);
              return (
                <td key={name} className={`register-${name}`} data-label={label} data-empty={text === '' || undefined}>
                  {name === 'symbol' ? <Link to={`/outgoing/${row.documentId}`}>{text}</Link> : text}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** ND30, Annex IV. */
const COLUMNS = [
  { name: 'symbol', value: (row: OutgoingRegisterLineWire) => row.symbol },
  { name: 'date', value: (row: OutgoingRegisterLineWire) => dayInWords(row.documentDate) },
  { name: 'subject', value: (row: OutgoingRegisterLineWire) => row.typeAndSubject },
  { name: 'signer', value: (row: OutgoingRegisterLineWire) => row.signer },
  { name: 'recipients', value: (row: OutgoingRegisterLineWire) => row.recipients.join('; ') },
  { name: 'fileCopy', value: (row: OutgoingRegisterLineWire) => row.fileCopy },
  { name: 'copies', value: (row: OutgoingRegisterLineWire) => (row.copies === null ? '' : String(row.copies)) },
  { name: 'sent', value: (row: OutgoingRegisterLineWire) => (row.sentOn ? dayInWords(row.sentOn) : '') },
  { name: 'received', value: (row: OutgoingRegisterLineWire) => row.received },
  { name: 'note', value: (row: OutgoingRegisterLineWire) => row.note },
] as const;
