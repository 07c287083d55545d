import type { ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { AttachmentWire } from '../../../attachments/attachment.wire.ts';
import { addressOf, get } from '../../api/client.ts';
import { FilePill } from '../../ui/file-pill.tsx';
import type { DraftFile } from './draft.ts';
import { scanLook } from '../../ui/scan-look.ts';

const LOOK_AGAIN_MS = 4000;

/** A file of the draft; while the scanner has not spoken it is asked now and then. */
export function DraftFilePill({
  file,
  onRemove,
  children,
}: {
  readonly file: DraftFile;
  readonly onRemove: () => void;
  readonly children?: ReactNode;
}) {
  const isPending = file.scan.state === 'pending';
  const { data } = useQuery({
    queryKey: ['attachments', file.id],
    queryFn: ({ signal }) => get<AttachmentWire>(`/attachments/${file.id}`, { signal }),
    enabled: isPending,
    refetchInterval: ({ state }) => (!state.data || state.data.scan.state === 'pending' ? LOOK_AGAIN_MS : false),
  });
  const { state } = data?.scan ?? file.scan;
  const look = scanLook(state);
  return (
    <FilePill
      name={file.name}
      size={file.size}
      {...(look && { scan: look })}
      {...(state !== 'pending' && { href: addressOf(`/attachments/${file.id}/content`) })}
      onRemove={onRemove}
    >
      {children && <span className="composer-order">{children}</span>}
    </FilePill>
  );
}
