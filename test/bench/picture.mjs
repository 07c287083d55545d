// Growth curves as a plain SVG: both axes logarithmic, so that "grows with the number" is a straight line at 45° (dashed, where it helps) and
// "does not grow" a level one. It carries its own ground and follows the reader's choice of light or dark, so that a README can show it.
const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [720, 400, 84, 40, 62, 84];
const [RIGHT_EDGE, FLOOR] = [WIDTH - RIGHT, HEIGHT - BOTTOM];

const STYLE = `svg { font-family: system-ui, -apple-system, 'Segoe UI', sans-serif; font-size: 13px; fill: #1f2328 }
.ground { fill: #ffffff } .grid { stroke: #d1d9e0; stroke-width: 1 } .title { font-size: 16px; font-weight: 600 } .small { fill: #59636e }
.ours { stroke: #0550ae; fill: none; stroke-width: 2.5 } .dot { fill: #0550ae } .their { stroke: #953800; fill: none; stroke-width: 2; stroke-dasharray: 2 4 } .their-dot { fill: #953800 }
.slope { stroke: #59636e; fill: none; stroke-dasharray: 7 5 } .value { font-weight: 600; paint-order: stroke; stroke: #ffffff; stroke-width: 4px }
@media (prefers-color-scheme: dark) {
  svg { fill: #f0f6fc } .ground { fill: #0d1117 } .grid { stroke: #3d444d } .small { fill: #b7bdc8 }
  .ours { stroke: #71b7ff } .dot { fill: #71b7ff } .their { stroke: #ffb77c } .their-dot { fill: #ffb77c } .slope { stroke: #b7bdc8 } .value { stroke: #0d1117 }
}`;

/**
 * @param curves `{ title, x, y, points, baseline }`: the names of the axes with their units, `points` as `[[x, y]]`, and perhaps what they are
 *   compared with, `{ name, points }` at the same x. Each point tells its value and its ratio: to the baseline, or else to the first point
 * @param under `{ day, cores, load, node, quick }`: what the figures were taken under
 */
export function pictureOf(curves, under) {
  const charts = curves.map((curve, i) => `<g transform="translate(0 ${i * HEIGHT})">${chart(curve)}</g>`);
  const height = Math.max(1, curves.length) * HEIGHT + 34;
  const told = `measured ${under.day} on ${under.cores} shared cores at load ${under.load}, Node ${under.node}${under.quick ? ', quick form' : ''}; medians`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${escaped(curves.map(spoken).join('. '))}">
<style>${STYLE}</style>
<rect class="ground" width="100%" height="100%" rx="6"/>
${charts.join('\n')}
${text(LEFT, height - 14, told, 'small')}
</svg>
`;
}

/** For those who hear the picture. */
const spoken = ({ title, x, y, points }) =>
  `${title}: ${points.map(([a, b]) => `${short(b)} ${y} at ${short(a)} ${x}`).join(', ')}`;

function chart({ title, x, y, points, baseline }) {
  const all = [...points, ...(baseline?.points ?? [])];
  const across = scale(
    points.map(([value]) => value),
    LEFT,
    RIGHT_EDGE,
  );
  const up = scale(
    all.map(([, value]) => value),
    FLOOR,
    TOP,
  );
  const name = baseline?.name ?? `the value at ${short(points[0][0])}`;
  return `${text(LEFT, 26, title, 'title')}
${legend(name, Boolean(baseline))}
${grid(across, up)}
${baseline ? line(baseline.points, across, up, 'their') + dots(baseline.points, across, up, 'their-dot') : slope(points, across, up)}
${line(points, across, up, 'ours')}
${dots(points, across, up, 'dot')}
${points.map((point) => label(point, points, baseline, across, up)).join('\n')}
${text((LEFT + RIGHT_EDGE) / 2, FLOOR + 40, `${x} (logarithmic)`, '', 'middle')}
<text transform="translate(20 ${(TOP + FLOOR) / 2}) rotate(-90)" text-anchor="middle">${escaped(y)} (logarithmic)</text>`;
}

const legend = (name, hasBaseline) =>
  `<path class="ours" d="M${LEFT} ${FLOOR + 60}h26"/>${text(LEFT + 32, FLOOR + 64, `gnvb, with its ratio to ${name}`)}` +
  (hasBaseline
    ? `<path class="their" d="M${LEFT + 330} ${FLOOR + 60}h26"/>${text(LEFT + 362, FLOOR + 64, name)}`
    : `<path class="slope" d="M${LEFT + 330} ${FLOOR + 60}h26"/>${text(LEFT + 362, FLOOR + 64, 'if it grew with the number')}`);

function grid(across, up) {
  const lines = across.ticks.map(
    (value) =>
      `<path class="grid" d="M${across.at(value)} ${TOP}V${FLOOR}"/>${text(across.at(value), FLOOR + 18, short(value), 'small', 'middle')}`,
  );
  for (const value of up.ticks)
    lines.push(
      `<path class="grid" d="M${LEFT} ${up.at(value)}H${RIGHT_EDGE}"/>${text(LEFT - 8, up.at(value) + 4, short(value), 'small', 'end')}`,
    );
  return lines.join('\n');
}

/** From the first point upwards, as far as there is room. */
function slope([[x, y], ...rest], across, up) {
  const last = rest.at(-1)?.[0] ?? x;
  const reach = Math.min(last / x, up.ticks.at(-1) / y);
  return `<path class="slope" d="M${across.at(x)} ${up.at(y)}L${across.at(x * reach)} ${up.at(y * reach)}"/>`;
}

const line = (points, across, up, kind) =>
  `<path class="${kind}" d="${points.map(([a, b], i) => `${i === 0 ? 'M' : 'L'}${across.at(a).toFixed(1)} ${up.at(b).toFixed(1)}`).join('')}"/>`;

const dots = (points, across, up, kind) =>
  points
    .map(([a, b]) => `<circle class="${kind}" cx="${across.at(a).toFixed(1)}" cy="${up.at(b).toFixed(1)}" r="4.5"/>`)
    .join('');

function label([a, b], points, baseline, across, up) {
  const against = baseline ? baseline.points.find(([x]) => x === a)?.[1] : points[0][1];
  const ratio = against ? ` · ${short(Number((b / against).toPrecision(3)))}×` : '';
  const x = Math.min(Math.max(across.at(a), LEFT + 44), RIGHT_EDGE - 34);
  return text(
    x.toFixed(1),
    (up.at(b) - 12).toFixed(1),
    `${short(Number(b.toPrecision(3)))}${ratio}`,
    'value',
    'middle',
  );
}

/** Whole powers of ten around the values. */
function scale(values, from, to) {
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values))));
  const at = (value) => from + ((Math.log10(value) - low) / (high - low)) * (to - from);
  return { at, ticks: Array.from({ length: high - low + 1 }, (_, i) => 10 ** (low + i)) };
}

const text = (x, y, words, kind = '', anchor = 'start') =>
  `<text x="${x}" y="${y}" text-anchor="${anchor}"${kind && ` class="${kind}"`}>${escaped(words)}</text>`;

const escaped = (words) =>
  String(words).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** 1,000 as 1 k, 10,000,000 as 10 M. */
function short(value) {
  const number = (of) => String(Number(of.toPrecision(3)));
  if (value >= 1e6) return `${number(value / 1e6)} M`;
  return value >= 10_000 ? `${number(value / 1000)} k` : number(value);
}
