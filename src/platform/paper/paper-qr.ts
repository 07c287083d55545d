import type { Paper } from './paper.ts';

/** White around a code, in modules, as scanners need it (ISO/IEC 18004). */
const QUIET = 4;

/** Draws a QR code as shapes: sharp at any size, and a thousand of them take no memory. @param side with the white around it, in points */
export async function drawQr(paper: Paper, text: string, left: number, top: number, side: number): Promise<void> {
  const { default: qrcode } = await import('qrcode');
  const { modules } = qrcode.create(text, { errorCorrectionLevel: 'M' });
  const unit = side / (modules.size + 2 * QUIET);
  for (let row = 0; row < modules.size; row++) {
    for (let from = 0; from < modules.size;) {
      let to = from;
      while (to < modules.size && modules.get(row, to)) to++;
      if (to > from) paper.rect(left + (QUIET + from) * unit, top + (QUIET + row) * unit, (to - from) * unit, unit);
      from = Math.max(to, from + 1);
    }
  }
  paper.fill('#000');
}
