import { useQuery } from '@tanstack/react-query';
import type { ReceiptWire } from '../../../../receipts/receipt.wire.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { documentTexts } from '../../../texts/incoming-document.vi.ts';
import { ErrorState, Skeletons } from '../../../ui/conditions.tsx';
import { When } from '../../../ui/marks.tsx';
import { whenExactly } from '../../../words/when.ts';
import { KEYS, receiptsOf } from '../answers.ts';
import { detailOf } from './fact-detail.ts';

/** What happened, as both parties see it: newest first, each line a receipt. */
export function Timeline({ id }: { readonly id: string }) {
  const t = useTexts(documentTexts);
  const receipts = useQuery({ queryKey: KEYS.receipts(id), queryFn: ({ signal }) => receiptsOf(id, signal) });
  return (
    <section className="stack" aria-labelledby="timeline">
      <h2 id="timeline">{t('timeline')}</h2>
      {receipts.isPending && <Skeletons rows={3} height={44} />}
      {receipts.isError && !receipts.data && (
        <ErrorState error={receipts.error} onRetry={() => void receipts.refetch()} />
      )}
      <ol className="timeline">
        {receipts.data?.items.map((receipt) => (
          <Line key={receipt.id} receipt={receipt} />
        ))}
      </ol>
      <p className="small quiet">{t('timelineNote')}</p>
    </section>
  );
}

function Line({ receipt }: { readonly receipt: ReceiptWire }) {
  const t = useTexts(documentTexts);
  const { accountName, at, fact, forAccountName, impliedBy, postTitle } = receipt;
  const detail = detailOf(receipt);
  return (
    <li>
      <p>
        <strong>{t(`fact.${fact}`)}</strong>
        {detail.number !== null && (
          <>
            {' '}
            · {t('arrivalNumber').toLowerCase()} {detail.number}
          </>
        )}
        {impliedBy && <span className="small quiet"> · {t('byAct')}</span>}
      </p>
      {detail.text && <p className="as-typed">{detail.text}</p>}
      <p className="small quiet">
        {[accountName ?? t('system'), postTitle].filter(Boolean).join(', ')}
        {forAccountName && ` (${t('insteadOf', { name: forAccountName })})`} · <When at={at} />
        {detail.pressedAt !== null && ` (${t('pressedAt', { time: whenExactly(detail.pressedAt) })})`}
      </p>
    </li>
  );
}
