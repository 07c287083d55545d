import { useQuery } from '@tanstack/react-query';
import { documentTypes } from '../../api/document-types.ts';

type Names = ReadonlyMap<string, string>;

/** Names of document types by their code. */
export function useTypeNames(): Names {
  const { data } = useQuery(documentTypes());
  return new Map((data ?? []).map(({ code, name }) => [code, name]));
}

export const typeNameOf = (names: Names, code: string): string => names.get(code) ?? '…';
