import type { ImportWire } from '../../../../imports/imports.wire.ts';
import { useAct } from '../../../api/act.ts';
import { postForm } from '../../../api/client.ts';

interface Upload {
  readonly file: File;
  readonly kind: 'units' | 'accounts' | 'legacy-inboxes';
  readonly unitId: string;
}

/** Sends a table to be checked; nothing is written by it. */
export function useUpload(done: (made: ImportWire) => void) {
  return useAct({
    do: ({ file, kind, unitId }: Upload, call) => {
      const form = new FormData();
      // Fields before the file: the service reads them while the file arrives.
      form.append('kind', kind);
      if (unitId) form.append('unitId', unitId);
      form.append('file', file);
      return postForm<ImportWire>('/imports', form, call);
    },
    touches: [['imports']],
    done,
    errors: 'field',
  });
}
