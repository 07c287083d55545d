/** What a browser loads until a screen can be used; bytes are those of gzip. */
export interface PageSize {
  readonly screen: string;
  readonly scripts: number;
  readonly js: number;
  readonly css: number;
  readonly files: number;
}

export function pageSizes(folder?: string): PageSize[];
