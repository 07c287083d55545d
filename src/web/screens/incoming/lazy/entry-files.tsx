import { useEffect, useRef } from 'react';
import { Paperclip } from 'lucide-react';
import type { AttachmentWire } from '../../../../attachments/attachment.wire.ts';
import { useWho } from '../../../api/session.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { workTexts } from '../../../texts/incoming-work.vi.ts';
import { Button } from '../../../ui/button.tsx';
import { FilePill } from '../../../ui/file-pill.tsx';
import { UploadRow } from '../../../uploads/upload-row.tsx';
import { sendFile, showsItself, useUploads } from '../../../uploads/uploads.ts';

/** What the uploads of an entry are known by: whose files they are decides the unit that is charged for them. */
export const entryDesk = (unitId: string): string => `entry/${unitId}`;

interface FilesProps {
  readonly unitId: string;
  readonly files: readonly AttachmentWire[];
  /** Called whenever one has arrived, also after the window was closed. */
  readonly onAdd: (file: AttachmentWire) => void;
  readonly onRemove: (file: AttachmentWire) => void;
}

/** Scans of the paper, sent as soon as they are chosen, on and on over a weak line. */
export function EntryFiles({ unitId, files, onAdd, onRemove }: FilesProps) {
  const t = useTexts(workTexts);
  const accountId = useWho().account.id;
  const field = useRef<HTMLInputElement>(null);
  const desk = entryDesk(unitId);
  const uploads = useUploads().filter((upload) => upload.desk === desk);
  useEffect(() => {
    showsItself(desk, true);
    return () => showsItself(desk, false);
  }, [desk]);
  const take = (chosen: readonly File[]): void => {
    for (const file of chosen) sendFile(file, { desk, accountId, unitId, onDone: onAdd });
    // The same file may be chosen again after it was removed.
    if (field.current) field.current.value = '';
  };
  return (
    <section className="field" aria-label={t('scans')}>
      <h3>{t('scans')}</h3>
      {files.map((file) => (
        <FilePill key={file.id} name={file.name} size={file.size} onRemove={() => onRemove(file)} />
      ))}
      {uploads.map((upload) => (
        <UploadRow key={upload.id} upload={upload} />
      ))}
      <input ref={field} type="file" multiple hidden onChange={({ target }) => take([...(target.files ?? [])])} />
      <div>
        <Button icon={<Paperclip size={18} aria-hidden />} onClick={() => field.current?.click()}>
          {t('addFiles')}
        </Button>
      </div>
    </section>
  );
}
