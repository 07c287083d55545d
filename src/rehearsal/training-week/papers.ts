/** What a slip says to whoever holds it. */
export interface Slip {
  readonly username: string;
  readonly code: string;
}

/** The text of each page, as somebody would read it. */
export async function pagesOf(pdf: Buffer): Promise<string[]> {
  const { PDFiumLibrary } = await import('@hyzyla/pdfium');
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(new Uint8Array(pdf));
    const pages = Array.from({ length: document.getPageCount() }, (_, i) =>
      document.getPage(i).getText().normalize('NFC'),
    );
    document.destroy();
    return pages;
  } finally {
    library.destroy();
  }
}

/** Reads the slips off the paper: the codes stand nowhere else. */
export async function readSlips(pdf: Buffer, usernames: readonly string[]): Promise<Map<string, Slip>> {
  const slips = new Map<string, Slip>();
  for (const page of await pagesOf(pdf)) {
    const username = usernames.find((name) => page.split(/\s+/).includes(name));
    const code = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(page)?.[0];
    if (username !== undefined && code !== undefined) slips.set(username, { username, code });
  }
  return slips;
}
