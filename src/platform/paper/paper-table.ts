import type { Paper } from './paper.ts';

export interface PaperColumn<Row> {
  readonly heading: string;
  /** Of the width of the page. */
  readonly share: number;
  readonly align: 'left' | 'center';
  /** @param no counted from 1 */
  readonly of: (row: Row, no: number) => string;
}

const PAD = 4;
const LEAST_ROW = 26;
const SIZE = 11;

/** A ruled table that goes on over as many pages as it takes, its headings on each of them. */
export class PaperTable<Row> {
  #no = 0;

  constructor(
    private readonly paper: Paper,
    private readonly columns: readonly PaperColumn<Row>[],
  ) {}

  /** Where the table begins, and after every new page. */
  headings(): void {
    this.draw(
      this.columns.map(({ heading }) => heading),
      true,
    );
  }

  row(row: Row): void {
    this.#no += 1;
    const cells = this.columns.map(({ of }) => of(row, this.#no));
    if (this.paper.y + this.heightOf(cells, false) > bottomOf(this.paper)) {
      this.paper.addPage();
      this.headings();
    }
    this.draw(cells, false);
  }

  private draw(cells: readonly string[], isHeading: boolean): void {
    const { paper } = this;
    const height = this.heightOf(cells, isHeading);
    const top = paper.y;
    let left = paper.page.margins.left;
    paper
      .font(isHeading ? 'bold' : 'text')
      .fontSize(SIZE)
      .lineWidth(0.6);
    this.columns.forEach(({ share, align }, i) => {
      const width = share * widthOf(paper);
      paper.rect(left, top, width, height).stroke();
      paper.text(cells[i] ?? '', left + PAD, top + PAD + 2, {
        width: width - 2 * PAD,
        align: isHeading ? 'center' : align,
      });
      left += width;
    });
    paper.x = paper.page.margins.left;
    paper.y = top + height;
  }

  private heightOf(cells: readonly string[], isHeading: boolean): number {
    const { paper } = this;
    paper.font(isHeading ? 'bold' : 'text').fontSize(SIZE);
    const heights = cells.map((text, i) =>
      paper.heightOfString(text, { width: (this.columns[i]?.share ?? 0) * widthOf(paper) - 2 * PAD }),
    );
    return Math.max(LEAST_ROW, ...heights.map((height) => height + 2 * PAD + 2));
  }
}

export const widthOf = ({ page }: Paper): number => page.width - page.margins.left - page.margins.right;
export const bottomOf = ({ page }: Paper): number => page.height - page.margins.bottom;
