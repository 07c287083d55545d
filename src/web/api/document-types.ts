import { queryOptions } from '@tanstack/react-query';
import type { DocumentTypeWire } from '../../registers/document-type.wire.ts';
import { get } from './client.ts';

/** What documents can be; changes with the service only. */
export const documentTypes = () =>
  queryOptions({
    queryKey: ['document-types'],
    queryFn: ({ signal }) => get<DocumentTypeWire[]>('/document-types', { signal }),
    staleTime: Infinity,
  });
