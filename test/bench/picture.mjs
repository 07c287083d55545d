// Growth curves as a plain SVG: both axes logarithmic, so that a straight line at 45° is "cost grows with the number" and a level one "does not".
const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [640, 360, 70, 20, 40, 50];

/** @param curves `{ title, x, y, points: [[x, y]] }` */
export function pictureOf(curves) {
  const charts = curves.map((curve, i) => `<g transform="translate(0 ${i * HEIGHT})">${chart(curve)}</g>`);
  const height = Math.max(1, curves.length) * HEIGHT;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" font-family="sans-serif" font-size="12">
<rect width="100%" height="100%" fill="#fff"/>
${charts.join('\n')}
</svg>
`;
}

function chart({ title, x, y, points }) {
  const [across, up] = [
    scale(
      points.map(([value]) => value),
      LEFT,
      WIDTH - RIGHT,
    ),
    scale(
      points.map(([, value]) => value),
      HEIGHT - BOTTOM,
      TOP,
    ),
  ];
  const path = points
    .map(([a, b], i) => `${i === 0 ? 'M' : 'L'}${across.at(a).toFixed(1)} ${up.at(b).toFixed(1)}`)
    .join(' ');
  const vertical = across.ticks.map(
    (value) =>
      `<path d="M${across.at(value)} ${TOP}V${HEIGHT - BOTTOM}" stroke="#ddd"/><text x="${across.at(value)}" y="${HEIGHT - BOTTOM + 16}" text-anchor="middle">${short(value)}</text>`,
  );
  const level = up.ticks.map(
    (value) =>
      `<path d="M${LEFT} ${up.at(value)}H${WIDTH - RIGHT}" stroke="#ddd"/><text x="${LEFT - 6}" y="${up.at(value) + 4}" text-anchor="end">${short(value)}</text>`,
  );
  const dots = points.map(
    ([a, b]) =>
      `<circle cx="${across.at(a).toFixed(1)}" cy="${up.at(b).toFixed(1)}" r="4" fill="#0b5cad"/><text x="${across.at(a).toFixed(1)}" y="${(up.at(b) - 9).toFixed(1)}" text-anchor="middle">${short(Number(b.toPrecision(3)))}</text>`,
  );
  return `<text x="${LEFT}" y="22" font-size="14" font-weight="bold">${title}</text>
${[...vertical, ...level].join('\n')}
<path d="${path}" fill="none" stroke="#0b5cad" stroke-width="2"/>
${dots.join('\n')}
<text x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 12}" text-anchor="middle">${x}</text>
<text transform="translate(16 ${(TOP + HEIGHT - BOTTOM) / 2}) rotate(-90)" text-anchor="middle">${y}</text>`;
}

/** Whole powers of ten around the values. */
function scale(values, from, to) {
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values))));
  const at = (value) => from + ((Math.log10(value) - low) / (high - low)) * (to - from);
  return { at, ticks: Array.from({ length: high - low + 1 }, (_, i) => 10 ** (low + i)) };
}

const short = (value) =>
  value >= 1e6 ? `${value / 1e6} M` : value >= 1000 ? `${value / 1000} k` : String(Number(value.toPrecision(3)));
