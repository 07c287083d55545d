import type { DamagedFileWire } from '../../../../attachments/damaged-files.wire.ts';
import { useList } from '../../../api/queries.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { useLanguage } from '../../../texts/language.ts';
import { adminMoreTexts } from '../../../texts/admin-more.vi.ts';
import { common } from '../../../texts/common.vi.ts';
import { ErrorState, MoreRows, Skeletons } from '../../../ui/conditions.tsx';
import { CopyCode } from '../../../ui/copy.tsx';
import { Mark, When } from '../../../ui/marks.tsx';
import { sizeInWords } from '../../../words/amounts.ts';
import { Part } from '../parts/facts.tsx';

/** Stored files that are no longer what was uploaded, whose they are and how to mend it. */
export function DamagedFiles() {
  const t = useTexts(adminMoreTexts);
  const c = useTexts(common);
  const language = useLanguage();
  const list = useList<DamagedFileWire>(['damaged'], '/damaged-files');
  return (
    <Part title={t('damaged')}>
      {list.isPending && <Skeletons rows={1} />}
      {list.isError && !list.data && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      <p className="quiet">{list.isSuccess && t(list.rows.length > 0 ? 'damagedHow' : 'damagedNone')}</p>
      <ul className="rows">
        {list.rows.map((file) => (
          <li key={file.sha256} className="row">
            <span className="grows">
              {file.attachments.map(({ name, unitName }) => `${name} (${unitName})`).join('; ')}
              <small className="quiet block">
                {sizeInWords(file.size, language)} · <When at={file.foundAt} />
                {file.documents.map(({ id, symbol, unitName }) => (
                  <span key={id}> · {t('ofDocument', { symbol: symbol ?? t('noSymbol'), unit: unitName })}</span>
                ))}
              </small>
              <CopyCode code={file.sha256} label={c('copy')} shown />
            </span>
            <Mark tone="red">{t(`damaged_${file.state}`)}</Mark>
          </li>
        ))}
      </ul>
      <MoreRows list={list} />
    </Part>
  );
}
