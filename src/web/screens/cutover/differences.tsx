import { useState } from 'react';
import type { MailDifferenceWire, MailProofWire } from '../../../mail-archive/mail-proof.wire.ts';
import { useList } from '../../api/queries.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { cutoverMailsTexts } from '../../texts/cutover-mails.vi.ts';
import { useLanguage } from '../../texts/language.ts';
import { ErrorState, MoreRows, Skeletons } from '../../ui/conditions.tsx';
import { Choice } from '../../ui/fields.tsx';
import { Mark } from '../../ui/marks.tsx';
import { countInWords, sizeInWords } from '../../words/amounts.ts';

type Which = 'all' | 'unexplained' | 'explained';
const COLUMNS = ['c_kind', 'c_folder', 'c_mail', 'c_server', 'c_archive'] as const;
const ASKED: Readonly<Record<Which, string | null>> = { all: null, unexplained: 'false', explained: 'true' };

interface Props {
  readonly proof: MailProofWire;
  readonly count: number;
  readonly isOpen: boolean;
}

/** Every difference a comparison has found; fetched when somebody looks. */
export function Differences({ proof, count, isOpen }: Props) {
  const t = useTexts(cutoverMailsTexts);
  const language = useLanguage();
  const [open, setOpen] = useState(isOpen);
  const [which, setWhich] = useState<Which>(proof.unexplained > 0 ? 'unexplained' : 'all');
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)} className="filter-box">
      <summary>{t('differences', { count: countInWords(count, language) })}</summary>
      {open && (
        <>
          <Choice
            label={t('showWhich')}
            value={which}
            onChange={setWhich}
            options={(['unexplained', 'explained', 'all'] as const).map((value) => ({
              value,
              label: t(`which_${value}`),
            }))}
          />
          <Rows key={which} proofId={proof.id} which={which} />
        </>
      )}
    </details>
  );
}

function Rows({ proofId, which }: { readonly proofId: string; readonly which: Which }) {
  const t = useTexts(cutoverMailsTexts);
  const list = useList<MailDifferenceWire>(['cutover', 'differences', proofId], `/mail-proofs/${proofId}/differences`, {
    explained: ASKED[which],
  });
  if (list.isPending) return <Skeletons rows={3} />;
  if (list.isError && !list.data) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (list.rows.length === 0) return <p>{t('noneSuch')}</p>;
  return (
    <>
      <table className="table differences small">
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {t(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {list.rows.map((one) => (
            <Row key={one.position} one={one} />
          ))}
        </tbody>
      </table>
      <MoreRows list={list} />
    </>
  );
}

function Row({ one }: { readonly one: MailDifferenceWire }) {
  const t = useTexts(cutoverMailsTexts);
  const language = useLanguage();
  const side = (size: number | null, sha256: string | null) =>
    size === null ? (
      t('none')
    ) : (
      <>
        {sizeInWords(size, language)} {sha256 && <code title={sha256}>{sha256.slice(0, 8)}</code>}
      </>
    );
  const { kind } = one;
  return (
    <tr>
      <td>
        <Mark tone={one.isExplained ? 'grey' : 'red'}>{t(`d_${kind}`)}</Mark>
        {(kind === 'missing' || kind === 'changed' || kind === 'folder-unreadable') && (
          <span className="quiet block">{t(`todo_${kind}`)}</span>
        )}
      </td>
      <td data-label={t('c_folder')} className="breaks">
        {one.folder} · {one.uid}
      </td>
      <td data-label={t('c_mail')} className="breaks">
        {one.messageId ?? <span className="quiet">{t('noMessageId')}</span>}
      </td>
      <td data-label={t('c_server')}>{side(one.serverSize, one.serverSha256)}</td>
      <td data-label={t('c_archive')}>{side(one.archiveSize, one.archiveSha256)}</td>
    </tr>
  );
}
