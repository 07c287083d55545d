import { useRef } from 'react';
import { Paperclip } from 'lucide-react';
import type { AttachmentWire, UploadedWire } from '../../../../attachments/attachment.wire.ts';
import { useAct } from '../../../api/act.ts';
import { postForm } from '../../../api/client.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { workTexts } from '../../../texts/incoming-work.vi.ts';
import { Button } from '../../../ui/button.tsx';
import { ProblemNote } from '../../../ui/conditions.tsx';
import { FilePill } from '../../../ui/file-pill.tsx';

interface FilesProps {
  readonly unitId: string;
  readonly files: readonly AttachmentWire[];
  readonly onChange: (files: readonly AttachmentWire[]) => void;
  readonly onBusy: (busy: boolean) => void;
}

/** Scans of the paper, sent as soon as they are chosen. */
export function EntryFiles({ unitId, files, onChange, onBusy }: FilesProps) {
  const t = useTexts(workTexts);
  const field = useRef<HTMLInputElement>(null);
  const upload = useAct({
    do: (chosen: readonly File[], call) => {
      const form = new FormData();
      // The service reads parts in order: whose files they are comes first.
      form.append('unitId', unitId);
      for (const file of chosen) form.append('file', file, file.name);
      return postForm<UploadedWire>('/attachments', form, call);
    },
    errors: 'field',
  });
  const take = async (chosen: readonly File[]): Promise<void> => {
    if (chosen.length === 0) return;
    onBusy(true);
    const sent = await upload.run(chosen);
    onBusy(false);
    if (field.current) field.current.value = '';
    if (sent) onChange([...files, ...sent.items]);
  };
  return (
    <section className="field" aria-label={t('scans')}>
      <h3>{t('scans')}</h3>
      {files.map((file) => (
        <FilePill
          key={file.id}
          name={file.name}
          size={file.size}
          onRemove={() => onChange(files.filter(({ id }) => id !== file.id))}
        />
      ))}
      <input ref={field} type="file" multiple hidden onChange={({ target }) => void take([...(target.files ?? [])])} />
      <div>
        <Button icon={<Paperclip size={18} aria-hidden />} busy={upload.pending} onClick={() => field.current?.click()}>
          {t('addFiles')}
        </Button>
      </div>
      {upload.problem && <ProblemNote problem={upload.problem} />}
    </section>
  );
}
