// The base map: countries of Natural Earth as `xtask basemap` packs them.

/** Numbers of one arc: steps on the grid, as signed numbers in groups of five bits. */
function steps(packed) {
  const numbers = [];
  let at = 0;
  while (at < packed.length) {
    let number = 0, shift = 0, group;
    do {
      group = packed.charCodeAt(at++) - 63;
      number |= (group & 0x1f) << shift;
      shift += 5;
    } while (group >= 0x20);
    numbers.push(number & 1 ? ~(number >> 1) : number >> 1);
  }
  return numbers;
}

/** Latitude and longitude of each point of each arc. */
function unpack({ scale, origin, arcs }) {
  return arcs.map((packed) => {
    const numbers = steps(packed);
    const points = [];
    let x = 0, y = 0;
    for (let i = 0; i < numbers.length; i += 2) {
      x += numbers[i];
      y += numbers[i + 1];
      points.push([y * scale[1] + origin[1], x * scale[0] + origin[0]]);
    }
    return points;
  });
}

/** A ring that crosses the 180th meridian goes on beyond it; one around a pole is closed along the edge. */
function whole(points) {
  let turn = 0;
  const going = points.map(([lat, lon], i) => {
    if (i && lon - points[i - 1][1] > 180) turn -= 360;
    if (i && lon - points[i - 1][1] < -180) turn += 360;
    return [lat, lon + turn];
  });
  if (turn === 0) return going;
  const pole = going[0][0] < 0 ? -85.06 : 85.06;
  return [...going, [pole, going.at(-1)[1]], [pole, going[0][1]]];
}

/** Land and borders as layers of Leaflet, and the names of countries. */
export async function world(L) {
  const packed = await (await fetch("/assets/world.json")).json();
  const arcs = unpack(packed);
  const arc = (n) => (n < 0 ? [...arcs[~n]].reverse() : arcs[n]);
  const ring = (numbers) => whole(numbers.flatMap((n, i) => (i ? arc(n).slice(1) : arc(n))));
  const polygons = packed.countries.flatMap((country) => country.polygons.map((rings) => rings.map(ring)));
  // An arc of two countries is a border; one of a single country is a coast.
  const used = new Map();
  for (const country of packed.countries) {
    for (const n of new Set(country.polygons.flat(2).map((n) => (n < 0 ? ~n : n)))) {
      used.set(n, (used.get(n) ?? 0) + 1);
    }
  }
  const borders = [...used].filter(([, n]) => n > 1).map(([n]) => arcs[n]);
  return { polygons, borders, countries: packed.countries };
}
