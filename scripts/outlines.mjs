// Makes policies/gemeentegrenzen.tsv from a TopoJSON of all municipalities: node scripts/outlines.mjs nl-vr-gm.topo.json > policies/gemeentegrenzen.tsv
// Source: github.com/minvws/nl-covid19-data-dashboard (EUPL-1.2), of the CBS gebiedsindelingen 2023 (CBS/Kadaster, CC BY 4.0).
// Each line is a code and its rings between spaces, in steps of 20 metres of the Dutch grid (RD): the differences from point to point,
// in the characters of Google's "encoded polyline".
import { readFileSync } from 'node:fs';

const topo = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const { scale, translate } = topo.transform;
const arcs = topo.arcs.map((arc) => {
  let [x, y] = [0, 0];
  return arc.map(([dx, dy]) => { x += dx; y += dy; return [x * scale[0] + translate[0], y * scale[1] + translate[1]]; });
});
const STEP = 20;

// As crates/response/src/locations/geo.rs.
function rd([lon, lat]) {
  const p = 0.36 * (lat - 52.1551744), l = 0.36 * (lon - 5.38720621);
  const x = 155000 + 190094.945 * l - 11832.228 * p * l - 114.221 * p * p * l - 32.391 * l ** 3 - 0.705 * p - 2.34 * p ** 3 * l - 0.608 * p * l ** 3 - 0.008 * l * l + 0.148 * p * p * l ** 3;
  const y = 463000 + 309056.544 * p + 3638.893 * l * l + 73.077 * p * p - 157.984 * p * l * l + 59.788 * p ** 3 + 0.433 * l - 6.439 * p * p * l * l - 0.032 * p * l + 0.092 * l ** 4 - 0.054 * p * l ** 4;
  return [Math.round(x / STEP), Math.round(y / STEP)];
}

const ring = (numbers) => numbers.flatMap((number, at) => {
  const arc = number < 0 ? [...arcs[~number]].reverse() : arcs[number];
  return at ? arc.slice(1) : arc;
});

function encoded(number) {
  let rest = number < 0 ? ~(number << 1) : number << 1, text = '';
  do {
    const five = rest & 31;
    rest >>>= 5;
    text += String.fromCharCode((rest ? five | 32 : five) + 63);
  } while (rest);
  return text;
}

const lines = topo.objects.gm_features.geometries.map((shape) => {
  const polygons = shape.type === 'Polygon' ? [shape.arcs] : shape.arcs;
  const rings = polygons.flat().map((numbers) => {
    let [x, y] = [0, 0], text = '';
    for (const [px, py] of ring(numbers).map(rd)) {
      if (px === x && py === y) continue;
      text += encoded(px - x) + encoded(py - y);
      [x, y] = [px, py];
    }
    return text;
  });
  return `${shape.properties.code}\t${rings.join(' ')}`;
});
process.stdout.write(`${lines.sort().join('\n')}\n`);
