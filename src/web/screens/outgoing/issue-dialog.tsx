import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { NumberBookWire } from '../../../outgoing/number-books.wire.ts';
import type { OutgoingDocumentWire } from '../../../outgoing/outgoing.wire.ts';
import { get } from '../../api/client.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { outgoingTexts } from '../../texts/outgoing.vi.ts';
import { useNow } from '../../ui/clock.ts';
import { ProblemNote } from '../../ui/conditions.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { ConfirmConsequence } from '../../ui/dialog.tsx';
import { localDay } from '../../words/when.ts';
import { typeNameOf, useTypeNames } from './type-names.ts';
import { useStep } from './use-steps.ts';

/** Ban hành: which book it takes its number of, and that nothing can be changed afterwards. */
export function IssueDialog({
  document,
  onClose,
}: {
  readonly document: OutgoingDocumentWire;
  readonly onClose: () => void;
}) {
  const t = useTexts(outgoingTexts);
  const [day, setDay] = useState<string | null>(null);
  const step = useStep(document.id, 'issue', onClose);
  const typeName = typeNameOf(useTypeNames(), document.typeCode);
  const books = useQuery({
    queryKey: ['registers', 'books'],
    queryFn: ({ signal }) => get<NumberBookWire[]>('/number-books', { signal }),
    staleTime: 0,
  });
  const last = lastNumber(books.data ?? [], document);
  return (
    <ConfirmConsequence
      title={t('issueTitle', { type: typeName })}
      action={t('act_issue')}
      busy={step.pending}
      onConfirm={() => void step.run(day ? { documentDate: day } : {})}
      onClose={onClose}
    >
      <p>{document.subject}</p>
      <p>{last === null ? t('issueFirst') : t('issueAfter', { number: last })}</p>
      <p className="quiet">{t('issueFreezes')}</p>
      <DateField
        label={t('documentDate')}
        hint={t('documentDateHint')}
        value={day}
        onChange={setDay}
        max={localDay(useNow())}
        error={step.fields['documentDate']}
      />
      {step.problem && <ProblemNote problem={step.problem} />}
    </ConfirmConsequence>
  );
}

/** The highest number of the type so far in the newest book; the service gives the next one when it issues. */
function lastNumber(books: readonly NumberBookWire[], { unitId, typeCode }: OutgoingDocumentWire): number | null {
  const own = books.filter(
    (book) => book.direction === 'outgoing' && book.unitId === unitId && book.typeCode === typeCode,
  );
  const book = own.length === 1 ? own[0] : undefined;
  return book && book.lastNumber > 0 ? book.lastNumber : null;
}
